"""Days of the Islamic calendar, beside days whose Gregorian date is widely published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda import edtf
from probanda.extract import dates
from probanda.model import Span, When


def read(body: str) -> list[When]:
    return dates.find(
        body,
        published=edtf.parse("2030-01-01"),
        span=lambda start, end: Span(text="t", start=start, end=end, quote=body[start:end]),
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 Muharram 1440", "2018-09-11"),
        ("1 Ramadan 1445", "2024-03-11"),
        ("1 Muharram 1400", "1979-11-21"),
        ("10 Dhu al-Hijjah 1441", "2020-07-31"),
    ],
)
def test_the_day_lies_within_one_day_of_the_table(words: str, day: str) -> None:
    (when,) = read(f"They came on {words}.")
    assert when.earliest is not None
    assert when.latest is not None
    assert when.approximate
    assert when.earliest <= date.fromisoformat(day) <= when.latest


@given(st.integers(1300, 1499))
def test_a_year_has_354_or_355_days_and_one_beside_each_end(year: int) -> None:
    (when,) = read(f"It was in {year} AH.")
    assert when.earliest is not None
    assert when.latest is not None
    assert when.latest - when.earliest + timedelta(days=1) in (timedelta(days=356), timedelta(days=357))


@pytest.mark.parametrize("body", ["The imam Ramadan spoke.", "They came on 17 Ramadan 2016."])
def test_no_day_without_an_islamic_year(body: str) -> None:
    assert read(body) == [] or all(w.earliest is None or (w.latest and (w.latest - w.earliest).days > 300) for w in read(body))
