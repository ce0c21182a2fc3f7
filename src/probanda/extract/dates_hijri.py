"""Dates of the Islamic calendar by the tabular rule (Reingold and Dershowitz, Calendrical Calculations, ch. 7).

The months begin with a sighting of the moon, so that a day of the table may differ by one from the day that people counted:
every interval here is a day wider on both sides and marked approximate.
"""

from __future__ import annotations

from datetime import date, timedelta

from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Meaning
from probanda.extract.dates_scene import Scene

_EPOCH = date(622, 7, 19).toordinal()
"""The first day of the first year, in the proleptic Gregorian calendar."""
_LATITUDE = timedelta(days=1)
_OURS = range(1300, 1500)


def hijri(match: Match, _scene: Scene) -> Meaning | None:
    """ "17 Ramadan 1437", "Ramadan 1437", "Ramadan 2016", "1437 AH"; None where the year is of neither calendar."""
    month, year = match.first("HIJRI"), match.all("YEAR", "NUM")[-1:]
    day = match.first("DAY", "ORDN", "ORDW") if month else None
    if not year:
        return None
    number = int(year[0].value)
    years = [number] if number in _OURS else _within(number, int(month.value)) if month else []
    if len(years) != 1 or (day and number not in _OURS):
        return None
    first, last = _ends(years[0], int(month.value) if month else 0, int(day.value) if day else 0)
    return Meaning((first - _LATITUDE, last + _LATITUDE), "days", approximate=True)


def _ends(year: int, month: int, day: int) -> tuple[date, date]:
    if day:
        return (_day(year, month, day),) * 2
    first, after = (_day(year, month, 1), _day(year, month + 1, 1)) if month else (_day(year, 1, 1), _day(year + 1, 1, 1))
    return first, after - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    months = (59 * (month - 1) + 1) // 2
    return date.fromordinal(_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day - 1)


def _within(gregorian: int, month: int) -> list[int]:
    """The Islamic years whose month of that number begins in a Gregorian year of our time."""
    if not 1900 <= gregorian <= 2100:
        return []
    near = (gregorian - 622) * 33 // 32
    return [y for y in range(near - 1, near + 2) if _day(y, month, 1).year == gregorian]
