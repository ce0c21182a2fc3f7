"""Quoted sentences that begin before the marks."""

from __future__ import annotations

import pytest

from probanda.extract import statements
from tests.extract.readings import reading

NAMES = {"Ada Bern": "person", "Marek": "person"}


def parts(body: str) -> list[str]:
    (found,) = [s for s in statements.find(reading(body, NAMES)) if s.mode == "direct"]  # type: ignore[arg-type]
    return [span.quote.rstrip(",.") for span in found.spans]


@pytest.mark.parametrize(
    "body",
    [
        "In cases of famine, Ada Bern said, “the council is told at once.”",
        "In cases of famine, “the council is told at once,” Ada Bern said.",
    ],
)
def test_the_sentence_that_the_marks_go_on_with(body: str) -> None:
    assert parts(body) == ["the council is told at once", "In cases of famine"]


@pytest.mark.parametrize(
    "body",
    [
        "The road was closed. “The council is told at once,” Ada Bern said.",
        "But, Ada Bern said, “the council is told at once.”",
        "Marek left at noon. Ada Bern said: “The council is told at once.”",
        "Ada Bern told Marek, “The council is told at once.”",
    ],
)
def test_what_the_outlet_says_before(body: str) -> None:
    assert [p.lower() for p in parts(body)] == ["the council is told at once"]
