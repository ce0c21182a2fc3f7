"""Dates that need the words around them or a table: figures, holidays, the "15" of "April 13-15"."""

from __future__ import annotations

import re
from dataclasses import replace

from probanda.extract import dates_calendar as calendar
from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Basis, Meaning, day_of, exact, unresolved
from probanda.extract.dates_scene import Scene


def iso(match: Match, _scene: Scene) -> Meaning | None:
    """`2017-08-19` or `2017-08-19T10:30`."""
    token = match.first("ISO")
    assert token is not None
    day, _, clock = token.text.replace("/", "-").partition("T")
    meaning = exact(*(int(n) for n in day.split("-")), basis=None)
    return replace(meaning, timex=f"{day}T{clock}", type="TIME") if meaning and clock else meaning


def figures(match: Match, scene: Scene) -> Meaning | None:
    """`12/03/2017`: one day when it can be read one way only, both days' hull when the order is open."""
    token = match.first("SLASH")
    assert token is not None
    first, second, year = (int(n) for n in re.split(r"[/.-]", token.text))
    year = year if year > 99 else scene.short_year(year)
    readings = [m for m in (day_of(year, second, first), day_of(year, first, second)) if m]
    if not readings:
        return None
    days = sorted(set(readings)) if "." not in token.text else readings[:1]
    timex = days[0].isoformat() if len(days) == 1 else None
    return Meaning((days[0], days[-1]), "day" if len(days) == 1 else "days", timex, approximate=len(days) > 1)


def holiday(match: Match, scene: Scene) -> Meaning | None:
    """A holiday of fixed or movable date; the year as for any day without one."""
    token = match.first("HOLIDAY")
    assert token is not None
    stated = match.first("YEAR")
    year = int(stated.value) if stated else None
    basis: Basis | None = None
    if year is None:
        probe = calendar.holiday(scene.published.year if scene.published else 2000, str(token.value))
        year, basis = _year_of(probe.month, probe.day, match, scene=scene), scene.counted("publication")
    if year is None:
        return unresolved("day", "publication")
    day = calendar.holiday(year, str(token.value))
    return Meaning((day, day), "day", day.isoformat(), basis=basis, anchor=scene.anchor(basis))


def _year_of(month: int, day: int, match: Match, *, scene: Scene) -> int | None:
    """ "This Christmas" is that of the year of publication, "last Christmas" the latest, "next Christmas" the first to come."""
    side, published = match.first("THIS", "LAST", "NEXT"), scene.published
    if side is None or published is None or scene.narrative:
        return scene.year_of(month, day, match)
    over, ahead = (month, day) < (published.month, published.day), (month, day) > (published.month, published.day)
    return published.year + {"THIS": 0, "LAST": -(not over), "NEXT": int(not ahead)}[side.kind]


def year_sibling(match: Match, _scene: Scene) -> Meaning | None:
    """The "60" of "1957-60": a year of the same century, after the one before it."""
    before, token = match.beside(-2), match.tokens[0]
    if before is None or len(token.text) != 2:
        return None
    year = int(before.value) // 100 * 100 + int(token.value)
    return Meaning(calendar.years(year, year), "year", f"{year:04}") if year > int(before.value) else None


def day_sibling(match: Match, scene: Scene) -> Meaning | None:
    """The "15" of "April 13-15" and the "6" of "6-7 February"."""
    token = match.tokens[0]
    if ahead := _month_ahead(match):
        return _day_before_month(match, scene, ahead=ahead)
    first = scene.last.day if scene.last else None
    day = day_of(first.year, first.month, int(token.value)) if first else None
    if scene.last is None or day is None or first is None or day <= first:
        return None
    return replace(scene.last, interval=(day, day), timex=day.isoformat())


_LISTED = ("DAY", "COMMA", "AND", "DASH", "TO", "THE")


def _month_ahead(match: Match) -> int:
    """How many tokens on the month stands that ends a list of days, 0 for none: "1, 2 and 3 July"."""
    if (next_one := match.beside(2)) is None or next_one.kind not in ("DAY", "THE"):
        return 0
    row = [match.beside(n) for n in range(1, 16)]
    found = next((n for n, t in enumerate(row, 1) if t is None or t.kind not in _LISTED), 0)
    month = match.beside(found) if found else None
    return found if month and month.kind == "MONTH" else 0


def _day_before_month(match: Match, scene: Scene, *, ahead: int) -> Meaning | None:
    month, year = match.beside(ahead), match.beside(ahead + 1)
    assert month is not None
    number, day = int(month.value), int(match.tokens[0].value)
    if year and year.kind == "YEAR":
        return exact(int(year.value), number, day, basis=None)
    told = scene.year_of(number, day, match)
    return exact(told, number, day, basis=scene.counted("publication")) if told else None
