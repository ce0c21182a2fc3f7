"""The years and days that a text names, with what speaks for each being when the event that it mainly tells took place."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from probanda.extract import frames
from probanda.extract.acts import act_of
from probanda.extract.choice import Features, shares
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.model import When

Key = TypeVar("Key")
_A_YEAR, _LEAD = 366, 600
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\btoday|\byesterday", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|until|till|before|by|from|anniversary of)\s+(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time in a text: the act that it is tied to by the grammar, if any, and what stands around it."""

    when: When
    at: int
    act: str | None
    near_act: bool
    telling: bool
    since: bool


def dated(reading: Reading) -> list[Dated]:
    """The times of a text within one year, none of them after its publication."""
    last = reading.published.latest if reading.published else None
    return [_dated(reading, w) for w in reading.whens if _usable(w, last)]


def _usable(when: When, last: date | None) -> bool:
    if when.span is None or when.earliest is None or when.latest is None or when.timex_type not in ("DATE", "TIME"):
        return False
    return (when.latest - when.earliest).days <= _A_YEAR and (last is None or when.earliest <= last)


def _dated(reading: Reading, when: When) -> Dated:
    start, end = reading.local(when.span) if when.span else (0, 0)
    words = reading.doc.char_span(start, end, alignment_mode="expand")
    before = reading.body[max(0, start - 25) : start]
    if words is None:
        return Dated(when, start, None, near_act=False, telling=False, since=_SINCE.search(before) is not None)
    root = words.root
    verb = frames.predicate(root.head if root.head.i != root.i else root)
    act = next((a for t in (verb, root.head, root.head.head) if (a := act_of(t))), None)
    near = any(act_of(token) for token in verb.sent)
    return Dated(when, start, act, near, verb.lemma_ in _telling(), _SINCE.search(before) is not None)


@cache
def _telling() -> frozenset[str]:
    return frozenset(load("suffering")["says"])


def years(reading: Reading) -> dict[int, Features]:
    """The years of a text, and that of its publication, with their features."""
    groups: dict[int, list[Dated]] = defaultdict(list)
    for each in dated(reading):
        if each.when.earliest and each.when.latest and each.when.earliest.year == each.when.latest.year:
            groups[each.when.earliest.year].append(each)
    published = reading.published.latest if reading.published else None
    if published:
        groups[published.year] += []
    return {
        year: {**features, **_age(published.year - year if published else None)}
        for year, features in _grouped(groups, len(reading.body)).items()
    }


def _age(years: int | None) -> dict[str, float]:
    if years is None:
        return {}
    return {"this": float(years == 0), "last": float(years == 1), "ago": math.log1p(years), "old": float(years > 10)}


def days(reading: Reading) -> dict[date, Features]:
    """The days of a text, and that of its publication, with their features."""
    groups: dict[date, list[Dated]] = defaultdict(list)
    for each in dated(reading):
        if each.when.earliest and each.when.latest and (each.when.latest - each.when.earliest).days <= 1:
            groups[each.when.earliest].append(each)
    published = reading.published.latest if reading.published else None
    if published:
        groups[published] += []
    return {
        day: {**features, **_distance((published - day).days if published else None)}
        for day, features in _grouped(groups, len(reading.body)).items()
    }


def _distance(days: int | None) -> dict[str, float]:
    if days is None:
        return {}
    steps = {f"within_{limit}": float(days <= limit) for limit in (1, 7, 30, 365)}
    return {"published": float(days == 0), "ago": math.log1p(days), **steps}


def _grouped(groups: dict[Key, list[Dated]], length: int) -> dict[Key, dict[str, float]]:
    parts = {
        "share": shares([len(g) for g in groups.values()]),
        "tied": shares([sum(d.act is not None for d in g) for g in groups.values()]),
        "near": shares([sum(d.near_act for d in g) for g in groups.values()]),
    }
    first = min((d.at for g in groups.values() for d in g), default=0)
    first_tied = min((d.at for g in groups.values() for d in g if d.act), default=-1)
    return {
        key: {
            **{name: values[i] for name, values in parts.items()},
            **_features(group, length),
            "first": float(any(d.at == first for d in group)),
            "first_tied": float(any(d.at == first_tied for d in group)),
        }
        for i, (key, group) in enumerate(groups.items())
    }


def _features(group: list[Dated], length: int) -> dict[str, float]:
    if not group:
        return {"none": 1.0}
    quotes = [d.when.span.quote for d in group if d.when.span]
    found = {f"act_{act}": 1.0 for act in {d.act for d in group if d.act}}
    found |= {"any_tied": float(any(d.act for d in group)), "any_near": float(any(d.near_act for d in group))}
    found |= {"lead": float(any(d.at < _LEAD for d in group)), "lead_tied": float(any(d.at < _LEAD and d.act for d in group))}
    found |= {"telling": sum(d.telling for d in group) / len(group), "since": sum(d.since for d in group) / len(group)}
    found |= {"year": float(any(_YEAR.search(q) for q in quotes)), "weekday": float(any(_WEEKDAY.search(q) for q in quotes))}
    return found | {"log": math.log1p(len(group)), "place": min(d.at for d in group) / max(1, length)}
