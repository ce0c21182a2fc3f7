"""The countries that a text names, and which of them its event took place in."""

from __future__ import annotations

from dataclasses import replace

from probanda.extract import countries, profile
from tests.extract.readings import reading


def named(body: str) -> list[tuple[str, str]]:
    return [(place.country, place.kind) for place in countries.named(reading(body))]


def test_a_country_is_named_by_its_name_its_people_or_a_town() -> None:
    assert named("Kenyan police held a reporter in Nairobi.") == [("Kenya", "people"), ("Kenya", "town")]
    assert named("France's minister spoke in Hong Kong.") == [("France", "name"), ("China", "name")]
    assert named("Nothing is said of where.") == []


def test_the_title_stands_before_the_text() -> None:
    places = countries.named(replace(reading("Police held a reporter."), title="Reporter held in Kenya"))
    assert [place.at < 0 for place in places] == [True]


def test_where_it_happened_stands_before_who_protests() -> None:
    found = profile.profile(reading("Police in Kenya arrested a reporter in Nairobi on Monday. France protested."))
    assert found.country == "Kenya"
    assert profile.profile(reading("Nothing is said of where.")).country is None
