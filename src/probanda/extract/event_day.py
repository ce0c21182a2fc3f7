"""On which day the event fell that a text tells: a table of what speaks for and against each day that it names.

A text about one event names other days too: of arrests, hearings, statements, of its own publication. Each place that names
a day is looked at for what it hangs on and how it is written; the weights stand in `data/lexicon/en/event_day.yaml`, so that a
choice can be explained and argued with. They are those of a conditional logit over the days of one text (`choice`), fitted by
`python -m benchmarks._train_event_day`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

import msgspec
from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import act_of
from probanda.extract.choice import Choice, Features
from probanda.extract.reading import Reading
from probanda.extract.rules import load_as
from probanda.model import When

_BEGINNING = 800
Place = tuple[When, frozenset[str]]
"""A time and what speaks for it where it stands."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words on which days hang, and the weights of features (`data/lexicon/en/event_day.yaml`)."""

    happens: frozenset[str]
    shooting: frozenset[str]
    found: frozenset[str]
    aftermath: frozenset[str]
    telling: frozenset[str]
    not_violence: frozenset[str]
    weights: dict[str, float]


def choose(reading: Reading, days: Sequence[When]) -> When | None:
    """The time, out of `days`, that best says when the event of the text fell; None where there is none.

    Times of one day speak together; of them the first with the most for it is given.
    """
    places = places_of(reading, days)
    best = Choice(_words().weights).best(features(reading, places))
    return max(places[best], key=lambda place: _sum(place[1]))[0] if best else None


def places_of(reading: Reading, days: Iterable[When]) -> dict[date, list[Place]]:
    """The places of a text by the day that they name; a day that clock times alone stand for is not named."""
    places: defaultdict[date, list[Place]] = defaultdict(list)
    for when in days:
        if when.earliest:
            places[when.earliest].append((when, frozenset(_place(reading, when))))
    return {d: found for d, found in places.items() if any(_NAMED.search(w.span.quote) for w, _ in found if w.span)}


def features(reading: Reading, places: dict[date, list[Place]]) -> dict[date, Features]:
    """What speaks for each day: each sign once, the violence by its share, how often and how early it is named."""
    latest = max(places, default=None)
    made: dict[date, Features] = {}
    for day, found in places.items():
        signs = {name: 1.0 for _, names in found for name in names}
        starts = [reading.local(w.span)[0] for w, _ in found if w.span]
        made[day] = {
            **signs,
            "happens": sum("happens" in names for _, names in found) / len(found),
            "often": math.log(len(found)),
            "late_in_text": min(starts) / max(1, len(reading.body)),
            "latest": float(day == latest),
        }
    return made


def _sum(names: Iterable[str]) -> float:
    return sum(_words().weights.get(name, 0.0) for name in names)


def _place(reading: Reading, when: When) -> Iterator[str]:
    start, end = reading.local(when.span) if when.span else (0, 0)
    yield from (name for name, pattern in _FORMS.items() if pattern.search(reading.body, start, end))
    if when.rule.startswith("clock"):
        yield "hour"
    if _ON.search(reading.body, max(0, start - 4), start):
        yield "after_on"
    if start < _BEGINNING:
        yield "beginning"
    words = reading.doc.char_span(start, end, alignment_mode="expand")
    if words is not None:
        yield from _hung_on(words.root)


def _hung_on(root: Token) -> Iterator[str]:
    above = root.head if root.head.i != root.i else root
    verb = frames.predicate(above)
    over = (root.head, root.head.head, verb)
    lemmas = {t.lemma_.lower() for t in over}
    if lemmas & _words().happens or any((act := act_of(t)) and act not in _words().not_violence for t in over):
        yield "happens"
    yield from (name for name in ("found", "aftermath") if lemmas & getattr(_words(), name))
    yield from (name for name in ("shooting", "telling") if verb.lemma_.lower() in getattr(_words(), name))


_FORMS = {
    "part_of_day": re.compile(r"night|morning|evening|afternoon|midnight|noon|early|late", re.IGNORECASE),
    "calendar": re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d|\d/\d|\d\s+[A-Z][a-z]{2}"),
}
_NAMED = re.compile(r"[A-Z][a-z]{2}|to(?:day|night)|yesterday|overnight|this (?:morning|evening|afternoon)|\d/\d|\b[12]\d{3}\b")
"""A clock time alone names no day, though it may speak for one that is named elsewhere."""
_ON = re.compile(r"\bon\s+\Z", re.IGNORECASE)


@cache
def _words() -> Words:
    words: Words = load_as(Words, "event_day")
    return words
