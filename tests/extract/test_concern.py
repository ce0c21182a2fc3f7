"""Whether a text is about what Probanda is for."""

from __future__ import annotations

import pytest

from probanda.extract import concern
from tests.extract.readings import reading

OURS = [
    "Rebels shelled the village, the army said.",
    "The International Criminal Court issued a warrant for the colonel.",
    "Amnesty International said detainees were tortured in the secret prison.",
    "The gendarmes rounded up the men of the quarter and held them without charge.",
    "Unidentified gunmen ambushed a convoy; two drivers were killed.",
    "The army has besieged the town for a year, and people have starved to death.",
]
NOT_OURS = [
    "The striker scored two goals and the coach praised the season.",
    "A lorry driver died in a crash on the motorway, firefighters said.",
    "The jury found the burglar guilty; the district attorney asked for parole to be refused.",
    "The plaintiff sued the company for damages after the accident.",
    "The recipe needs two onions.",
    "A man was shot and killed outside a bar on Friday night, police said. A suspect was arrested.",
    "The driver and two passengers were killed when the train derailed near the frontier.",
]


@pytest.mark.parametrize("body", OURS)
def test_of_our_concern(body: str) -> None:
    assert concern.judge(reading(body)).holds


@pytest.mark.parametrize("body", NOT_OURS)
def test_not_of_our_concern(body: str) -> None:
    assert not concern.judge(reading(body)).holds


def test_the_judgement_names_its_words() -> None:
    judged = concern.judge(reading("Rebels burned the town; there was an accident."))
    assert set(judged.words) == {"Rebels", "burned", "accident"}
    assert judged.contra == 3


def test_words_of_any_crime_help_and_never_decide() -> None:
    many = "A man was shot, beaten, wounded, injured and killed, the neighbour was arrested, detained and threatened."
    assert concern.judge(reading(many)).pro == 1
    assert not concern.judge(reading(many)).holds


def test_a_known_armed_group_speaks_for_it() -> None:
    body = "The Red Hand came at night."
    assert concern.judge(reading(body, {"Red Hand": "armed_group"})).pro > concern.judge(reading(body)).pro
