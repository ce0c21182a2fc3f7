"""Reports of violence compared two by two: are they reports of one event?

Reports of one event disagree on the first date in four cases of ten, on deaths as often, on the actor in half
(van Baalen & Höglund 2026), so that no single field decides. Quantities are weighed by a table with fixed signs, as names
are (evidence.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from probanda.model import Record

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
WINDOW = 7
"""Days that may lie between the intervals of two reports of one event."""
RADIUS = 60.0
"""Kilometres that may lie between their places, when both are known better than by region."""


class Report(Record, frozen=True, kw_only=True):
    """One report of one event. Days are proleptic ordinals; `end` is the last possible day. Names are folded or resolved ids."""

    id: str
    start: int | None = None
    end: int | None = None
    place: str = ""
    """The most specific place named; `area` the town or district around it."""
    area: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: int = 0
    """How exact the place is: 1 country or region, 2 district, 3 town, 4 part of a town, 5 and above a spot. 0 is unknown."""
    actors: frozenset[str] = frozenset()
    context: str = ""
    target: str = ""
    killed: tuple[int, int, int] = (0, 0, 0)
    """Low, best, high."""
    injured: int = 0
    text: str = ""
    """The text that reports it: one text seldom reports one event twice."""
    author: str = ""
    victims: frozenset[str] = frozenset()
    """Victims by name."""
    company: frozenset[str] = frozenset()
    """The people and bodies that the text names."""


def proposed(reports: Sequence[Report]) -> tuple[Ints, Ints]:
    """Pairs near enough in time and place to be compared; undated reports are compared with all."""
    start = np.array([r.start if r.start is not None else -(10**7) for r in reports], dtype=np.int64)
    end = np.array([r.end if r.end is not None else 10**7 for r in reports], dtype=np.int64)
    order = np.argsort(start, kind="stable")
    left, right = [], []
    for position, i in enumerate(order):
        after = order[position + 1 :]
        last = int(np.searchsorted(start[after], end[i] + WINDOW, side="right"))
        left.append(np.full(last, i))
        right.append(after[:last])
    if not left:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    a, b = np.concatenate(left), np.concatenate(right)
    far = distance(reports, a, b)
    precision = np.array([r.precision for r in reports])
    near = np.isnan(far) | (far <= RADIUS) | (np.minimum(precision[a], precision[b]) <= 2)
    return a[near], b[near]


def distance(reports: Sequence[Report], left: Ints, right: Ints) -> Floats:
    """Kilometres between the places of each pair (great circle); nan where a place is unknown."""
    spots = np.radians(
        [[np.nan if r.latitude is None else r.latitude, np.nan if r.longitude is None else r.longitude] for r in reports]
    )
    a, b = spots[left], spots[right]
    half = np.sin((b - a) / 2) ** 2
    return np.asarray(12742 * np.arcsin(np.sqrt(half[:, 0] + np.cos(a[:, 0]) * np.cos(b[:, 0]) * half[:, 1])), dtype=np.float64)


def quantities(reports: Sequence[Report], left: Ints, right: Ints) -> dict[str, npt.NDArray[Any]]:
    """All quantities of the table for each pair (data/names/weights_incidents.yaml)."""
    time = _times(reports, left, right)
    place = _places(reports, left, right)
    toll = _tolls(reports, left, right)
    close = (time["start_gap"] <= 1) & (place["same_place"] > 0)
    return {
        **time,
        **place,
        **toll,
        **_parties(reports, left, right),
        "day_and_place": (close & (time["gap"] == 0)).astype(float),
    }


def _times(reports: Sequence[Report], left: Ints, right: Ints) -> dict[str, Any]:
    # An unknown end of an interval is as far off as the table can tell.
    unknown = np.array([r.start is None or r.end is None for r in reports])
    start = np.array([r.start or 0 for r in reports], dtype=np.int64)
    end = np.array([r.end or 0 for r in reports], dtype=np.int64)
    vague = unknown[left] | unknown[right]
    gap = np.maximum(0, np.maximum(start[left], start[right]) - np.minimum(end[left], end[right]))
    width = np.maximum((end - start)[left], (end - start)[right])
    return {
        "gap": np.where(vague, 0, gap),
        "start_gap": np.where(vague, 10, np.abs(start[left] - start[right])),
        "end_gap": np.where(vague, 10, np.abs(end[left] - end[right])),
        "vague": np.where(vague, 30, width),
    }


def _places(reports: Sequence[Report], left: Ints, right: Ints) -> dict[str, Any]:
    place, area = _codes([r.place for r in reports]), _codes([r.area for r in reports])
    precision = np.array([r.precision for r in reports])
    known = (place[left] > 0) & (place[right] > 0)
    same = known & (place[left] == place[right])
    same_area = (area[left] > 0) & (area[left] == area[right])
    far = distance(reports, left, right)
    crowd = _crowds(reports, place), _crowds(reports, np.where(area > 0, area, place))
    return {
        "same_place": same,
        "same_area": same_area,
        "within": same | _within(reports, left, right),
        "far": np.nan_to_num(far, nan=999.0),
        "nowhere": np.isnan(far),
        "exact": np.where(far <= 5, np.minimum(precision[left], precision[right]), 0),
        # Where much happens, the same place and day say less.
        "crowd_place": np.maximum(crowd[0][left], crowd[0][right]),
        "crowd_area": np.maximum(crowd[1][left], crowd[1][right]),
    }


def _codes(names: Sequence[str]) -> Ints:
    numbers: dict[str, int] = {"": 0}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


def _within(reports: Sequence[Report], left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    """The place of one report is the area of the other, or its name holds the other's ("Old Harbour", "Harbour")."""
    spots = [(r.place, r.area) for r in reports]
    kinds = {spot: n for n, spot in enumerate(dict.fromkeys(spots))}
    code = np.array([kinds[spot] for spot in spots], dtype=np.int64)
    named = list(kinds)
    pairs, back = np.unique(code[left] * len(named) + code[right], return_inverse=True)
    found = []
    for pair in pairs.tolist():
        (place, area), (other, other_area) = named[pair // len(named)], named[pair % len(named)]
        inside = bool(place and other) and (place == other_area or other == area or place in other or other in place)
        found.append(inside)
    return np.array(found, dtype=bool)[back] if found else np.zeros(0, bool)


def _crowds(reports: Sequence[Report], place: Ints) -> Ints:
    """How many reports name this place within three days."""
    start = np.array([r.start or 0 for r in reports], dtype=np.int64)
    order = np.lexsort((start, place))
    key = place[order] * 10**8 + start[order]
    count = np.searchsorted(key, key + 3, side="right") - np.searchsorted(key, key - 3, side="left")
    out = np.zeros(len(reports), dtype=np.int64)
    out[order] = count
    return np.where(place > 0, out, 1)


def _tolls(reports: Sequence[Report], left: Ints, right: Ints) -> dict[str, Any]:
    low, best, high = (np.array([r.killed[k] for r in reports], dtype=np.int64) for k in range(3))
    hurt = np.array([r.injured for r in reports], dtype=np.int64)
    disjoint = np.maximum(low[left], low[right]) > np.minimum(high[left], high[right])
    return {
        **_counts("killed", best[left], best[right]),
        **_counts("injured", hurt[left], hurt[right]),
        "killed_disjoint": disjoint,
    }


def _counts(name: str, left: Ints, right: Ints) -> dict[str, Any]:
    least, most = np.minimum(left, right), np.maximum(left, right)
    both = least > 0
    return {
        f"{name}_agree": np.where(both & (least == most), least, 0),
        f"{name}_differ": np.where(both, 1 - least / np.maximum(1, most), 0),
        f"{name}_alone": np.where(both, 0, most),
    }


def _parties(reports: Sequence[Report], left: Ints, right: Ints) -> dict[str, Any]:
    text, author = _codes([r.text for r in reports]), _codes([r.author for r in reports])
    context, target = _codes([r.context for r in reports]), _codes([r.target for r in reports])
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    shared = np.array([len(reports[a].actors & reports[b].actors) for a, b in pairs], dtype=np.int64)
    known = np.array([bool(r.actors) for r in reports])
    named = np.array([bool(r.victims) for r in reports])
    victims = named[left] & named[right]
    bound = np.array(
        [v and bool(reports[a].victims & reports[b].victims) for v, (a, b) in zip(victims, pairs, strict=True)], dtype=bool
    )
    return {
        "same_actor": shared,
        "actor_conflict": known[left] & known[right] & (shared == 0),
        "same_context": (context[left] > 0) & (context[left] == context[right]),
        "context_conflict": (context[left] > 0) & (context[right] > 0) & (context[left] != context[right]),
        "same_target": (target[left] > 0) & (target[left] == target[right]),
        "target_conflict": (target[left] > 0) & (target[right] > 0) & (target[left] != target[right]),
        "same_text": (text[left] > 0) & (text[left] == text[right]),
        "same_author": (author[left] > 0) & (author[left] == author[right]),
        "same_victims": bound,
        "other_victims": victims & ~bound,
    }
