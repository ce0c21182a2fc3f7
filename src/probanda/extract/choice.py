"""A choice among the candidates that a text itself names (its countries, its dates), by a weighted sum of features of each.

Conditional logit: the chance of a candidate is the softmax of its score over the candidates of the same text, so nothing is ever
chosen that the text does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

Features = Mapping[str, float]
Candidate = TypeVar("Candidate")


class Choice(msgspec.Struct, frozen=True):
    """Weights by name of feature; a feature without a weight counts nothing."""

    weights: dict[str, float]

    def score(self, features: Features) -> float:
        """The weighted sum: what speaks for a candidate."""
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def best(self, candidates: Mapping[Candidate, Features]) -> Candidate | None:
        """The candidate with the highest score, the first of equals; None where there is none."""
        return max(candidates, key=lambda c: self.score(candidates[c]), default=None)


def shares(counts: Sequence[float]) -> list[float]:
    """Each count as a part of their sum; zeros where all are zero."""
    total = sum(counts)
    return [count / total if total else 0.0 for count in counts]
