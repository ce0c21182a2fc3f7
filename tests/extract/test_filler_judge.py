"""What the encoder makes of phrases: roles, kinds of incident, and which names belong together."""

from __future__ import annotations

import numpy as np
import pytest

from probanda.extract import fillers
from probanda.extract.filler_judge import Judged, gelu, judge

BODY = "Gunmen of the Zor Front shot dead the judge Ada Bern in Mell on Monday. A school was opened in Orn by the mayor."


def judged(body: str, *names: str) -> Judged:
    spans = [(body.index(name), body.index(name) + len(name)) for name in names]
    return judge(body, spans, {name: [i] for i, name in enumerate(names)})


def likeliest(found: Judged, name: str) -> str:
    return fillers.ROLES[int(found.named[name][5:].argmax())]


def test_those_who_shoot_and_those_who_are_shot_are_told_apart() -> None:
    found = judged(BODY, "Gunmen", "Zor Front", "Ada Bern", "mayor")
    assert [likeliest(found, name) for name in ("Gunmen", "Zor Front", "Ada Bern")] == ["PerpInd", "PerpOrg", "Victim"]
    assert found.named["mayor"][5:].max() < found.named["Ada Bern"][5:].max()


def test_a_bomb_makes_a_bombing() -> None:
    found = judged("A car bomb exploded outside the embassy. The bomb destroyed the gate and wounded two guards.", "embassy")
    assert fillers.TYPES[int(found.kinds[:-1].argmax())] == "bombing"
    assert found.kinds[-1] < 0


def test_a_text_on_trade_reports_nothing() -> None:
    body = "The ministers of trade met to speak of exports of coffee. A treaty on tariffs will be signed, the ministry said."
    assert judged(body, "ministry").kinds[-1] > 0


def test_two_phrases_of_one_name_count_for_more_than_one() -> None:
    rows, vectors = np.zeros((2, 10), np.float32), np.eye(2, 256, dtype=np.float32)
    found = Judged(rows, np.zeros(7, np.float32), vectors, {"bern": [0, 1], "lind": [0]}, {})
    assert found.named["bern"] == pytest.approx(np.full(10, np.log(2)))
    assert found.named["lind"] == pytest.approx(np.zeros(10))


def test_the_activation_leaves_great_numbers_and_takes_off_small_ones() -> None:
    assert gelu(np.array([-9.0, 0.0, 9.0])) == pytest.approx([0, 0, 9])


def test_a_text_without_phrases_is_judged_as_a_whole() -> None:
    found = judge("It rained.", [], {})
    assert found.phrases.shape == (0, 10)
    assert len(found.kinds) == len(fillers.TYPES) + 1
