"""Incidents on the map: as areas, never as a point that nobody stated, and never in a country that the source does not name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from probanda.derived import Site
from probanda.errors import DecisionError
from probanda.model import Decision, Incident, Mention, Party, Span, identify
from probanda.resolve.places import Gazetteer
from probanda.resolve.placing import Placer, Reading, differ
from probanda.resolve.shapes import rings
from probanda.resolve.sites import of, sites

DAY = datetime(2031, 5, 4, tzinfo=UTC)
SITE = Site(names=("Harn quarry", "محجر هارن"), latitude=-38.0, longitude=-27.9, radius_km=0.5, source="visited")
SQUARE = "POLYGON ((-28.5 -38.5, -27.5 -38.5, -27.5 -37.5, -28.5 -37.5, -28.5 -38.5))"


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    made = Gazetteer(tmp_path_factory.mktemp("places"))
    yield made
    made.close()


def report(*names: str, words: str = "men were shot") -> Incident:
    span = Span(text="t-1", start=0, end=len(words), quote=words)
    return identify(Incident(rule="r", spans=(span,), act="killing", where=tuple(Party(name=n, type="place") for n in names)))


def read(
    gazetteer: Gazetteer, *names: str, named: Sequence[str] = (), own: Sequence[Site] = (), words: str = "men were shot"
) -> Reading:
    span = Span(text="t-1", start=0, end=1, quote="x")
    mentions = [identify(Mention(span=span, type="place", name=name, rule="r")) for name in named]
    return Placer(gazetteer, sites=own, mentions=mentions).read(report(*names, words=words), incident="i-1")


def test_a_town_is_an_area_in_the_country_named_beside_it(gazetteer: Gazetteer) -> None:
    (area,) = read(gazetteer, "Tripoli", "Libya").areas
    assert (area.name, area.country, area.kind) == ("Tripoli", "LY", "town")
    assert area.radius_km > 2
    assert "beside it" in area.why


def test_a_town_of_several_countries_is_not_placed_and_the_reason_is_said(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Tripoli")
    assert found.areas == ()
    assert "Lebanon" in found.lacking
    assert {"LY", "LB"} <= {place.country for place in found.choices}


def test_the_one_country_that_the_text_names_settles_it(gazetteer: Gazetteer) -> None:
    (area,) = read(gazetteer, "Tripoli", named=["Lebanon"]).areas
    assert area.country == "LB"
    assert read(gazetteer, "Tripoli", named=["Lebanon", "Libya"]).areas == ()


def test_a_small_town_is_not_placed_in_a_country_that_nobody_named(gazetteer: Gazetteer) -> None:
    small = next(
        name
        for name in ("Derna", "Tartus", "Douma", "Zuwarah", "Mizdah")
        if {p.population < 100_000 for p in gazetteer.candidates(name)} == {True}
    )
    assert read(gazetteer, small).areas == ()


def test_what_is_known_to_lie_in_a_country_is_drawn_as_the_country(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "Qasr al-Nadir", "Libya")
    assert [area.kind for area in found.areas] == ["country"]
    assert "Qasr al-Nadir" in found.lacking


def test_a_name_of_a_country_and_of_a_state_is_not_placed(gazetteer: Gazetteer) -> None:
    assert "state of the United States" in read(gazetteer, "Georgia").lacking


def test_a_place_of_the_case_comes_before_the_gazetteer_in_any_script(gazetteer: Gazetteer) -> None:
    (area,) = read(gazetteer, "محجر هارن", own=[SITE]).areas
    assert (area.kind, area.why) == ("own", "visited")


def test_a_stated_position_comes_before_all_names(gazetteer: Gazetteer) -> None:
    (area,) = read(gazetteer, "Tripoli", words="killed at 32.75551, 22.63771, by the road").areas
    assert (area.kind, area.latitude) == ("stated", 32.75551)


def test_a_quarry_outside_a_town_is_one_place_and_two_towns_are_two(gazetteer: Gazetteer) -> None:
    town = Site(names=("Tolvane",), latitude=-38.02, longitude=-27.92, radius_km=6)
    far = Site(names=("Irrenbek",), latitude=-37.6, longitude=-27.6, radius_km=2)
    valley = Site(names=("Kestral Valley",), outline=SQUARE)
    own = [SITE, town, far, valley]
    assert [a.name for a in read(gazetteer, "Harn quarry", "Tolvane", "Kestral Valley", own=own).areas] == ["Harn quarry"]
    assert len(read(gazetteer, "Tolvane", "Irrenbek", own=own).areas) == 2
    assert differ(read(gazetteer, "Tolvane", own=own), read(gazetteer, "Irrenbek", own=own))
    assert not differ(read(gazetteer, "Tolvane", own=own), read(gazetteer, "Harn quarry", own=own))


def test_names_csv_and_decisions_place_what_no_gazetteer_knows() -> None:
    listed = (
        "name,type,aliases,note,latitude,longitude,radius_km\nHarn quarry,place,Harn,visited,-38,-27.9,0.5\nAda,person,,,1,1,\n"
    )
    placed = Decision(
        id="d-1", at=DAY, by="Ada", about=("Old mill",), verdict="place", value={"latitude": "-37", "longitude": "-28"}
    )
    found = sites(listed.encode(), [placed])
    assert [site.names[0] for site in found] == ["Old mill", "Harn quarry"]
    assert "Ada on 2031-05-04" in found[0].source
    withdrawn = Decision(id="d-2", at=DAY, by="Ada", about=("d-1",), verdict="withdraw")
    assert len(sites(listed.encode(), [placed, withdrawn])) == 1


@pytest.mark.parametrize("latitude", ["", "north", "91", "nan"])
def test_a_position_off_the_globe_is_refused(latitude: str) -> None:
    value = {"latitude": latitude, "longitude": "1"}
    with pytest.raises(DecisionError):
        of(Decision(id="d", at=DAY, by="Ada", about=("Old mill",), verdict="place", value=value))


def test_a_slip_in_the_table_is_said_and_stops_nothing(gazetteer: Gazetteer) -> None:
    (site,) = sites(b"name,type,latitude,longitude\nOld mill,place,1O,2\n", [])
    assert "cannot be read" in read(gazetteer, "Old mill", own=[site]).lacking


@pytest.mark.parametrize("wkt", ["", "POINT (1 2)", "POLYGON ((a))", "POLYGON ((1 2, 3 4))", "POLYGON ((1 99, 2 2, 3 3, 1 99))"])
def test_what_is_no_outline_has_no_rings(wkt: str) -> None:
    assert rings(wkt) == ()
    assert len(rings(SQUARE)) == 1
