"""Counts of the dead and injured in languages that are read by lexicon alone (French, Arabic).

A number counts people where a word for people, or for the dead or injured themselves, stands behind it, or where it is a dual
that holds both ("شخصين"). What became of them is told by the nearest word for it in the sentence, before or behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from probanda.extract import numbers
from probanda.extract.folding import Folded, fold
from probanda.extract.numbers import Quantity
from probanda.extract.reading import Reading
from probanda.extract.rules import load_as
from probanda.model import Casualties

_REACH = 90
_ENDINGS = str.maketrans("ةى", "هي")
_ARABIC = "[وفبلك]{0,2}(?:ال)?"


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words by which a language counts people (`data/lexicon/<language>/counts.yaml`)."""

    outcomes: dict[str, tuple[str, ...]]
    people: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    match: tuple[dict[str, str | int], ...] = ()
    reject: tuple[str, ...] = ()


def of_sentence(reading: Reading, start: int, end: int) -> Iterator[Casualties]:
    """Who was killed and injured by the sentence at local positions `start:end`, in order, parts with their whole."""
    folded = fold(reading.body[start:end])
    words = folded.body.translate(_ENDINGS)
    told = [(m.start(), m.end(), o) for o, pattern in _outcomes(reading.language).items() for m in pattern.finditer(words)]
    before: Casualties | None = None
    for quantity in _undated(reading, numbers.find(folded.body, reading.language), (start, folded)):
        pair = _pairs(reading.language).fullmatch(words, quantity.start, quantity.end)
        people = None if pair else _people(reading.language).match(words, quantity.end)
        outcome = _nearest(told, quantity.start, people.end() if people else quantity.end)
        if outcome is None or (people is None and pair is None):
            continue
        first, last = folded.origin(quantity.start, people.end() if people else quantity.end)
        kind = reading.body[start:end][slice(*folded.origin(*people.span("who")))] if people else "people"
        part = before is not None and _parts(reading.language).search(words, 0, quantity.start) is not None
        outcome = before.outcome if part and before else outcome
        count = Casualties(
            outcome=outcome,  # type: ignore[arg-type]
            minimum=quantity.minimum,
            maximum=quantity.maximum,
            kind=kind,
            span=reading.span(start + first, start + last),
            part_of=before.kind if part and before else None,
        )
        before = before if part else count
        yield count


def _undated(reading: Reading, found: Iterable[Quantity], place: tuple[int, Folded]) -> Iterator[Quantity]:
    start, folded = place
    dated = [reading.local(w.span) for w in reading.whens if w.span]
    for quantity in found:
        at = start + folded.origin(quantity.start, quantity.end)[0]
        if not any(first <= at < last for first, last in dated):
            yield quantity


def _nearest(told: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    """The outcome whose word is nearest to a count, one that is part of it first."""
    away = [(max(first - end, start - last, 0), outcome) for first, last, outcome in told]
    return min((a for a in away if a[0] < _REACH), default=(0, None))[1]


@cache
def words(language: str) -> People:
    """The words of a language for people counted."""
    found: People = load_as(People, "counts", language)
    return found


def _either(language: str, listed: tuple[str, ...]) -> str:
    bare = sorted({fold(w).body.translate(_ENDINGS) for w in listed}, key=len, reverse=True)
    return (_ARABIC if language == "ar" else "") + "(?:" + "|".join(re.escape(w) for w in bare) + ")"


@cache
def _outcomes(language: str) -> dict[str, re.Pattern[str]]:
    listed = words(language).outcomes.items()
    return {o: re.compile(rf"(?<!\w){_either(language, stems)}\w*", re.IGNORECASE) for o, stems in listed}


@cache
def _people(language: str) -> re.Pattern[str]:
    held = words(language)
    joined = rf"(?:{_either(language, held.between)}\s*)*" if held.between else ""
    return re.compile(rf"\s+{joined}(?P<who>{_either(language, held.people)}\w{{0,2}})(?!\w)", re.IGNORECASE)


@cache
def _pairs(language: str) -> re.Pattern[str]:
    return re.compile(_either(language, words(language).pairs or ("-",)), re.IGNORECASE)


@cache
def _parts(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_either(language, words(language).parts)}\s*(?:\w+\s+)?\Z", re.IGNORECASE)
