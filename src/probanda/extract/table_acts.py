"""What a cell says happened: the act that its words name by a noun or verb of the lexicon of acts, in any of their forms.

Fragments such as "Houses burned" or "Four men abducted" have no parse to speak of, so that forms are matched, and not lemmas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probanda.extract.acts import words
from probanda.extract.lexical import LANGUAGES, act_of
from probanda.extract.rules import either, load

_WIDE = ("killing", "injury", "attack", "threat")
"""Acts that give way to a narrower one in the same cell: how people were killed says more than that they were."""
_LABELS = ("war_crimes", "crimes_against_humanity", "genocide", "apartheid", "aggression", "persecution", "no_quarter")


def act(cell: str, language: str) -> str | None:
    """The act that the words of a cell name; None when they name none, or say that it did not come to it."""
    if language in LANGUAGES:
        return act_of(language, cell)
    found = [_acts()[m.lastgroup or ""] for m in _pattern().finditer(cell) if not _unreal(cell, *m.span())]
    if "threat" in found:
        return "threat"
    return next((a for a in found if a not in _WIDE), found[0] if found else None)


def _unreal(cell: str, start: int, end: int) -> bool:
    before, after = _aside()
    return before.search(cell[:start]) is not None or after.match(cell[end:]) is not None


@cache
def _aside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after an act that did not come about."""
    before, after = (either(load("table_words")[key]) for key in ("before", "after"))
    return (
        re.compile(rf"(?<!\w)(?:{before})(?:\s+[\w'-]+){{0,2}}\s+$", re.IGNORECASE),
        re.compile(rf"(?:\s+[\w'-]+){{0,2}}\s+(?:{after})(?!\w)", re.IGNORECASE),
    )


@cache
def _pattern() -> re.Pattern[str]:
    """One group for each act. Longer forms first, so that "burned alive" is not read as "burned"."""
    forms = sorted(((form, f"a{i}") for i, act in enumerate(_known()) for form in _forms(act)), key=lambda f: -len(f[0]))
    return re.compile("|".join(rf"(?P<{name}_{n}>\b{form}\b)" for n, (form, name) in enumerate(forms)), re.IGNORECASE)


@cache
def _acts() -> dict[str, str]:
    names = {f"a{i}": act for i, act in enumerate(_known())}
    return {group: names[group.partition("_")[0]] for group in _pattern().groupindex}


def _known() -> list[str]:
    return [act for act in words() if act not in _LABELS]


def _forms(act: str) -> Iterator[str]:
    entry = words()[act]
    for noun in entry.nouns:
        yield rf"{re.escape(noun)}(?:s|es)?"
    for verb in entry.verbs:
        first, _, rest = verb.partition(" ")
        yield _inflected(first) + (rf"\s+(?:[\w'-]+\s+){{0,3}}?{re.escape(rest)}" if rest else "")


@cache
def _odd() -> dict[str, str]:
    """Forms that no ending makes: "shot" of "shoot"."""
    return {verb: "|".join(forms) for verb, forms in load("table_verbs").items()}


def _inflected(verb: str) -> str:
    stem, last = re.escape(verb), re.escape(verb[-1])
    regular = rf"{re.escape(verb[:-1])}(?:e|es|ed|ing)" if verb.endswith("e") else rf"{stem}(?:s|es|ed|ing|{last}ed|{last}ing)?"
    return rf"(?:{regular}|{_odd()[verb]})" if verb in _odd() else rf"(?:{regular})"
