"""A part counted within a month or a year: "the second week of May 2016", "the last days of June", "the last half of July"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from probanda.extract import dates_calendar as calendar
from probanda.extract.dates_calendar import Interval
from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Meaning
from probanda.extract.dates_points import point
from probanda.extract.dates_scene import Scene

_DAY = timedelta(days=1)
_SIDES = {1: "START", -1: "END"}


def part_of(match: Match, scene: Scene) -> Meaning | None:
    """The part that the words count off, within the month or year that they name; the whole of it where that cannot be told."""
    number, token = match.first("ORDW", "SECOND", "FINAL", "LAST", "ORDN"), match.first("UNIT", "UNITS", "HALF")
    at = next(i for i, t in enumerate(match.tokens) if t.kind == "MONTH")
    whole = point(replace(match, tokens=match.tokens[at:], place=match.place + at), scene)
    if whole is None or None in whole.interval or number is None or token is None:
        return whole
    first, last = whole.interval
    assert first is not None
    assert last is not None
    part = _half((first, last), int(number.value)) if token.kind == "HALF" else _counted((first, last), int(number.value), match)
    if part is None:
        return whole
    unit = "day" if part[0] == part[1] else "days"
    timex = part[0].isoformat() if unit == "day" else whole.timex
    return replace(whole, interval=part, unit=unit, timex=timex, approximate=unit == "days" and token.kind != "HALF")


def _half(whole: Interval, which: int) -> Interval | None:
    first, last = whole
    middle = first + timedelta(days=15) if (last - first).days < 31 else calendar.shift(first, 6, "month")
    return {1: (first, middle - _DAY), 2: (middle, last), -1: (middle, last)}.get(which)


def _counted(whole: Interval, which: int, match: Match) -> Interval | None:
    """The n-th unit, the first or last so many, or the early or late third of it where no number is given."""
    token = match.first("UNIT", "UNITS")
    assert token is not None
    unit, count = str(token.value), match.first("NUM", "DAY")
    if token.kind == "UNITS" and (count is None or match.tokens.index(count) > match.tokens.index(token)):
        side = _SIDES.get(which)
        return calendar.thirds(whole, side, "month" if unit in ("day", "week") else "year") if side else None
    length = int(count.value) if count and token.kind == "UNITS" else 1
    return _run(whole, which, unit=unit, length=length)


def _run(whole: Interval, which: int, *, unit: str, length: int) -> Interval | None:
    first, last = whole
    if unit not in ("day", "week", "month"):
        return None
    begin = calendar.shift(last + _DAY, -length, unit) if which < 0 else calendar.shift(first, (which - 1) * length, unit)
    end: date = calendar.shift(begin, length, unit) - _DAY
    return (begin, min(end, last)) if first <= begin <= last else None
