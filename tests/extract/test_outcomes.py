"""What became of whom, by the words alone."""

from __future__ import annotations

import pytest

from probanda.extract import outcomes
from tests.extract.readings import reading


def said(body: str) -> set[tuple[str, str]]:
    return {(outcome, people.text) for token in reading(body).doc for outcome, people in outcomes.affected(token, {})}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A bullet struck the nurse in the leg.", ("injured", "nurse")),
        ("The driver is in critical condition.", ("injured", "driver")),
        ("The teacher suffered a gunshot wound.", ("injured", "teacher")),
        ("The nurse passed away on Monday.", ("killed", "nurse")),
        ("They found the body of a herder.", ("killed", "herder")),
        ("Police had reports of a baker suffering a gunshot wound.", ("injured", "baker")),
        ("Guards found a passenger in a van with a gunshot wound.", ("injured", "passenger")),
        ("A nurse was taken to the hospital for treatment of a wound.", ("injured", "nurse")),
    ],
)
def test_words_that_tell_what_became_of_somebody(body: str, expected: tuple[str, str]) -> None:
    assert expected in said(body)


def test_a_blow_to_a_place_hurts_nobody() -> None:
    assert said("The rebels hit the town at dawn.") == set()
