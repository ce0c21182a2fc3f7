"""Senses that give a point of the calendar: dates, months, weekdays, seasons, parts of days, holidays.

A sense takes the matched tokens and the scene and returns what they mean, or None when they are no temporal expression after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from probanda.extract import dates_calendar as calendar
from probanda.extract.dates_ancient import bc_month
from probanda.extract.dates_grammar import Match
from probanda.extract.dates_scene import Basis, Meaning, Scene, narrowed, relation
from probanda.extract.dates_tokens import OTHER, Token

_DAY = timedelta(days=1)


def point(match: Match, scene: Scene) -> Meaning | None:
    """A date or month or year or season, with weekday, part of the day and clock where stated."""
    meaning = _dated(match, scene)
    if meaning is None:
        return None
    meaning = replace(
        meaning, anchor=scene.anchor(meaning.basis), approximate=bool(match.first("APPROX") and not match.first("CLOCK", "AMPM"))
    )
    return _timed(narrowed(meaning, match, scene), match)


def _dated(match: Match, scene: Scene) -> Meaning | None:
    if scene.bc and not match.first("YEAR") and match.first("MONTH", "SEASON"):
        return bc_month(match, scene.bc)
    if match.rule.name == "year.words":
        return _year_in_words(match)
    for kind, sense in _BY_CLASS:
        if match.first(*kind):
            return sense(match, scene)
    return None


def _year_in_words(match: Match) -> Meaning | None:
    token = match.first("NUM")
    year = int(token.value) if token else 0
    return Meaning(calendar.years(year, year), "year", f"{year:04}") if 1000 <= year <= 2100 else None


def _year(match: Match, scene: Scene) -> tuple[int | None, Basis | None]:
    """The year that the expression states, or relates to ("of that year", "last year")."""
    stated = match.first("YEAR")
    if stated:
        return int(stated.value), None
    unit = match.first("UNIT")
    related = relation(match, match.tokens.index(unit)) if unit and unit.value == "year" else None
    if not related:
        return None, None
    base = scene.base(related[1], "year")
    return (base.year + related[0] if base else None), scene.counted(related[1])


def _month_or_day(match: Match, scene: Scene) -> Meaning | None:
    month_token = match.first("MONTH")
    assert month_token is not None
    month = int(month_token.value)
    day = _day_beside(match, match.tokens.index(month_token))
    year, basis = _year(match, scene)
    if year is None and (weekday := match.first("WDAY")) and day:
        year, basis = _year_by_weekday(scene, (month, day, int(weekday.value))), "publication"
    if year is None and match.first("UNIT") is None:
        year, basis = _unstated_year(match, scene, (month, day))
    if year is None:
        return _unresolved("day" if day else "month", basis or "publication", f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    return _exact(year, month, day, basis=basis)


def _day_beside(match: Match, at: int) -> int:
    """The day written next to the month at `at`, 0 for none: in "9 p.m. Jan. 21" it is not the 9."""
    linked = ("DASH", "THE", "OF", "UNIT")
    for row in (match.tokens[at + 1 :], match.tokens[at - 1 :: -1] if at else []):
        near = next((t for t in row if t.kind not in linked), None)
        if near and near.kind in ("DAY", "ORDN", "ORDW", "SECOND"):
            return int(near.value)
    return 0


def _unstated_year(match: Match, scene: Scene, at: tuple[int, int]) -> tuple[int | None, Basis | None]:
    month_token = match.first("MONTH")
    assert month_token is not None
    related = relation(match, match.tokens.index(month_token))
    if related and scene.published and not scene.narrative and related[0] and not at[1]:
        return _beside_month(scene.published, at[0], related[0]), "publication"
    if (shared := _shared_year(match, at[0])) is not None:
        return shared, None
    return scene.year_of(*at, match), scene.counted("publication")


def _shared_year(match: Match, month: int) -> int | None:
    """The year stated once for two: "from April to September 1957", "May-August 1950"."""
    joiner = match.beside(1)
    if joiner is None or joiner.kind not in ("AND", "TO", "DASH", "STROKE", "OR", "UNTIL", "MONTH"):
        return None
    # In Arabic "and" is written onto the second month.
    ahead = [t for n in range(1 if joiner.kind == "MONTH" else 2, 7) if (t := match.beside(n))]
    kinds = [t.kind for t in ahead]
    if kinds[:2] == ["DAY", "YEAR"] or kinds[:3] == ["DAY", "COMMA", "YEAR"]:
        return int(ahead[kinds.index("YEAR")].value)
    if "MONTH" not in kinds or "YEAR" not in kinds or any(k in ("OTHER", "MARK") for k in kinds[: kinds.index("YEAR")]):
        return None
    later, year = int(ahead[kinds.index("MONTH")].value), int(ahead[kinds.index("YEAR")].value)
    return year - (month > later) if kinds.index("MONTH") < kinds.index("YEAR") else None


def _year_by_weekday(scene: Scene, at: tuple[int, int, int]) -> int | None:
    """The year, next to publication or to the narrative, in which that day fell on that weekday: "Monday, Oct. 26"."""
    month, day, weekday = at
    told = scene.line.interval[0] if scene.narrative and scene.line else None
    bases = [b.year for b in (told, scene.published) if b]
    near = [d for base in bases for step in (0, -1, 1) if (d := _day_of(base + step, month, day)) and d.weekday() == weekday]
    return near[0].year if near else None


def _beside_month(published: date, month: int, direction: int) -> int:
    if direction < 0:
        return published.year - (month >= published.month)
    return published.year + (month <= published.month)


def _exact(year: int, month: int, day: int, *, basis: Basis | None) -> Meaning | None:
    try:
        if not day:
            first, last = calendar.month(year, month)
            return Meaning((first, last), "month", f"{year:04}-{month:02}", basis=basis)
        exact = date(year, month, day)
    except ValueError:
        return None
    return Meaning((exact, exact), "day", exact.isoformat(), basis=basis)


def _unresolved(unit: str, basis: Basis, timex: str | None = None) -> Meaning:
    return Meaning(unit=unit, timex=timex, basis=basis)


def _season(match: Match, scene: Scene) -> Meaning | None:
    token = match.first("SEASON")
    assert token is not None
    code, after = str(token.value), match.beside(1)
    if len(match.tokens) == 1 and token.text[0].isupper() and after and after.kind == OTHER and after.text[:1].isupper():
        # "Summer Lopez", "Spring Street".
        return None
    year, basis = _year(match, scene)
    if year is None:
        year, basis = _season_year(match, scene, token)
    if year is None:
        return _unresolved("season", "publication", f"XXXX-{code}")
    return Meaning(calendar.season(year, code), "season", f"{year:04}-{code}", basis=basis)


def _season_year(match: Match, scene: Scene, token: Token) -> tuple[int | None, Basis]:
    related = relation(match, match.tokens.index(token))
    base = scene.base("publication", "year")
    if base is None:
        return None, "publication"
    year, code = base.year, str(token.value)
    first, last = calendar.season(year, code)
    if related and related[0] < 0:
        # "Last summer" is the latest one that is over.
        year -= not (last < base)
    elif related and related[0] > 0:
        year += not (first > base)
    elif first > (scene.published or base) and not scene.future(match):
        # "In summer", told in spring, is last year's; "this summer" may be yet to come, but "this winter" in January has begun.
        year -= related is None or (code == "WI" and base.month <= 2)
    return year, scene.counted("publication")


def _just_year(match: Match, scene: Scene) -> Meaning | None:
    token = match.first("YEAR", "YEAR2")
    assert token is not None
    year = int(token.value) if token.kind == "YEAR" else _century(int(re.sub(r"\D", "", token.text)), scene)
    return Meaning(calendar.years(year, year), "year", f"{year:04}")


def _century(short: int, scene: Scene) -> int:
    now = scene.published.year if scene.published else 1999
    return now // 100 * 100 + short - (100 if short > now % 100 else 0)


def _weekday(match: Match, scene: Scene) -> Meaning | None:
    token = match.first("WDAY")
    assert token is not None
    related = relation(match, match.tokens.index(token))
    unit = match.first("UNIT")
    if unit and unit.value != "day":
        return _weekday_of_week(match, scene, unit)
    if related and related[1] == "narrative":
        return _weekday_told(int(token.value), scene, related[0])
    day = scene.weekday(int(token.value), match, related[0] if related else None)
    basis = scene.counted("publication")
    if day is None:
        return _unresolved("day", "publication", f"XXXX-WXX-{int(token.value) + 1}")
    return Meaning((day, day), "day", day.isoformat(), basis=basis)


def _weekday_of_week(match: Match, scene: Scene, unit: Token) -> Meaning | None:
    related = relation(match, match.tokens.index(unit))
    token = match.first("WDAY")
    if unit.value != "week" or not related or token is None:
        return None
    base = scene.base(related[1], "day")
    if base is None:
        return _unresolved("day", related[1])
    day = calendar.around(calendar.shift(base, related[0], "week"), "week")[0] + int(token.value) * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis=scene.counted(related[1]))


def _weekday_told(number: int, scene: Scene, direction: int) -> Meaning:
    base = scene.base("narrative", "day")
    if base is None:
        return _unresolved("day", "narrative")
    steps = (number - base.weekday()) % 7 if direction >= 0 else -((base.weekday() - number) % 7)
    day = base + (steps or 7 * direction) * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis="narrative")


def _deictic(match: Match, scene: Scene) -> Meaning | None:
    token = match.first("DEIC", "TONIGHT")
    assert token is not None
    if scene.published is None:
        return _unresolved("day", "publication")
    day = scene.published + int(token.value) * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis="publication")


def _part(match: Match, scene: Scene) -> Meaning | None:
    """ "This morning", "last night", "that night", "the next morning"."""
    token = match.first("PART")
    assert token is not None
    related = relation(match, match.tokens.index(token))
    if not related:
        return _clock(match, scene) if match.first("DAY", "MID") else None
    basis = related[1]
    day = scene.base(basis, "day")
    if day is None:
        return _unresolved("day", basis)
    if related[0] and not (basis == "publication" and scene.counted(basis) == "narrative"):
        day += related[0] * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis=scene.counted(basis))


def _day_told(match: Match, scene: Scene) -> Meaning | None:
    """ "4 p.m. the same day", "the morning of the following day"."""
    unit = match.first("UNIT")
    assert unit is not None
    related = relation(match, match.tokens.index(unit))
    if unit.value != "day" or not related:
        return None
    base = scene.base(related[1], "day")
    if base is None:
        return _unresolved("day", related[1])
    day = base + related[0] * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis=scene.counted(related[1]))


def _clock(match: Match, scene: Scene) -> Meaning | None:
    """A time of day alone belongs to the day last stated, or to none."""
    token = match.first("CLOCK", "HOURS", "DAY", "NOON", "PART")
    if token is None or (token.kind == "CLOCK" and "." in token.text and not match.first("AMPM", "TZ")):
        return None
    last = scene.last.day if scene.last and scene.told(scene.last, match) else None
    day = last or (scene.published if not scene.narrative else None)
    if day is None:
        return _unresolved("day", "narrative")
    return Meaning((day, day), "day", day.isoformat(), basis="narrative" if last else "publication")


_BY_CLASS: tuple[tuple[tuple[str, ...], Callable[[Match, Scene], Meaning | None]], ...] = (
    (("MONTH",), _month_or_day),
    (("WDAY",), _weekday),
    (("DEIC", "TONIGHT"), _deictic),
    (("SEASON",), _season),
    (("ISO",), lambda match, scene: iso(match, scene)),
    (("YEAR", "YEAR2"), _just_year),
    (("UNIT",), _day_told),
    (("CLOCK", "AMPM", "OCLOCK", "HOURS", "NOON"), _clock),
    (("PART",), _part),
)


def _timed(meaning: Meaning, match: Match) -> Meaning:
    """The meaning with its part of the day or clock in the TIMEX3 value."""
    if meaning.unit != "day" or not meaning.timex or "T" in meaning.timex:
        return meaning
    clock = _clock_value(match)
    part = match.first("PART", "NOON", "TONIGHT")
    code = clock or (("NI" if part.kind == "TONIGHT" else str(part.value)) if part else None)
    return replace(meaning, timex=f"{meaning.timex}T{code}", type="TIME") if code else meaning


def _clock_value(match: Match) -> str | None:
    hours = match.first("HOURS")
    if hours:
        minutes = match.tokens[match.tokens.index(hours) + 1 :][:1]
        return _time_of_day(int(hours.value), int(minutes[0].value) if minutes else 0)
    half = match.first("AMPM", "OCLOCK")
    token = match.first("CLOCK") or (_hour_before(match, half) if half else None)
    if token is None:
        return None
    hour, minute, *_ = [int(n) for n in re.split(r"[:.]", token.text)] + [0]
    if half and half.kind == "AMPM":
        hour = hour % 12 + int(half.value)
    elif hour < 12 and (part := match.first("PART")) and part.value in ("AF", "EV"):
        hour += 12
    return _time_of_day(hour, minute)


def _time_of_day(hour: int, minute: int) -> str | None:
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _hour_before(match: Match, half: Token) -> Token | None:
    at = match.tokens.index(half)
    return match.tokens[at - 1] if at and match.tokens[at - 1].kind == "DAY" else None


def iso(match: Match, _scene: Scene) -> Meaning | None:
    """`2017-08-19` or `2017-08-19T10:30`."""
    token = match.first("ISO")
    assert token is not None
    day, _, clock = token.text.partition("T")
    meaning = _exact(*(int(n) for n in day.split("-")), basis=None)
    return replace(meaning, timex=token.text, type="TIME") if meaning and clock else meaning


def figures(match: Match, scene: Scene) -> Meaning | None:
    """`12/03/2017`: one day when it can be read one way only, both days' hull when the order is open."""
    token = match.first("SLASH")
    assert token is not None
    first, second, year = (int(n) for n in re.split(r"[/.]", token.text))
    year = year if year > 99 else _century(year, scene)
    readings = [m for m in (_day_of(year, second, first), _day_of(year, first, second)) if m]
    if not readings:
        return None
    days = sorted(set(readings)) if "/" in token.text else readings[:1]
    timex = days[0].isoformat() if len(days) == 1 else None
    return Meaning((days[0], days[-1]), "day" if len(days) == 1 else "days", timex, approximate=len(days) > 1)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def holiday(match: Match, scene: Scene) -> Meaning | None:
    """A holiday of fixed or movable date; the year as for any day without one."""
    token = match.first("HOLIDAY")
    assert token is not None
    stated = match.first("YEAR")
    year = int(stated.value) if stated else None
    basis: Basis | None = None
    if year is None:
        probe = calendar.holiday(2000, str(token.value))
        year, basis = scene.year_of(probe.month, probe.day, match), scene.counted("publication")
    if year is None:
        return _unresolved("day", "publication")
    day = calendar.holiday(year, str(token.value))
    return Meaning((day, day), "day", day.isoformat(), basis=basis, anchor=scene.anchor(basis))


def year_sibling(match: Match, _scene: Scene) -> Meaning | None:
    """The "60" of "1957-60": a year of the same century, after the one before it."""
    before, token = match.beside(-2), match.tokens[0]
    if before is None or len(token.text) != 2:
        return None
    year = int(before.value) // 100 * 100 + int(token.value)
    return Meaning(calendar.years(year, year), "year", f"{year:04}") if year > int(before.value) else None


def day_sibling(match: Match, scene: Scene) -> Meaning | None:
    """The "15" of "April 13-15" and the "6" of "6-7 February"."""
    token, after = match.tokens[0], match.beside(3)
    if after and after.kind == "MONTH" and (next_one := match.beside(2)) and next_one.kind == "DAY":
        return _day_before_month(match, scene)
    first = scene.last.day if scene.last else None
    day = _day_of(first.year, first.month, int(token.value)) if first else None
    if scene.last is None or day is None or first is None or day <= first:
        return None
    return replace(scene.last, interval=(day, day), timex=day.isoformat())


def _day_before_month(match: Match, scene: Scene) -> Meaning | None:
    month, year = match.beside(3), match.beside(4)
    assert month is not None
    number, day = int(month.value), int(match.tokens[0].value)
    if year and year.kind == "YEAR":
        return _exact(int(year.value), number, day, basis=None)
    told = scene.year_of(number, day, match)
    return _exact(told, number, day, basis=scene.counted("publication")) if told else None
