"""Which act a stretch of text speaks of, and whether it is to be done."""

from __future__ import annotations

import pytest

from probanda.extract.conduct import Acts, denies_quarter
from tests.extract.readings import reading


def ordered(words: str) -> str | None:
    body = f"He ordered his men {words}."
    return Acts(reading(body).doc).ordered((len("He ordered his men "), len(body)))


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("to shell the market", "shelling"),
        ("to carry out an attack on the town", "attack"),
        ("to go in and kill the guards", "killing"),
    ],
)
def test_acts_to_be_done(words: str, act: str) -> None:
    assert ordered(words) == act


@pytest.mark.parametrize(
    "words", ["to stop shelling the market", "to investigate the killings", "to release the video of the shooting"]
)
def test_acts_not_to_be_done(words: str) -> None:
    assert ordered(words) is None


def test_each_sentence_is_looked_at() -> None:
    assert denies_quarter("The road is ours. Take no prisoners.")
    assert not denies_quarter("The road is ours. They took prisoners.")
