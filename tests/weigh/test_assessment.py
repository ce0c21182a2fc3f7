"""Source and item are rated apart, by a person, with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from probanda.errors import DecisionError
from probanda.model import Admission, Decision, Fact, Party, Span, Voice
from probanda.weigh.assessment import ratings, standing

SPANS = (Span(text="t", start=0, end=5, quote="words"),)
OUTLET = Voice(speaker=Party(name="Harbour Post", how="outlet"))


def rate(reason: str = "seen twice", **marks: str) -> Decision:
    return Decision(
        id="d", at=datetime(2026, 1, 1, tzinfo=UTC), by="ana", about=("s1",), verdict="rate", value=marks, reason=reason
    )


def test_marks_are_set_apart_and_the_last_one_stands() -> None:
    held = ratings([rate(reliability="B"), rate(credibility="3"), rate(reliability="c")])
    assert str(held["s1"]) == "C3: fairly reliable; possibly true"


@pytest.mark.parametrize(
    "decision", [rate(reliability="G"), rate(credibility="0"), rate(stars="5"), rate(reason=" ", reliability="B")]
)
def test_what_is_not_on_the_scale_is_refused(decision: Decision) -> None:
    with pytest.raises(DecisionError):
        ratings([decision])


def said(*names: str, how: str = "named") -> Fact:
    return Fact(rule="r", spans=SPANS, name="x", voice=(OUTLET, *(Voice(speaker=Party(name=n, how=how)) for n in names)))


@pytest.mark.parametrize(
    ("finding", "hand", "stake"),
    [
        (said(), "first-hand", "outlet"),
        (said("Sera Ila"), "second-hand", "unknown"),
        (said("the police spokesman", "Sera Ila"), "third-hand or further", "unknown"),
        (said("a survivor", how="description"), "anonymous", "victim"),
        (Admission(rule="r", spans=SPANS, by=Party(name="Grey Company"), act="killing", conduct="x"), "second-hand", "party"),
    ],
)
def test_how_far_away_and_with_what_stake(finding: Fact, hand: str, stake: str) -> None:
    seen = standing(finding)
    assert (seen.hand, seen.stake) == (hand, stake)
