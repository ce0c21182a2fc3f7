"""A choice among candidates that a text itself names."""

from __future__ import annotations

from probanda.extract.choice import Choice, shares


def test_the_candidate_with_the_highest_score_is_chosen() -> None:
    choice = Choice({"near": 2.0, "far": -1.0})
    assert choice.best({"a": {"far": 1.0}, "b": {"near": 0.5, "unknown": 9.0}}) == "b"
    assert choice.best({}) is None


def test_shares_add_up_to_one_or_are_nothing() -> None:
    assert shares([1, 3]) == [0.25, 0.75]
    assert shares([0, 0]) == [0.0, 0.0]
