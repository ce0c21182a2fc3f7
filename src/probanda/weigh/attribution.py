"""What a text itself says of where it, or a sentence of it, comes from: datelines, sign-offs, reprints, "according to AFP"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from probanda.extract import rules
from probanda.model import Source, Text

_EDGE = 400
"""Characters at the head and the foot of a text in which a dateline, a byline or a note of reprint stands."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody else to whom the words are credited. `start:end` are the words that say so, in the text."""

    name: str
    start: int
    end: int
    agency: bool = False


@cache
def agencies() -> Mapping[str, str]:
    """News agencies: each way of writing one, lower case > its name."""
    return {alias.casefold(): name for name, aliases in rules.load("agencies").items() for alias in aliases}


def of_text(text: Text, source: Source | None = None) -> Credit | None:
    """To whom the whole text is credited, by a dateline, a sign-off, a note of reprint, or its publisher's name."""
    for offset, part in ((0, text.body[:_EDGE]), (max(0, len(text.body) - _EDGE), text.body[-_EDGE:])):
        for rule in _rules("text"):
            found = rule.search(part)
            if found and (credit := _credit(found, offset, sure=rule.pattern in _reprints())):
                return credit
    named = f"{text.publisher or ''} {source.publisher or '' if source else ''} {text.author or ''}"
    agency = next((name for alias, name in agencies().items() if len(alias) > 3 and alias in named.casefold()), None)
    return Credit(agency, 0, 0, agency=True) if agency else None


def of_sentence(body: str, start: int, end: int) -> Credit | None:
    """To which agency or outlet a sentence credits what it says; None for everyone else, who is a speaker and no outlet."""
    for rule in _rules("sentence"):
        for found in rule.finditer(body, start, end):
            if credit := _credit(found, 0, sure=False):
                return credit
    return None


def _credit(found: re.Match[str], offset: int, *, sure: bool) -> Credit | None:
    name = found["name"].strip()
    agency = agencies().get(name.casefold()) or agencies().get(name.casefold().removeprefix("the "))
    if not (agency or sure or _press(name)):
        return None
    return Credit(
        agency or name.removeprefix("the ").removeprefix("The "), found.start() + offset, found.end() + offset, bool(agency)
    )


def _press(name: str) -> bool:
    words = {w.casefold() for w in name.split()}
    return not words.isdisjoint(rules.load("press")["titles"])


@cache
def _rules(reach: Literal["text", "sentence", "mixed"]) -> tuple[re.Pattern[str], ...]:
    return tuple(rule.regex for rule in rules.rules("credits") if rule.value["reach"] == reach)


@cache
def _reprints() -> frozenset[str]:
    return frozenset(rule.regex.pattern for rule in rules.rules("credits") if rule.name == "reprint")
