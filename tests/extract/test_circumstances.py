"""To whom, through what, on which occasion something was said."""

from __future__ import annotations

import pytest

from probanda.extract import statements
from probanda.model import Statement
from tests.extract.readings import reading

NAMES = {"Ada Bern": "person", "Marek": "person"}


def first(body: str) -> Statement:
    return statements.find(reading(body, NAMES))[0]  # type: ignore[arg-type]


def test_what_is_called_a_farce_is_not_spoken_to() -> None:
    assert first("Ada Bern called the trial humiliating.").addressee is None
    assert first("Ada Bern called on the court to free him.").addressee == "the court"


def test_after_an_announcement_is_when_and_not_through_what() -> None:
    assert first("After the announcement, Marek said the mill was empty.").medium is None
    assert first("In an announcement, Marek said the mill was empty.").medium == "an announcement"


@pytest.mark.parametrize(
    ("body", "medium"),
    [
        ("The report quotes Marek as saying that the mill was empty.", "The report"),
        ("Marek was quoted by state television as saying the mill was empty.", "state television"),
    ],
)
def test_who_quotes_is_the_medium(body: str, medium: str) -> None:
    found = statements.find(reading(body, NAMES))[-1]  # type: ignore[arg-type]
    assert (found.speaker.name, found.medium) == ("Marek", medium)


def test_who_saw_a_letter_did_not_write_it() -> None:
    assert first("According to a letter seen by the Post, the mill was empty.").speaker.name == "a letter"
