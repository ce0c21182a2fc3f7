"""Linear models read from files."""

from __future__ import annotations

import pytest

from probanda.extract.linear import Bag, Linear, log_odds, logistic


def test_a_row_is_centred_scaled_and_weighed() -> None:
    model = Linear(mean=(1.0, 0.0), scale=(2.0, 1.0), weights=((1.0, 3.0, 0.5),))
    assert model.scores([3.0, 2.0]) == [1.0 + 6.0 + 0.5]


def test_unknown_features_weigh_nothing() -> None:
    model = Bag(constants=(0.5, -0.5), weights={"a": (1.0, 2.0)})
    assert model.scores({"a": 2.0, "b": 9.0}) == [2.5, 3.5]


def test_odds_and_probabilities() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(log_odds(0.8)) == pytest.approx(0.8, abs=1e-3)
    assert logistic(-1000.0) > 0
