"""Extended Date/Time Format (ISO 8601-2:2019; Library of Congress, levels 0 and 1 and decades): from text to interval and back.

What a source's date says is kept as written and understood as an interval of days: `2017-08` is every day of that month. The
marks `~` (approximately), `?` (uncertain) and `%` (both) set `approximate`, and the interval stays as written. Seasons are the
northern, meteorological ones unless the code names the southern hemisphere (29-32). A time of day and its zone are left aside:
the day is the one written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from probanda.model import Precision, When

RULE = "edtf.v1"

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?\Z")
_TIME = re.compile(r"T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?\Z")
_MARKS = str.maketrans("", "", "~?%")
_DAY = timedelta(days=1)
# Code > first month and number of months (EDTF level 2, sub-year groupings). 24, 28 and 30 run into the next year.
_GROUPS: dict[int, tuple[int, int]] = {
    **dict(zip(range(21, 25), [(3, 3), (6, 3), (9, 3), (12, 3)], strict=True)),
    **dict(zip(range(25, 29), [(3, 3), (6, 3), (9, 3), (12, 3)], strict=True)),
    **dict(zip(range(29, 33), [(9, 3), (12, 3), (3, 3), (6, 3)], strict=True)),
    **dict(zip(range(33, 37), [(1, 3), (4, 3), (7, 3), (10, 3)], strict=True)),
}
_Bounds = tuple[date | None, date | None, Precision]


def parse(text: str) -> When:
    """The interval that an EDTF string means. Raises ValueError, saying what is wrong, for anything else.

    >>> parse("2017-08-19~").earliest, parse("2017-08-19~").approximate
    (datetime.date(2017, 8, 19), True)
    """
    stripped = text.strip()
    plain = stripped.translate(_MARKS)
    earliest, latest, precision = _interval(plain) if "/" in plain else _single(plain)
    if earliest and latest and earliest > latest:
        raise ValueError(f"the interval {text!r} ends before it begins")
    return When(earliest=earliest, latest=latest, precision=precision, approximate=plain != stripped, rule=RULE)


def write(when: When) -> str:
    """The shortest EDTF string with the same interval; `XXXX` where nothing is known."""
    mark = "~" if when.approximate else ""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return "XXXX" + mark if first is last else f"{_end(first, mark)}/{_end(last, mark)}"
    if first == last:
        return first.isoformat() + mark
    named = _named(first, last, when.precision)
    if named:
        return named + mark
    if when.precision == "years" and _whole_years(first, last):
        return f"{first.year:04}{mark}/{last.year:04}{mark}"
    return f"{_end(first, mark)}/{_end(last, mark)}"


def _interval(text: str) -> _Bounds:
    left, _, right = text.partition("/")
    first = (None, None, "open") if left in ("", "..") else _single(left)
    last = (None, None, "open") if right in ("", "..") else _single(right)
    if first[0] is None and last[1] is None:
        raise ValueError(f"the interval {text!r} has no date at either end")
    if first[0] is None or last[1] is None:
        return first[0], last[1], "open"
    precision: Precision = "years" if first[2] == last[2] == "year" else "days"
    return first[0], last[1], precision


def _single(text: str) -> _Bounds:
    found = _DATE.match(_TIME.sub("", text) if len(text) > 10 else text)
    if not found:
        raise ValueError(f"{text!r} is no EDTF date, such as 2017, 2017-08, 2017-08-19, 2016/2017 or 2017-08-19~")
    year, month, day = found["year"], found["month"], found["day"]
    if "X" in year:
        return _years(text, year, month)
    if month is None or month == "XX":
        return _year(text, int(year), day)
    if int(month) in _GROUPS and day is None:
        return _group(int(year), int(month))
    return _month(text, (int(year), int(month)), day)


def _years(text: str, year: str, month: str | None) -> _Bounds:
    if month is not None:
        raise ValueError(f"{text!r} gives a month of a year that it does not give")
    if year == "XXXX":
        return None, None, "unknown"
    first, last = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    return date(first, 1, 1), date(last, 12, 31), "decade" if year.count("X") == 1 else "years"


def _year(text: str, year: int, day: str | None) -> _Bounds:
    if day not in (None, "XX"):
        raise ValueError(f"{text!r} gives a day of a month that it does not give")
    if year == 0:
        raise ValueError(f"{text!r}: the year 0000 cannot be held")
    return date(year, 1, 1), date(year, 12, 31), "year"


def _month(text: str, at: tuple[int, int], day: str | None) -> _Bounds:
    year, month = at
    try:
        if day is None or day == "XX":
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
        exact = date(year, month, int(day))
    except (ValueError, IndexError):
        raise ValueError(f"{text!r} is no day of the calendar") from None
    return exact, exact, "day"


def _group(year: int, code: int) -> _Bounds:
    month, length = _GROUPS[code]
    return _first_of(year, month), _first_of(year, month + length) - _DAY, "quarter" if code >= 33 else "season"


def _first_of(year: int, month: int) -> date:
    if not 1 <= year + (month - 1) // 12 <= 9999:
        raise ValueError(f"the year {year} cannot be held")
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _named(first: date, last: date, precision: Precision) -> str:
    """The name of a whole month, season, quarter, year or decade; "" when the interval is none of those."""
    name = ""
    if precision == "month" and last == first.replace(day=monthrange(first.year, first.month)[1]) and first.day == 1:
        name = f"{first.year:04}-{first.month:02}"
    elif precision == "year" and _whole_years(first, last) and first.year == last.year:
        name = f"{first.year:04}"
    elif precision == "decade" and _whole_years(first, last) and (first.year % 10, last.year - first.year) == (0, 9):
        name = f"{first.year // 10:03}X"
    elif precision in ("season", "quarter"):
        codes = range(21, 25) if precision == "season" else range(33, 37)
        name = next((f"{first.year:04}-{code}" for code in codes if _group(first.year, code)[:2] == (first, last)), "")
    return name


def _whole_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _end(day: date | None, mark: str) -> str:
    return ".." if day is None else day.isoformat() + mark
