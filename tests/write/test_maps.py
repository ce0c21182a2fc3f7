"""The map: areas keep their size, countries their outline, and words of sources are never markup."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from probanda.derived import View
from probanda.resolve.placing import Area
from probanda.write.desk import Desk
from probanda.write.maps import Spot, bounds, draw
from probanda.write.outlines import box_of, outlines
from probanda.write.sections import places

TOWN = Area(name="Tolvane", kind="own", latitude=-38.0, longitude=-27.9, radius_km=5)
CAMP = Area(name="Camp", kind="own", latitude=-37.5, longitude=-27.0, radius_km=0.5)
LIBYA = Area(name="Libya", kind="country", country="LY")


def circles(svg: str) -> list[float]:
    return [float(node.get("r", 0)) for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("circle")]


def test_every_country_has_its_outline_and_code() -> None:
    held = outlines()
    assert {"LY", "SY", "FR", "XK", "SS", "PS"} <= held.keys()
    west, south, east, north = box_of("LY") or (0, 0, 0, 0)
    assert (9, 19) < (west, south) < (10, 20)
    assert (25, 33) < (east, north) < (26, 34)
    assert box_of("??") is None


def test_a_country_on_both_sides_of_the_date_line_is_no_band_around_the_globe() -> None:
    for country in ("FJ", "RU", "US"):
        assert all(east - west < 200 for _, (west, _, east, _) in outlines()[country])


def test_an_area_is_drawn_as_large_as_it_is_and_never_as_a_point() -> None:
    large, small = sorted(circles(draw([Spot(TOWN, "Tolvane (1)", 1), Spot(CAMP, "Camp (1)", 1)])), reverse=True)
    assert large > small >= 6


def test_a_country_is_its_whole_outline() -> None:
    svg = draw([Spot(LIBYA, "Libya (2)", 2)])
    assert circles(svg) == []
    assert "stroke-dasharray" in svg
    assert "Libya (2)" in svg


def test_what_cannot_be_drawn_gives_no_map() -> None:
    assert draw([]) == ""
    assert draw([Spot(Area(name="Nowhere", kind="country", country="??"), "Nowhere", 1)]) == ""


def test_both_sides_of_the_date_line_are_near_each_other() -> None:
    west = Area(name="a", kind="own", latitude=-17, longitude=179.5, radius_km=2)
    east = Area(name="b", kind="own", latitude=-17, longitude=-179.5, radius_km=2)
    at = [float(x) for x in re.findall(r"circle cx='([\d.-]+)'", draw([Spot(west, "a", 1), Spot(east, "b", 1)]))]
    assert all(0 < x < 960 for x in at)
    assert bounds(west) != bounds(east)


def test_names_are_escaped() -> None:
    svg = draw([Spot(TOWN, "<script>alert(1)</script>", 1)])
    assert "<script>" not in svg
    ElementTree.fromstring(svg)


@pytest.fixture(scope="module")
def example_places(example_view: View) -> places.Placed:
    return places.placed(Desk(example_view))


def test_every_report_of_the_example_is_placed_or_said_not_to_be(example_places: places.Placed) -> None:
    found = example_places
    assert "Harn quarry" in {area.name for area in found.areas}
    listed = {r.finding for held in (*found.areas.values(), *found.unplaced.values()) for r in held}
    assert listed == {r.finding for r in found.readings}


def test_the_dossier_has_the_map_and_the_table_beside_it(example_view: View, tmp_path: Path) -> None:
    section = places.section(Desk(example_view))
    picture, grid = section.blocks
    assert "Harn quarry: " in picture.alt  # type: ignore[union-attr]
    assert all(sentence.cites for row in grid.rows for sentence in row[2])  # type: ignore[union-attr]
