"""Where the words that somebody is reported to have said end."""

from __future__ import annotations

import pytest

from probanda.extract import statements
from tests.extract.readings import reading

NAMES = {"Ada Bern": "person", "Bern": "person", "Marek": "person", "Rights Now": "organisation"}


def told(body: str) -> dict[str, str]:
    """What each speaker is reported to have said."""
    found = statements.find(reading(body, NAMES))  # type: ignore[arg-type]
    return {s.speaker.name: s.spans[0].quote for s in found if s.rule.startswith("statement.reported")}


@pytest.mark.parametrize("joint", ["and", "but", "while"])
def test_the_next_who_speaks_is_not_quoted_by_the_first(joint: str) -> None:
    found = told(f"Ada Bern said the village was burned, {joint} Marek said his men had left before noon.")
    assert found == {"Ada Bern": "the village was burned", "Marek": "his men had left before noon"}


def test_the_next_act_of_the_speaker_is_told_by_the_outlet() -> None:
    found = told("Ada Bern said she admires the nurses and praised their courage.")
    assert found["Ada Bern"] == "she admires the nurses"


def test_two_things_said_stay_together() -> None:
    assert told("Ada Bern said the village was burned and the well was poisoned.") == {
        "Ada Bern": "the village was burned and the well was poisoned"
    }


def test_a_condition_is_part_of_what_was_said() -> None:
    assert told("Ada Bern said the families would return if the shelling stopped.") == {
        "Ada Bern": "the families would return if the shelling stopped"
    }


def test_nobody_says_what_stands_in_the_paragraph_before() -> None:
    found = told("The road was closed.\n\nAda Bern said the village was burned.")
    assert found == {"Ada Bern": "the village was burned"}


@pytest.mark.parametrize(
    "words", ["it left the names out because the families were afraid", "it would publish the names unless the army replied"]
)
def test_a_reason_that_nothing_sets_off_is_part_of_what_was_said(words: str) -> None:
    assert told(f"Rights Now said {words}.") == {"Rights Now": words}
