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
    named = " ".join(_plain(name) for name in (text.publisher, source.publisher if source else None, text.author) if name)
    agency = next((name for alias, name in agencies().items() if len(alias) > 3 and f" {alias} " in f" {named} "), None)
    return Credit(agency, 0, 0, agency=True) if agency else None


def of_sentence(text: Text, start: int, end: int, *, publisher: str | None = None) -> Credit | None:
    """To which agency or other outlet a sentence credits what it says; None for everyone else, who is a speaker and no outlet."""
    own = _plain(publisher or text.publisher or "")
    for rule in _rules("sentence"):
        for found in rule.finditer(text.body, start, end):
            credit = _credit(found, 0, sure=False)
            if credit and not (own and f" {_plain(credit.name)} " in f" {own} "):
                return credit
    return None


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


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
