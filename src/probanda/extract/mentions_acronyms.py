"""Two names that one passage equates: "International Criminal Court (ICC)", "Branch 12, also known as the Lake Branch"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probanda.extract.mentions_lexicon import Candidate
from probanda.extract.rules import rules

_BODIES = ("organisation", "armed_group", "unit", "operation", "court", "publication")
_ALIAS = re.compile(
    r"(?: \([A-Z]+\))?,? ?\(?(?:who (?:is|was) )?"
    r"(?:(?:also|better|commonly|formerly|previously|otherwise|locally|popularly|widely) )*"
    r"(?:known(?: by (?:the|his|her) (?:nom de guerre|nickname|alias|name))?(?: simply)? as|nicknamed|dubbed|alias|a\.?k\.?a\.?"
    r"|nom de guerre|also called|also spelled) [\"“'‘]?"
    r"(?P<alias>(?:[Tt]he )?(?:[Aa]l-|[Aa]bu |[Ee]l-)?[A-Z][\w'’-]*(?: (?:al-)?[A-Z][\w’-]*){0,3})"
)
_BRACKETED = re.compile(r" ?\((?:the |or )?[\"“'‘]?(?P<short>[A-Z][A-Za-z&/-]{1,11})[\"”'’]?(?:\)|,|;)")


def equations(body: str, chosen: list[Candidate]) -> list[tuple[int, int]]:
    """Pairs of neighbouring candidates (by index) that the text says are the same."""
    return [
        (i, i + 1)
        for i in range(len(chosen) - 1)
        if chosen[i + 1].start - chosen[i].end < 60 and _equates(body, chosen[i], chosen[i + 1])
    ]


def _equates(body: str, one: Candidate, other: Candidate) -> bool:
    between, closed = body[one.end : other.start], body[other.end : other.end + 1] in tuple(")”\"’'")
    if other.type == "place" and one.type != "place":
        return False
    if one.type == "place" and other.type == "publication":
        return False  # the dateline of an agency: "TARN, Orvia (Northern Wire)"
    return any(rule.regex.search(between) and (closed or "closing" not in rule.value) for rule in rules("also_called"))


def defined(flat: str, chosen: list[Candidate]) -> Iterator[tuple[str, Candidate]]:
    """Abbreviations put in brackets after the name of a body: the abbreviation, and the candidate at its place."""
    for one in chosen:
        if one.type in _BODIES and (match := _BRACKETED.match(flat, one.end)):
            short = match["short"]
            if sum(c.isupper() for c in short) >= 2 or initials_of(short, flat[one.start : one.end]):
                yield short, Candidate(match.start("short"), match.end("short"), one.type, "abbreviation", 72)


def aliases(flat: str, chosen: list[Candidate]) -> Iterator[Candidate]:
    """Other names that the text gives after a name, in quotation marks or not: of the same kind as the name before."""
    for one in chosen:
        match = _ALIAS.match(flat, one.end) if one.type not in (None, "place") else None
        if match:
            yield Candidate(match.start("alias"), match.end("alias"), one.type, "also-known-as", 79)


def initials_of(short: str, full: str) -> bool:
    """Whether an abbreviation is made of the first letters of a name: ICC, ECCHR, UN. Small words may count or not."""
    letters = re.sub(r"[.\s]", "", short)
    if not (2 <= len(letters) <= 8 and letters.isupper()) or " " not in full:
        return False
    words = re.findall(r"[^\W_]+", full)
    strong = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0] for w in words).upper()
    return letters in (strong.upper(), every) or (
        len(letters) > 2 and letters == "".join(w[0] for w in words if w.lower() not in ("the", "of", "and", "for")).upper()
    )
