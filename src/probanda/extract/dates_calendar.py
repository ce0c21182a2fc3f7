"""Calendar arithmetic: intervals of days for weeks, months, seasons and the like, shifts between them, and their TIMEX3 values.

Weeks are ISO 8601 weeks (Monday first). Seasons are the northern, meteorological ones; a winter is named after the year in which
it begins. TIMEX3 values follow ISO-TimeML: `2017-08-19`, `2017-W33`, `2017-Q3`, `2017-SU`, `201` (a decade), `20` (a century).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from probanda.model import Precision

Interval = tuple[date, date]
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
PRECISION: dict[str, Precision] = {
    "day": "day",
    "weekend": "days",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "half": "days",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "years",
    "years": "years",
}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 12, "year": 12, "decade": 120, "century": 1200}
_CODES = {"day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}
_CLOCK_CODES = {"hour": "H", "minute": "M", "second": "S"}


def month(year: int, number: int) -> Interval:
    """First and last day of a month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def years(first: int, last: int) -> Interval:
    """First day of one year to the last day of another; years outside 1 to 9999 raise ValueError."""
    return date(first, 1, 1), date(last, 12, 31)


def season(year: int, code: str) -> Interval:
    """Three months from the first of March, June, September or December."""
    first = date(year, SEASONS[code], 1)
    return first, shift(first, 3, "month") - timedelta(days=1)


def around(day: date, unit: str) -> Interval:
    """The unit of the calendar that holds `day`. An unknown unit is the day itself."""
    if unit in ("week", "fortnight"):
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday() - 5)
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        return month(day.year, day.month)
    if unit == "quarter":
        return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "half":
        return _months(day.year, (day.month - 1) // 6 * 6 + 1, 6)
    return _years_around(day, unit)


def _years_around(day: date, unit: str) -> Interval:
    if unit in ("year", "season"):
        return years(day.year, day.year)
    if unit == "decade":
        return years(max(1, day.year // 10 * 10), day.year // 10 * 10 + 9)
    if unit == "century":
        return years(max(1, day.year // 100 * 100), day.year // 100 * 100 + 99)
    return day, day


def _months(year: int, first: int, count: int) -> Interval:
    return date(year, first, 1), month(year, first + count - 1)[1]


def shift(day: date, count: int, unit: str) -> date:
    """`day` moved by so many units; the day of the month is cut to the length of the month reached.

    Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    if unit in _MONTHS:
        index = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
        year, number = divmod(index, 12)
        if not 1 <= year <= 9999:
            raise ValueError(f"the year {year} cannot be held")
        return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))
    return day + timedelta(days=count * _DAYS.get(unit, 0))


def value(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit of the calendar that holds `day`."""
    if unit in ("week", "weekend", "fortnight"):
        iso = day.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "weekend" else "")
    written = {
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month - 1) // 3 + 1}",
        "half": f"{day.year:04}-H{(day.month - 1) // 6 + 1}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }
    return written.get(unit, day.isoformat())


def duration(count: str, unit: str) -> str:
    """The TIMEX3 value of a length of time: `P3D`, `PT2H`, `PXY`."""
    if unit == "fortnight":
        return f"P{int(count) * 2}W" if count.isdigit() else "PXW"
    if count.endswith(".5") and unit in ("year", "hour"):
        whole = count[:-2].removeprefix("0")
        return f"P{whole + 'Y' if whole else ''}6M" if unit == "year" else f"PT{whole + 'H' if whole else ''}30M"
    if unit in _CLOCK_CODES:
        return f"PT{count}{_CLOCK_CODES[unit]}"
    if unit == "century" and count.endswith(".5"):
        return f"P{float(count) * 100:g}Y"
    if unit == "decade" and count not in ("1", "X"):
        return f"P{float(count) * 10:g}Y"
    return f"P{count}{_CODES.get(unit, 'D')}"


def thirds(interval: Interval, part: str, unit: str) -> Interval:
    """The part of an interval that `early`, `mid` or `late` means: January-April of a year, days 1-10 of a month."""
    first, last = interval
    if unit in ("year", "decade", "century"):
        length = (last.year - first.year + 1) * 4
        cut = shift(first, length, "month"), shift(first, 2 * length, "month")
    else:
        length = ((last - first).days + 1) // 3
        if not length:
            return interval
        cut = first + timedelta(days=length), first + timedelta(days=2 * length)
    day = timedelta(days=1)
    return {"START": (first, cut[0] - day), "MID": (cut[0], cut[1] - day), "END": (cut[1], last)}.get(part, interval)


def holiday(year: int, rule: str) -> date:
    """The day of a holiday: `12-25`, `11-4TH` (fourth Thursday), `05-LMO` (last Monday), `EASTER`, `EASTER-2`."""
    if rule.startswith("EASTER"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    number, which = int(rule[:2]), rule[3:]
    if which.isdigit():
        return date(year, number, int(which))
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(which[1:])
    first, last = month(year, number)
    if which[0] == "L":
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(which[0]) - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift_days = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * shift_days) // 433
    number = (h + shift_days - 7 * m + 90) // 25
    return date(year, number, (h + shift_days - 7 * m + 33 * number + 19) % 32)
