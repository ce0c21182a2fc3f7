"""How many people, who, and what became of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probanda.extract import casualties
from tests.extract.readings import reading


def found(body: str) -> list[tuple[str, int | None, int | None, str]]:
    return [(c.outcome, c.minimum, c.maximum, c.kind) for c in casualties.find(reading(body))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("At least 33 people were killed in seven incidents.", ("killed", 33, None, "people")),
        ("The shelling left 12 dead.", ("killed", 12, 12, "people")),
        ("Between 20 and 30 guards were detained.", ("detained", 20, 30, "guards")),
        ("Dozens of villagers were wounded.", ("injured", 24, None, "villagers")),
        ("No one was hurt in the blast.", ("injured", 0, 0, "one")),
        ("The strike claimed 12 lives.", ("killed", 12, 12, "people")),
        ("At least 4,000 prisoners had been subject to torture.", ("tortured", 4000, None, "prisoners")),
        ("They told of the killing of 33 persons.", ("killed", 33, 33, "persons")),
        ("A war followed which left an estimated 50,000 people dead.", ("killed", 50000, 50000, "people")),
        ("A herder was fatally shot.", ("killed", 1, 1, "herder")),
        ("Sixty people have starved to death.", ("killed", 60, 60, "people")),
        ("The raid killed a family of five.", ("killed", 5, 5, "family")),
        ("Rebels took eight aid workers hostage.", ("abducted", 8, 8, "aid workers")),
        ("They held at least 25 women as sexual slaves.", ("raped", 25, None, "women")),
        ("Six women said that soldiers had raped them.", ("raped", 6, 6, "them")),
        ("A patrol stopped them and shot dead nine of them.", ("killed", 9, 9, "them")),
        ("Eleven herders were shot.", ("shot", 11, 11, "herders")),
        ("Eleven herders were shot and wounded.", ("injured", 11, 11, "herders")),
        ("The number of dead was put at 33.", ("killed", 33, 33, "people")),
        ("The hospital put the dead at seven.", ("killed", 7, 7, "people")),
        ("The council put the number of dead at seven.", ("killed", 7, 7, "people")),
        ("The death toll rose to 45.", ("killed", 45, 45, "people")),
        ("A nurse spoke of five dead.", ("killed", 5, 5, "people")),
        ("Six fighters had fallen in combat near the mill.", ("killed", 6, 6, "fighters")),
        ("One man was killed and another injured.", ("injured", 1, 1, "another")),
    ],
)
def test_a_count(body: str, expected: tuple[str, int, int, str]) -> None:
    assert expected in found(body)


def test_the_dead_and_the_injured_of_one_sentence() -> None:
    assert [(o, n) for o, n, _, _ in found("The attack left 12 dead and 30 wounded; a further 12 were hurt.")] == [
        ("killed", 12),
        ("injured", 30),
        ("injured", 12),
    ]


def test_a_part_names_the_count_that_it_belongs_to() -> None:
    counts = casualties.find(reading("At least 33 people were killed, including 9 children."))
    assert [(c.minimum, c.kind, c.part_of) for c in counts] == [(33, "people", None), (9, "children", "people")]


def test_a_name_is_one_person() -> None:
    counts = casualties.find(reading("Ada Bern was killed on the bridge.", {"Ada Bern": "person"}))
    assert [(c.names, c.minimum) for c in counts] == [(("Ada Bern",), 1)]


def test_lists_and_appositions() -> None:
    listed = casualties.find(reading("The attack killed two nurses, a pharmacist and up to six patients."))
    assert [(c.minimum, c.maximum) for c in listed] == [(2, 2), (1, 1), (0, 6)]
    apposed = casualties.find(reading("All four victims, three men and a woman, were killed."))
    assert [c.minimum for c in apposed] == [4]


def test_adjectives_that_stand_for_people() -> None:
    counts = casualties.find(reading("The clinic put the number of dead at 12 and of injured at about 20."))
    assert [(c.outcome, c.minimum) for c in counts] == [("killed", 12), ("injured", 20)]
    assert casualties.find(reading("The wounded were taken to 12 hospitals.")) == []


def test_who_was_shot_and_died_is_not_injured_too() -> None:
    counts = casualties.find(reading("Ada Bern died after being shot on the bridge.", {"Ada Bern": "person"}))
    assert [c.outcome for c in counts] == ["killed"]


@pytest.mark.parametrize(
    "body",
    [
        "They tried to kill the guards.",
        "He told his men to shoot the prisoners.",
        "The vote could kill the bill.",
        "They executed a search warrant.",
        "The rebels did not kill the hostages.",
        "The clerk did not suffer any injuries.",
        "A baker fell down the stairs.",
        "The number of schools rose to 45.",
    ],
)
def test_what_did_not_happen_to_people_is_not_counted(body: str) -> None:
    assert found(body) == []


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 900))
def test_any_number_is_read_as_it_stands(number: int) -> None:
    assert ("killed", number, number, "villagers") in found(f"Soldiers killed {number} villagers.")


def test_a_number_beside_its_word_is_one_count() -> None:
    assert len(found("The report spoke of five dead.")) == 1
