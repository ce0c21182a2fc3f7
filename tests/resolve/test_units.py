"""Units and organisations: numbers agree, kinds say little, proper words much, whatever the language."""

from __future__ import annotations

import pytest

from probanda.resolve.aliases import Alias, Aliases
from probanda.resolve.units import compare, parts

ONE = [
    ("106th Brigade", "Brigade 106"),
    ("Fourth Armoured Division", "4th Armored Division"),
    ("Nadir Brigade", "لواء النادر"),
    ("Bakoush militia", "al-Bakoush"),
    ("Ministry of Defence", "Ministère de la Défense"),
    ("Rapid Rescue Forces (RRF)", "Rapid Rescue Forces"),
    ("Military Council of Qasr", "Qasr Military Council"),
    ("Tahiri Trading Company", "Tahiri Trading Co. Ltd"),
]
TWO = [
    ("106th Brigade", "107th Brigade"),
    ("First Division", "Second Division"),
    ("Nadir Brigade", "Bakoush Brigade"),
    ("Qasr Military Council", "Nadir Military Council"),
    ("Libyan National Army", "Syrian National Army"),
    ("Nadir Front", "Nadir Bank of Commerce"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_one_body(left: str, right: str) -> None:
    assert compare(left, right).same


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_bodies(left: str, right: str) -> None:
    assert not compare(left, right).same


def test_a_number_says_so() -> None:
    assert "the numbers differ" in [f.why for f in compare("106th Brigade", "107th Brigade").features]


@pytest.mark.parametrize(
    ("name", "number"),
    [("Brigade Forty-Four", "§44"), ("الفرقة الرابعة", "§4"), ("Twentieth Regiment", "§20")],
)
def test_numbers_in_words_of_three_languages(name: str, number: str) -> None:
    assert number in parts(name)


def test_an_acronym_of_two_bodies_needs_the_country() -> None:
    table = Aliases()
    assert table.find("SDF", ()) is None
    found = table.find("SDF", {"LY"})
    assert found is not None
    assert found[1].names[0] == "Special Deterrence Force"


def test_a_case_has_names_of_its_own() -> None:
    own = Alias(names=("Front of the Nadir", "FN", "جبهة النادر"), country="LY", source="exhibit E4")
    found = Aliases([own]).find("جبهة النادر", ())
    assert found is not None
    assert found[1] is own
