"""A gazetteer that never gives a silent wrong country."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probanda.resolve.places import Gazetteer, countries_named


@pytest.fixture(scope="module")
def gazetteer(places: Path) -> Iterator[Gazetteer]:
    made = Gazetteer(places)
    yield made
    made.close()


@pytest.mark.parametrize("name", ["Benghazi", "بنغازي", "Бенгази"])
def test_a_town_in_any_script(gazetteer: Gazetteer, name: str) -> None:
    place = gazetteer.find(name)
    assert place is not None
    assert place.country == "LY"


def test_a_town_of_several_countries_stays_open(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Tripoli") is None
    assert {p.country for p in gazetteer.candidates("Tripoli")} >= {"LY", "LB"}


def test_a_country_that_has_no_such_town_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Benghazi", {"SY"}) is None


def test_airport_codes_are_no_places(gazetteer: Gazetteer) -> None:
    assert all(p.country != "LY" for p in gazetteer.candidates("BEN"))


def test_a_compiled_gazetteer_is_used_again(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Gazetteer(places).close()
    monkeypatch.setattr("probanda.resolve.places.compile_to", lambda path: pytest.fail("compiled twice"))
    Gazetteer(places).close()


def test_of_two_towns_of_one_name_in_one_country_neither_is_meant_unless_one_stands_out(gazetteer: Gazetteer) -> None:
    assert len([p for p in gazetteer.candidates("Springfield") if p.country == "US"]) > 1
    assert gazetteer.find("Springfield", {"US"}) is None


def test_countries_in_several_languages() -> None:
    assert countries_named(["Libye", "سوريا", "Qasr"]) == {"LY", "SY"}
