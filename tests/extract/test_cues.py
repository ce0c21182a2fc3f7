"""Whose words they are: the source of an attributing word, where the parse tells it badly or not at all."""

from __future__ import annotations

import pytest

from probanda.extract import statements
from tests.extract.readings import reading

NAMES = {"Ada Bern": "person", "Marek": "person", "Rights Now": "organisation"}


def said(body: str) -> list[tuple[str, str]]:
    """(speaker, words) of what is reported to have been said."""
    found = statements.find(reading(body, NAMES))  # type: ignore[arg-type]
    return [(s.speaker.name, s.spans[0].quote) for s in found if s.rule.startswith("statement.reported")]


@pytest.mark.parametrize(
    "body",
    [
        "Marek rallied his men by promising that nobody would be tried.",
        "Marek held a meeting to promise that nobody would be tried.",
        "Marek used a speech to promise that nobody would be tried.",
        "After promising that nobody would be tried, Marek left.",
    ],
)
def test_who_does_so_by_speaking_speaks(body: str) -> None:
    assert said(body) == [("Marek", "that nobody would be tried")]


def test_who_is_asked_has_not_asked() -> None:
    assert said("Asked whether the mill was empty, Marek said the question was an insult.") == [
        ("", "whether the mill was empty"),
        ("Marek", "the question was an insult"),
    ]


def test_a_report_that_found_last_week_speaks() -> None:
    (found,) = said("A report by Rights Now found last week that the village was burned.")
    assert found[0].startswith("A report")
    assert found[1] == "that the village was burned"
