"""What the encoder's heads make of a text: the roles of its phrases, the kinds of incident, which names belong together.

Trained with the encoder by `benchmarks/_train_encoder.py` on MUC-4; weights in `data/models/filler_heads.npz`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np

from probanda.extract.encoder import Array, Encoded, encode

ROLES = 5
_WIDEST = 10
_LEAST = -8.0


@dataclass(frozen=True)
class Judged:
    """Log odds by phrase (roles if the text reports an incident, then roles as such), by kind (the last: none), and a vector
    for each phrase; `names` are the phrases of each name, `heads` the weights that made all of it."""

    phrases: Array
    kinds: Array
    vectors: Array
    names: Mapping[str, Sequence[int]]
    heads: Mapping[str, Array]

    @cached_property
    def named(self) -> dict[str, Array]:
        """Log odds by name: those of all its phrases taken together."""
        return {name: np.logaddexp.reduce(self.phrases[list(at)], axis=0) for name, at in self.names.items()}

    @cached_property
    def _tops(self) -> Array:
        rows = [row[ROLES:] for row in self.named.values()]
        return np.array(rows, np.float32).reshape(-1, ROLES)

    def features(self, name: str, role: int) -> list[float]:
        """What speaks for a name in a role: its own log odds, those of its other roles, its rank, and the likeliest kind."""
        row = self.named[name]
        own = float(row[ROLES + role])
        others = max(float(row[ROLES + k]) for k in range(ROLES) if k != role)
        rank = math.log1p(float((self._tops[:, role] > own).sum()))
        return [float(row[role]), own, others, rank, float(self._tops.max()), float(self.kinds_of(name).max())]

    def kinds_of(self, name: str) -> Array:
        """Log odds of each kind for the incident in which a name takes part."""
        kinds: Array = self._vector(name) @ self.heads["kindof.weight"].T + self.heads["kindof.bias"]
        return kinds

    def same(self, one: str, other: str) -> float:
        """Log odds that two names take part in one incident."""
        table, a, b = self.heads, self._vector(one), self._vector(other)
        hidden = gelu(np.concatenate([a + b, abs(a - b), a * b]) @ table["pair1.weight"].T + table["pair1.bias"])
        return float((hidden @ table["pair2.weight"].T + table["pair2.bias"])[0])

    def _vector(self, name: str) -> Array:
        at = list(self.names[name])
        best = self.phrases[at, ROLES:].max(1)
        weights = np.exp(best - best.max())
        vector: Array = (weights / weights.sum()) @ self.vectors[at]
        return vector


def judge(text: str, spans: Sequence[tuple[int, int]], names: Mapping[str, Sequence[int]]) -> Judged:
    """Judge the phrases at the characters `spans` of a text; `names` gives the positions among them by name."""
    encoded, table = encode(text), heads()
    ends = np.array([encoded.pieces(*span) for span in spans], int).reshape(-1, 2)
    width = np.minimum(ends[:, 1] - ends[:, 0], _WIDEST)
    both = np.hstack([encoded.states[ends[:, 0]], encoded.states[ends[:, 1]]])
    vectors = gelu(both @ table["span.weight"].T + table["span.bias"] + table["width.weight"][width])
    return Judged(vectors @ table["role.weight"].T + table["role.bias"], _kinds(encoded, table), vectors, names, table)


def _kinds(encoded: Encoded, table: Mapping[str, Array]) -> Array:
    """The whole text as the weighted mean of its states beside its opening."""
    weights = encoded.states @ table["att.weight"][0]
    weights = np.exp(weights - weights.max()) if len(weights) else weights
    whole = (weights / max(weights.sum(), 1e-9)) @ encoded.states
    hidden = gelu(np.concatenate([whole, encoded.opening]) @ table["doc.weight"].T + table["doc.bias"])
    kinds: Array = hidden @ table["kind.weight"].T + table["kind.bias"]
    return kinds


def gelu(values: Array) -> Array:
    """The activation of Hendrycks and Gimpel (2016), by its usual approximation."""
    bent: Array = 0.5 * values * (1 + np.tanh(math.sqrt(2 / math.pi) * (values + 0.044715 * values**3)))
    return bent


@cache
def heads() -> dict[str, Array]:
    """The weights by name."""
    with files("probanda").joinpath("data", "models", "filler_heads.npz").open("rb") as packed, np.load(packed) as found:
        return {name: found[name].astype(np.float32) for name in found.files}
