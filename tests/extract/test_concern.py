"""Whether a text is about what Probanda is for."""

from __future__ import annotations

import pytest

from probanda.extract import concern
from tests.extract.readings import reading

OURS = [
    "Rebels shelled the village, the army said.",
    "The International Criminal Court issued a warrant for the colonel.",
    "Amnesty International said detainees were tortured in the secret prison.",
]
NOT_OURS = [
    "The striker scored two goals and the coach praised the season.",
    "A lorry driver died in a crash on the motorway, firefighters said.",
    "The jury found the burglar guilty; the district attorney asked for parole to be refused.",
    "The plaintiff sued the company for damages after the accident.",
    "The recipe needs two onions.",
]


@pytest.mark.parametrize("body", OURS)
def test_of_our_concern(body: str) -> None:
    assert concern.judge(reading(body)).holds


@pytest.mark.parametrize("body", NOT_OURS)
def test_not_of_our_concern(body: str) -> None:
    assert not concern.judge(reading(body)).holds


def test_the_judgement_names_its_words() -> None:
    judged = concern.judge(reading("Rebels burned the town; the driver fled."))
    assert set(judged.words) == {"Rebels", "driver"} or set(judged.words) == {"driver"}
    assert judged.contra == 3


def test_a_known_armed_group_speaks_for_it() -> None:
    body = "The Red Hand came at night."
    assert concern.judge(reading(body, {"Red Hand": "armed_group"})).pro > concern.judge(reading(body)).pro
