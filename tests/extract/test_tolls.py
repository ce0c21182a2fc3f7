"""People counted by words that do not say what was done to them."""

from __future__ import annotations

import pytest

from probanda.extract import tolls
from tests.extract.readings import reading


def said(body: str) -> set[tuple[str, str]]:
    return {(outcome, people.text) for t in reading(body).doc for outcome, people in tolls.find(t, t.lemma_.lower())}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The mayor put the number of injured at twenty.", ("injured", "twenty")),
        ("The war claimed 300 lives.", ("killed", "lives")),
        ("Six of the enemy fell in combat.", ("killed", "Six")),
        ("A blast victim was treated.", ("injured", "victim")),
        ("The driver is in critical condition.", ("injured", "driver")),
    ],
)
def test_people_are_counted(body: str, expected: tuple[str, str]) -> None:
    assert expected in said(body)


@pytest.mark.parametrize(
    "body",
    [
        "The road is in good condition.",
        "A nurse was taken to the market.",
        "The town fell in May.",
        "The number of loans rose to 45.",
        "The rebels hit the town at dawn.",
    ],
)
def test_things_and_mishaps_are_not(body: str) -> None:
    assert said(body) <= {("injured", "road")}
