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
from probanda.extract.dates_clock import clock, day_told, military, part_of_day, timed
from probanda.extract.dates_forms import iso
from probanda.extract.dates_grammar import Match
from probanda.extract.dates_lengths import duration
from probanda.extract.dates_meanings import Basis, Meaning, day_of, exact, unresolved
from probanda.extract.dates_scene import Scene, narrowed, relation
from probanda.extract.dates_words import OTHER, Token

_DAY = timedelta(days=1)


def point(match: Match, scene: Scene) -> Meaning | None:
    """A date or month or year or season, with weekday, part of the day and clock where stated."""
    meaning = _dated(match, scene)
    if meaning is None:
        return None
    meaning = replace(
        meaning, anchor=scene.anchor(meaning.basis), approximate=bool(match.first("APPROX") and not match.first("CLOCK", "AMPM"))
    )
    return timed(narrowed(meaning, match, scene), match)


def _dated(match: Match, scene: Scene) -> Meaning | None:
    if scene.bc and not match.first("YEAR") and match.first("MONTH", "SEASON"):
        return bc_month(match, scene.bc)
    if match.rule.name == "year.words":
        return _year_in_words(match)
    if match.rule.name in ("clock.military", "clock.hours") and not match.first("MONTH", "WDAY", "DEIC"):
        return clock(match, scene)
    for kind, sense in _BY_CLASS:
        if match.first(*kind):
            return sense(match, scene)
    return None


def hours(match: Match, scene: Scene) -> Meaning | None:
    """ "1400 hours" is a time of day, "1,400 hours of film" a length."""
    before = match.beside(-1)
    on_time = match.first("MONTH") or (before is not None and before.kind in _BEFORE_HOURS)
    return point(match, scene) if on_time and military(match) else duration(match, scene)


_BEFORE_HOURS = ("AT", "BY", "AFTER", "BEFORE", "BETWEEN", "FROM", "TO", "UNTIL", "SINCE", "APPROX", "COMMA")


def _year_in_words(match: Match) -> Meaning | None:
    token = match.first("NUM")
    year = int(token.value) if token else 0
    return Meaning(calendar.years(year, year), "year", f"{year:04}") if 1000 <= year <= 2100 else None


def _year(match: Match, scene: Scene) -> tuple[int | None, Basis | None]:
    """The year that the expression states, or relates to ("of that year", "last year")."""
    stated = match.first("YEAR", "YEAR2")
    if stated:
        return (int(stated.value) if stated.kind == "YEAR" else _of_two_digits(stated, scene)), None
    unit = match.first("UNIT")
    related = relation(match, match.tokens.index(unit)) if unit and unit.value == "year" else None
    if not related:
        return None, None
    base = scene.base(related[1], "year")
    return (base.year + related[0] if base else None), scene.counted(related[1])


def _of_two_digits(token: Token, scene: Scene) -> int:
    return scene.short_year(int(re.sub(r"\D", "", token.text)))


def _month_or_day(match: Match, scene: Scene) -> Meaning | None:
    month_token = match.first("MONTH")
    assert month_token is not None
    month = int(month_token.value)
    day = _day_beside(match, match.tokens.index(month_token))
    year, basis = _year(match, scene)
    if year is None and (weekday := match.first("WDAY")) and day:
        year, basis = _year_by_weekday(scene, (month, day, int(weekday.value))), "publication"
    if year is None and not any(t.value == "year" for t in match.all("UNIT")):
        year, basis = _unstated_year(match, scene, (month, day))
    if year is None:
        return unresolved("day" if day else "month", basis or "publication", f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    return exact(year, month, day, basis=basis)


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
    if (carried := scene.carried_year(*at, match)) is not None:
        return carried, "narrative"
    return scene.year_of(*at, match), scene.counted("publication")


def _shared_year(match: Match, month: int) -> int | None:
    """The year stated once for two: "from April to September 1957", "May-August 1950", "January 14-17, 2018"."""
    ahead = _joined_ahead(match)
    kinds = [t.kind for t in ahead]
    if kinds[:2] == ["DAY", "YEAR"] or kinds[:3] == ["DAY", "COMMA", "YEAR"]:
        return int(ahead[kinds.index("YEAR")].value)
    if kinds[-1:] != ["YEAR"] or "MONTH" not in kinds:
        return None
    return int(ahead[-1].value) - (month > int(ahead[kinds.index("MONTH")].value))


def _joined_ahead(match: Match) -> list[Token]:
    """What is joined to the match, up to a year: the tokens of "to September 1957"."""
    joiner = match.beside(1)
    if joiner is None or joiner.kind not in ("AND", "TO", "DASH", "STROKE", "OR", "UNTIL", "MONTH", "COMMA"):
        return []
    # In Arabic "and" is written onto the second month.
    row = [t for n in range(1 if joiner.kind == "MONTH" else 2, 8) if (t := match.beside(n))]
    kinds = [t.kind for t in row]
    if "YEAR" not in kinds or any(k in (OTHER, "MARK") for k in kinds[: kinds.index("YEAR")]):
        return []
    return row[: kinds.index("YEAR") + 1]


def _year_by_weekday(scene: Scene, at: tuple[int, int, int]) -> int | None:
    """The year, next to publication or to the narrative, in which that day fell on that weekday: "Monday, Oct. 26"."""
    month, day, weekday = at
    told = scene.line.interval[0] if scene.narrative and scene.line else None
    bases = [b.year for b in (told, scene.published) if b]
    near = [d for base in bases for step in (0, -1, 1) if (d := day_of(base + step, month, day)) and d.weekday() == weekday]
    return near[0].year if near else None


def _beside_month(published: date, month: int, direction: int) -> int:
    if direction < 0:
        return published.year - (month >= published.month)
    return published.year + (month <= published.month)


def _season(match: Match, scene: Scene) -> Meaning | None:
    token = match.first("SEASON")
    assert token is not None
    code, after = str(token.value), match.beside(1)
    if len(match.tokens) == 1 and token.text[0].isupper() and after and after.kind == OTHER and after.text[:1].isupper():
        # "Summer Lopez", "Spring Street".
        return None
    year, basis = _year(match, scene)
    ahead = _joined_ahead(match)
    if year is None and any(t.kind == "SEASON" for t in ahead):
        year = int(ahead[-1].value)
    if year is None:
        year, basis = _season_year(match, scene, token)
    if year is None:
        return unresolved("season", "publication", f"XXXX-{code}")
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
    year = int(token.value) if token.kind == "YEAR" else _of_two_digits(token, scene)
    return Meaning(calendar.years(year, year), "year", f"{year:04}")


def _weekday(match: Match, scene: Scene) -> Meaning | None:
    token = match.first("WDAY")
    assert token is not None
    related = relation(match, match.tokens.index(token))
    unit = match.first("UNIT")
    if unit and unit.value != "day":
        return _weekday_of_week(match, scene, unit)
    if related and related[1] == "narrative":
        return _weekday_told(int(token.value), scene, related[0])
    day, basis = scene.weekday(int(token.value), match, related[0] if related else None)
    if day is None:
        return unresolved("day", "publication", f"XXXX-WXX-{int(token.value) + 1}")
    return Meaning((day, day), "day", day.isoformat(), basis=basis)


def _weekday_of_week(match: Match, scene: Scene, unit: Token) -> Meaning | None:
    related = relation(match, match.tokens.index(unit))
    token = match.first("WDAY")
    if unit.value != "week" or not related or token is None:
        return None
    base = scene.base(related[1], "day")
    if base is None:
        return unresolved("day", related[1])
    day = calendar.around(calendar.shift(base, related[0], "week"), "week")[0] + int(token.value) * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis=scene.counted(related[1]))


def _weekday_told(number: int, scene: Scene, direction: int) -> Meaning:
    base = scene.base("narrative", "day")
    if base is None:
        return unresolved("day", "narrative")
    steps = (number - base.weekday()) % 7 if direction >= 0 else -((base.weekday() - number) % 7)
    day = base + (steps or 7 * direction) * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis="narrative")


def _deictic(match: Match, scene: Scene) -> Meaning | None:
    token = match.first("DEIC", "TONIGHT")
    assert token is not None
    if scene.published is None:
        return unresolved("day", "publication")
    day = scene.published + int(token.value) * _DAY
    if token.kind == "TONIGHT" and day < scene.published:
        # "Overnight" runs into the day of publication.
        return Meaning((day, scene.published), "days", f"{day.isoformat()}TNI", "TIME", basis="publication")
    return Meaning((day, day), "day", day.isoformat(), basis="publication")


_BY_CLASS: tuple[tuple[tuple[str, ...], Callable[[Match, Scene], Meaning | None]], ...] = (
    (("MONTH",), _month_or_day),
    (("WDAY",), _weekday),
    (("DEIC", "TONIGHT"), _deictic),
    (("SEASON",), _season),
    (("ISO",), iso),
    (("YEAR", "YEAR2"), _just_year),
    (("UNIT",), day_told),
    (("CLOCK", "AMPM", "OCLOCK", "HOURS", "NOON"), clock),
    (("PART",), part_of_day),
)
