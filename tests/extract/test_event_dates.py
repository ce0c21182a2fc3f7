"""The years and days of a text, and which of them is that of its event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from probanda import edtf
from probanda.extract import dates, event_dates, profile
from probanda.extract.reading import Reading
from tests.extract.readings import reading

BODY = "Ada Bern was arrested on 4 March 2019. She spoke to reporters on Monday."


def seen(body: str) -> Reading:
    plain = replace(reading(body), published=edtf.parse("2021-06-16"))
    return replace(plain, whens=tuple(dates.find(body, published=plain.published, language="en", span=plain.span)))


def test_the_candidates_are_the_times_of_the_text_and_its_publication() -> None:
    assert set(event_dates.years(seen(BODY))) == {2019, 2021}
    assert set(event_dates.days(seen(BODY))) == {date(2019, 3, 4), date(2021, 6, 14), date(2021, 6, 16)}


def test_a_time_after_publication_is_no_candidate() -> None:
    assert set(event_dates.years(seen("The trial opens on 4 March 2024."))) == {2021}


def test_a_time_is_tied_to_the_act_of_its_clause() -> None:
    told = {each.when.earliest: each.act for each in event_dates.dated(seen(BODY))}
    assert told == {date(2019, 3, 4): "detention", date(2021, 6, 14): None}


def test_the_day_of_the_act_is_chosen() -> None:
    found = profile.profile(seen(BODY))
    assert (found.year, found.day) == (2019, date(2019, 3, 4))
