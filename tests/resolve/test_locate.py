"""A town stands where its text says, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda.errors import UsageError
from probanda.model import Mention, Span
from probanda.resolve.locate import Locator, open_gazetteer, own_places

NAMES = """name,type,aliases,note,country,latitude,longitude
Zor checkpoint,place,حاجز زور;Zor barrier,field notes,ly,31.5,20.25
Harun Bakoush,person,,,,,
"""


def named(text: str, *names: str) -> list[Mention]:
    return [Mention(span=Span(text=text, start=0, end=1, quote="x"), type="place", name=name, rule="test") for name in names]


def located(places: Path, where: list[str], *beside: str, own: str = "") -> str | None:
    made = open_gazetteer(places, own_places(own.encode()))
    place = Locator(made, named("t", *where, *beside)).find("t", where)
    made.close()
    return place and place.country


@pytest.mark.parametrize(
    ("where", "beside", "country"),
    [
        (["Tripoli", "Libya"], [], "LY"),
        (["Tripoli"], ["Lebanon"], "LB"),
        (["Tripoli"], [], None),
        (["Tripoli"], ["Libya", "Lebanon"], None),
        (["Benghazi"], [], "LY"),
        (["Benghazi"], ["Syria"], None),
        (["Al-Qasr"], [], None),
    ],
)
def test_the_text_settles_the_country(places: Path, where: list[str], beside: list[str], country: str | None) -> None:
    assert located(places, where, *beside) == country


def test_a_place_within_a_known_town_is_not_put_at_the_towns_centre(places: Path) -> None:
    assert located(places, ["Wadi Nadir", "Benghazi"], "Libya") is None


def test_the_cases_own_places_come_first(places: Path) -> None:
    (own,) = own_places(NAMES.encode())
    assert (own.country, own.latitude, own.longitude, own.source) == ("LY", 31.5, 20.25, "field notes")
    assert located(places, ["حاجز زور"], own=NAMES) == "LY"


@pytest.mark.parametrize("given", ["91", "north"])
def test_a_wrong_coordinate_is_told(given: str) -> None:
    with pytest.raises(UsageError, match="latitude"):
        own_places(NAMES.replace("31.5", given).encode())


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    made = open_gazetteer(blocked / "places")
    assert made.find("Benghazi") is not None
    made.close()
