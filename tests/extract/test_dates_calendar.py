from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.extract import dates_calendar as calendar

DAYS = st.dates(min_value=date(20, 1, 1), max_value=date(9000, 1, 1))
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])


# Western Easter of the tables of the Astronomical Almanac.
@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2008, (3, 23)), (2016, (3, 27)), (2017, (4, 16)), (2024, (3, 31))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert calendar.easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", date(2017, 12, 25)),
        ("11-4TH", date(2017, 11, 23)),
        ("05-LMO", date(2017, 5, 29)),
        ("EASTER-2", date(2017, 4, 14)),
    ],
)
def test_holidays_by_rule(rule: str, day: date) -> None:
    assert calendar.holiday(2017, rule) == day


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("day", "2017-08-19"),
        ("week", "2017-W33"),
        ("weekend", "2017-W33-WE"),
        ("month", "2017-08"),
        ("quarter", "2017-Q3"),
        ("decade", "201"),
        ("century", "20"),
    ],
)
def test_timex_values(unit: str, value: str) -> None:
    assert calendar.value(date(2017, 8, 19), unit) == value


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        ("3", "day", "P3D"),
        ("X", "month", "PXM"),
        ("2", "hour", "PT2H"),
        ("1.5", "year", "P1Y6M"),
        ("0.5", "hour", "PT30M"),
        ("2", "decade", "P20Y"),
    ],
)
def test_durations(count: str, unit: str, value: str) -> None:
    assert calendar.duration(count, unit) == value


def test_the_last_day_of_a_month_is_cut_to_the_month_reached() -> None:
    assert calendar.shift(date(2016, 1, 31), 1, "month") == date(2016, 2, 29)


def test_early_in_a_year_is_its_first_four_months() -> None:
    assert calendar.thirds(calendar.years(2017, 2017), "START", "year") == (date(2017, 1, 1), date(2017, 4, 30))


@given(DAYS, UNITS)
def test_a_unit_holds_its_day_and_starts_where_it_says(day: date, unit: str) -> None:
    first, last = calendar.around(day, unit)
    assert first <= last
    assert first <= day <= last or unit == "weekend"


@given(DAYS, UNITS, st.sampled_from(["START", "MID", "END"]))
def test_a_third_lies_within_its_unit(day: date, unit: str, part: str) -> None:
    whole = calendar.around(day, unit)
    first, last = calendar.thirds(whole, part, unit)
    assert whole[0] <= first <= last <= whole[1]
