"""Linear models whose weights lie in files: over a row of numbers, and over a bag of named features."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec


class Linear(msgspec.Struct, frozen=True):
    """One row of weights per class, the constant last; features are centred and scaled first."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]

    def scores(self, features: Sequence[float]) -> list[float]:
        """The score of each class (the log of its odds, for a model of one class)."""
        row = [(f - m) / s for f, m, s in zip(features, self.mean, self.scale, strict=True)]
        return [sum(w * x for w, x in zip(each, row, strict=False)) + each[-1] for each in self.weights]


class Bag(msgspec.Struct, frozen=True):
    """A constant per class, and weights by feature, one number per class; unknown features weigh nothing."""

    constants: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def scores(self, features: Mapping[str, float]) -> list[float]:
        """The score of each class."""
        sums = list(self.constants)
        for name, value in features.items():
            for k, weight in enumerate(self.weights.get(name, ())):
                sums[k] += value * weight
        return sums


def logistic(score: float) -> float:
    """A score as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def log_odds(chance: float) -> float:
    """A probability as the log of its odds, held within about nine."""
    return math.log((chance + 1e-4) / (1 - chance + 1e-4))
