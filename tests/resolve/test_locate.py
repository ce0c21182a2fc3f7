"""A town stands where its text says, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda.derived import Site
from probanda.model import Mention, Span
from probanda.resolve.locate import Locator, open_gazetteer

OWN = Site(names=("Zor checkpoint", "حاجز زور"), country="LY", latitude=31.5, longitude=20.25)


def named(text: str, *names: str) -> list[Mention]:
    return [Mention(span=Span(text=text, start=0, end=1, quote="x"), type="place", name=name, rule="test") for name in names]


def located(places: Path, where: list[str], *beside: str) -> str | None:
    made = open_gazetteer(places)
    place = Locator(made, named("t", *where, *beside), [OWN]).find("t", where)
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
    assert located(places, ["حاجز زور"]) == "LY"


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    made = open_gazetteer(blocked / "places")
    assert made.find("Benghazi") is not None
    made.close()
