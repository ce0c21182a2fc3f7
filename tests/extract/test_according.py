"""Sources that a preposition names."""

from __future__ import annotations

import pytest

from probanda.extract import statements
from tests.extract.readings import reading


@pytest.mark.parametrize(
    "body",
    [
        "In a poll of June, six in ten feared the militia.",
        "Six in ten feared the militia in a poll of June.",
    ],
)
def test_what_a_poll_shows(body: str) -> None:
    shown = [s for s in statements.find(reading(body)) if s.rule == "statement.shown.poll.v1"]
    assert [s.spans[0].quote.lower() for s in shown] == ["six in ten feared the militia"]


def test_who_speaks_of_a_poll() -> None:
    body = "In a poll of June, six in ten said they feared the militia."
    assert not [s for s in statements.find(reading(body)) if s.rule == "statement.shown.poll.v1"]
