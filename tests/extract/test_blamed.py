"""On whom an act is laid."""

from __future__ import annotations

import pytest

from probanda.extract.blamed import blamed
from tests.extract.readings import reading


@pytest.mark.parametrize(
    ("body", "act", "who", "words"),
    [
        ("The rebels claimed responsibility for the bombing.", "bombing", "rebels", "claimed responsibility"),
        ("Officials blamed the raid on the rebels.", "raid", "rebels", "blamed on"),
        ("The attack was attributed to the militia.", "attack", "militia", "attributed to"),
        ("The army was responsible for the shelling.", "shelling", "army", "responsible"),
        ("Residents blamed the army for the attack.", "attack", "army", "blamed"),
    ],
)
def test_laid_on(body: str, act: str, who: str, words: str) -> None:
    token = next(t for t in reading(body).doc if t.text == act)
    found = blamed(token)
    assert found is not None
    assert ([t.text for t in found[0]], found[1]) == ([who], words)


@pytest.mark.parametrize("body", ["The rebels did not claim responsibility for the attack.", "The attack shook the town."])
def test_laid_on_nobody(body: str) -> None:
    assert blamed(next(t for t in reading(body).doc if t.text == "attack")) is None
