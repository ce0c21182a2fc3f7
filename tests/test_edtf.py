from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.edtf import parse, write
from probanda.model import When


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), "year"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "month"),
        ("2017-08-19", date(2017, 8, 19), date(2017, 8, 19), "day"),
        ("2017-08-19T23:30:00+02:00", date(2017, 8, 19), date(2017, 8, 19), "day"),
        ("2017-08-XX", date(2017, 8, 1), date(2017, 8, 31), "month"),
        ("2017-XX-XX", date(2017, 1, 1), date(2017, 12, 31), "year"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "years"),
        ("2016/2017", date(2016, 1, 1), date(2017, 12, 31), "years"),
        ("2016-05/2017-02-03", date(2016, 5, 1), date(2017, 2, 3), "days"),
        ("2016-05/..", date(2016, 5, 1), None, "open"),
        ("../2016-05", None, date(2016, 5, 31), "open"),
        ("2017-21", date(2017, 3, 1), date(2017, 5, 31), "season"),
        ("2017-24", date(2017, 12, 1), date(2018, 2, 28), "season"),
        ("2017-30", date(2017, 12, 1), date(2018, 2, 28), "season"),
        ("2017-34", date(2017, 4, 1), date(2017, 6, 30), "quarter"),
        ("XXXX", None, None, "unknown"),
    ],
)
def test_a_date_is_the_interval_of_its_days(text, earliest, latest, precision):
    when = parse(text)
    assert (when.earliest, when.latest, when.precision) == (earliest, latest, precision)


@pytest.mark.parametrize("text", ["2017-08-19~", "2017?", "2017-08%", "2016~/2017", "~2017-08"])
def test_a_mark_makes_the_date_approximate(text):
    assert parse(text).approximate


@pytest.mark.parametrize(
    "text", ["", "yesterday", "19/08/2017", "2017-13", "2017-02-30", "2018/2017", "/", "../..", "0000", "201X-05", "2017-XX-03"]
)
def test_anything_else_is_refused_with_the_reason(text):
    with pytest.raises(ValueError, match=r".{10,}"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["2017", "2016-02", "2017-08-19~", "199X", "2016/2017", "2016~/2017~", "2016-05-01/..", "2017-22", "2017-36", "XXXX"]
)
def test_what_is_written_is_what_was_read(text):
    assert write(parse(text)) == text


@given(
    st.dates(), st.dates(), st.booleans(), st.sampled_from(["day", "week", "month", "year", "decade", "years", "season", "days"])
)
def test_writing_never_changes_the_interval(one, other, approximate, precision):
    when = When(earliest=min(one, other), latest=max(one, other), approximate=approximate, precision=precision)
    again = parse(write(when))
    assert (again.earliest, again.latest, again.approximate) == (when.earliest, when.latest, approximate)
