"""On which day the event fell that a text tells: a table of what speaks for and against each day that it names.

A text about one event names other days too: of arrests, hearings, statements, of its own publication. Each place that names
a day is looked at for what it hangs on and how it is written; the weights stand in `data/lexicon/en/event_day.yaml`, so that a
choice can be explained and argued with.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec
from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import act_of
from probanda.extract.reading import Reading
from probanda.extract.rules import load_as
from probanda.model import When

_BEGINNING, _OPENING = 800, 300
_AGAIN = 2.0


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words on which days hang, and the weights of features (`data/lexicon/en/event_day.yaml`)."""

    happens: frozenset[str]
    found: frozenset[str]
    aftermath: frozenset[str]
    telling: frozenset[str]
    not_violence: frozenset[str]
    weights: dict[str, int]


def choose(reading: Reading, days: list[When]) -> When | None:
    """The time, out of `days`, that best says when the event of the text fell; None where there is none.

    Times of one day speak together; of them the first with the most for it is given.
    """
    places: defaultdict[date | None, list[tuple[When, set[str]]]] = defaultdict(list)
    for when in days:
        places[when.earliest].append((when, set(_features(reading, when))))
    named = [day for day in places.items() if any(_NAMED.search(w.span.quote) for w, _ in day[1] if w.span)]
    best = max(named, key=lambda day: _weight(reading, *day), default=None)
    return max(best[1], key=lambda place: _sum(place[1]))[0] if best else None


def _weight(reading: Reading, day: date | None, places: list[tuple[When, set[str]]]) -> float:
    """What speaks for a day: each feature once, those of the violence by their share, and how often it is named."""
    counts = Counter(name for _, names in places for name in names)
    share = _words().weights["happens"] * counts["happens"] / len(places)
    return _sum(set(counts) | _age(reading, day)) + share + _AGAIN * math.log(len(places))


def _sum(names: set[str]) -> int:
    return sum(_words().weights[name] for name in names)


def _age(reading: Reading, day: date | None) -> set[str]:
    published = reading.published.latest if reading.published else None
    days = (published - day).days if published and day else None
    return {"publication"} if days == 0 else {"eve"} if days == 1 else set()


def _features(reading: Reading, when: When) -> Iterator[str]:
    start, end = reading.local(when.span) if when.span else (0, 0)
    yield from (name for name, pattern in _FORMS.items() if pattern.search(reading.body, start, end))
    if _STAMP.search(reading.body, max(0, start - 14), start):
        yield "stamp"
    if start < _BEGINNING:
        yield "beginning"
    if start < _OPENING:
        yield "opening"
    words = reading.doc.char_span(start, end, alignment_mode="expand")
    if words is not None:
        yield from _hung_on(words.root)


def _hung_on(root: Token) -> Iterator[str]:
    above = root.head if root.head.i != root.i else root
    over = (root.head, root.head.head, frames.predicate(above))
    lemmas = {t.lemma_.lower() for t in over}
    if lemmas & _words().happens or any((act := act_of(t)) and act not in _words().not_violence for t in over):
        yield "happens"
    yield from (name for name in ("found", "aftermath", "telling") if lemmas & getattr(_words(), name))


_FORMS = {
    "part_of_day": re.compile(r"night|morning|evening|afternoon|midnight|noon|early|late", re.IGNORECASE),
    "clock": re.compile(r"\d\s*(?::\d\d|[ap]\.?m)|midnight|noon", re.IGNORECASE),
    "weekday": re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"),
    "calendar": re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d|\d/\d|\d\s+[A-Z][a-z]{2}"),
}
_NAMED = re.compile(r"[A-Z][a-z]{2}|to(?:day|night)|yesterday|this (?:morning|evening|afternoon)|\d/\d|\b[12]\d{3}\b")
"""A clock time alone names no day, though it may speak for one that is named elsewhere."""
_STAMP = re.compile(r"(?:copyright|updated|posted|published|©|update|\()\W*\Z", re.IGNORECASE)


@cache
def _words() -> Words:
    words: Words = load_as(Words, "event_day")
    return words
