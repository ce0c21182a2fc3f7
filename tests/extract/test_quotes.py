"""Quotation marks of all kinds, mixed and broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.extract.quotes import find


def words(body: str) -> list[str]:
    return [body[q.start : q.end] for q in find(body)]


@pytest.mark.parametrize(
    "body",
    [
        "“We saw it burn,” she said.",
        '"We saw it burn," she said.',
        "«We saw it burn,» she said.",
        "''We saw it burn,'' she said.",
        "‘We saw it burn,’ she said.",
        '“We saw it burn," she said.',
        '"“We saw it burn," she said.',
    ],
)
def test_any_pair_of_marks(body: str) -> None:
    assert words(body) == ["We saw it burn,"]


def test_full_stop_behind_the_mark() -> None:
    assert words("“There is no way back. We go on”. The mayor said so.") == ["There is no way back. We go on"]


def test_apostrophes_are_no_quotes() -> None:
    assert words("It's the miners' strike of the '80s, and they didn't win. O'Dara's men left.") == []


def test_possessive_inside_single_marks_closes_nothing() -> None:
    assert words("'They took the miners' homes,' she said.") == ["They took the miners' homes,"]


def test_each_paragraph_reopens() -> None:
    assert words("“First we ran.\n\n“Then we hid,” he said.") == ["First we ran.", "Then we hid,"]


def test_mark_never_closed_runs_to_the_end_of_its_paragraph() -> None:
    assert words('He said: "We ran.\n\nThe town was empty.') == ["We ran."]


def test_mark_never_opened_runs_from_the_beginning_of_its_paragraph() -> None:
    assert words("The town was empty.\n\nWe all ran,” he said.") == ["We all ran,"]


def test_nested() -> None:
    assert words("“He told us ‘run for it now’ and we did,” she said.") == [
        "He told us ‘run for it now’ and we did,",
        "run for it now",
    ]


@pytest.mark.parametrize(
    ("body", "speech"),
    [
        ("“Never,” he said.", True),
        ("He said: “Not one of them came back alive.”", True),
        ("They named it “The Northern Army” in May.", False),
        ("accusing them of being “bandits”, a pretext", False),
        ("The film “A Long Night in Varna” won.", False),
        ("“Stop the car!” The driver did not.", True),
    ],
)
def test_speech_or_not(body: str, speech: bool) -> None:
    assert [q.speech for q in find(body)] == [speech]


@given(st.text(alphabet="ab .,\n“”\"'‘’«»", max_size=80))
def test_positions_are_always_inside(body: str) -> None:
    assert all(0 <= q.start < q.end <= len(body) for q in find(body))
