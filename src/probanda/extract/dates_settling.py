"""Tokens that only look like dates lose their class: "may", "June Hollis", "60 Minutes", "1500 people"."""

from __future__ import annotations

from probanda.extract.dates_words import OTHER, Token, Words


def settle(found: list[Token], known: Words) -> list[Token]:
    """Words that are dates only in company ("May", "March", "Sun", "fall") lose their class when they stand alone."""
    doubtful, barred = known.lexicon.doubtful, known.lexicon.barred_next
    for i, token in enumerate(found):
        if token.kind == OTHER:
            continue
        alone = token.lower in doubtful and not _accompanied(found, i, doubtful[token.lower])
        stopped = token.lower in barred and _barred(found, i, barred[token.lower])
        named = _first_name(found, i) or _in_title(found, i)
        if alone or stopped or named or (token.kind == "YEAR" and _counts(found, i, known)):
            token.kind = OTHER
    return found


def _first_name(found: list[Token], at: int) -> bool:
    """ "June Hollis": a month at the head of a name, where no word leads to a date."""
    if found[at].kind != "MONTH" or at + 1 >= len(found):
        return False
    before, after = found[at - 1] if at else None, found[at + 1]
    led = before is not None and before.kind not in (OTHER, "MARK")
    return not led and after.kind == OTHER and after.text[:1].isupper() and after.text[1:].islower()


_TITLED = frozenset(("DEIC", "NOON", "UNIT", "UNITS"))


def _in_title(found: list[Token], at: int) -> bool:
    """ "Radio Today", "60 Minutes", "High Noon": a capital behind another or behind a number, within a sentence."""
    text, before = found[at].text, found[at - 1] if at else None
    if found[at].kind not in _TITLED or before is None or not (text[:1].isupper() and text[1:].islower()):
        return False
    named = before.kind == OTHER and before.text[:1].isupper()
    return named or (found[at].kind in ("UNIT", "UNITS") and before.text[-1:].isalnum() and (at > 1 or before.text[:1].islower()))


def _barred(found: list[Token], at: int, words: list[str]) -> bool:
    if at and found[at].kind == "MONTH" and found[at - 1].kind in ("DAY", "ORDN"):
        return False
    return at + 1 < len(found) and found[at + 1].lower in words and not _dated(found, at + 2)


def _counts(found: list[Token], at: int, known: Words) -> bool:
    """Whether four digits count or number something: "1500 people", "Resolution 1970"."""
    before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
    if before and before.lower in known.labels:
        return True
    if after is None or after.kind != OTHER:
        return False
    if found[at].value < 1900 and (before is None or before.kind in (OTHER, "MARK", "AT")):
        # Without a word that leads to a year, a number of this size is a house, a sum or a count.
        return True
    doubted = bool(before and (before.kind in ("AND", "APPROX") or before.text.endswith(("ed", "ing"))))
    if doubted and after.text.islower() and after.text.endswith("s"):
        return True
    return after.text in known.lexicon.counted and not (before and before.kind in ("IN", "SINCE", "BY", "UNTIL", "MONTH"))


def _dated(found: list[Token], at: int) -> bool:
    """ "The fall of 2007", "in the fall of that year"."""
    if at >= len(found):
        return False
    before_christ = at + 1 < len(found) and found[at].kind == "NUM" and found[at + 1].kind == "BC"
    return before_christ or found[at].kind in ("YEAR", "THAT", "THIS", "LAST", "NEXT")


def _accompanied(found: list[Token], at: int, wanted: list[str]) -> bool:
    """Whether a class of `wanted` stands beside: `<CLASS` before the word, `CLASS>` after it."""
    before = found[at - 1] if at else None
    after = found[at + 1] if at + 1 < len(found) else None
    if after and after.kind == "OF" and at + 2 < len(found) and found[at + 2].kind == "YEAR":
        return True
    return bool((before and ("<" + before.kind) in wanted) or (after and (after.kind + ">") in wanted))
