"""Whom a phrase means, and who may be said to have done something."""

from __future__ import annotations

import pytest

from probanda.extract import people
from probanda.model import MentionType
from tests.extract.readings import reading

NAMES: dict[str, MentionType] = {"Marek": "person", "Norland air force": "armed_group", "Red Hand": "armed_group"}


@pytest.mark.parametrize(
    ("body", "word", "may"),
    [
        ("Soldiers burned the mill.", "Soldiers", True),
        ("Marek burned the mill.", "Marek", True),
        ("They burned the mill.", "They", True),
        ("It burned the mill.", "It", False),
        ("Nobody burned the mill.", "Nobody", False),
        ("No one burned the mill.", "one", False),
        ("The captured fighters burned.", "fighters", False),
        ("Any unit may do so.", "unit", False),
        ("The other burned the mill.", "other", False),
        ("The grounds are reasonable.", "grounds", False),
    ],
)
def test_who_may_have_done_something(body: str, word: str, may: bool) -> None:
    seen = reading(body, NAMES)
    assert people.could_act(seen, next(t for t in seen.doc if t.text == word)) is may


def test_the_accused_is_the_person_whom_the_text_is_about() -> None:
    seen = reading("Marek was born here. Marek served. Marek fled. The accused is charged with murder.", NAMES)
    meant = people.named(seen, next(t for t in seen.doc if t.text == "accused"))
    assert meant is not None
    assert (meant.name, meant.how) == ("Marek", "description")
    assert meant.why


def test_nobody_is_the_accused_where_two_are_named_as_often() -> None:
    seen = reading("Marek met Marek. Brandt met Brandt. The accused is charged.", {"Marek": "person", "Brandt": "person"})
    assert people.named(seen, next(t for t in seen.doc if t.text == "accused")) is None


def test_planes_of_a_people_belong_to_its_force_if_the_text_names_one() -> None:
    seen = reading("Norland warplanes hit Zor, and the Norland air force was silent.", NAMES)
    planes = next(t for t in seen.doc if t.text == "warplanes")
    force = people.force_of(seen, planes)
    assert force is not None
    assert force.name == "Norland air force"
    alone = reading("Norland warplanes hit Zor.", NAMES)
    assert people.force_of(alone, next(t for t in alone.doc if t.text == "warplanes")) is None
