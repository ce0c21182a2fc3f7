"""What two texts both name, summed for millions of pairs of texts: each companion weighs the more, the fewer texts name it.

Weights are whole numbers, so that a sum does not depend on its order, and one name can be taken out of it again exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
UNIT = 1_000_000_000
"""Weights are in billionths of a natural log."""


class Beside:
    """The names of one kind that each text holds."""

    def __init__(self, held: Sequence[Mapping[str, str]], worth: Mapping[str, int]) -> None:
        """`held` gives for each text, by its number, the keys of what it names; `worth` the weight of each key."""
        self.number = {key: i for i, key in enumerate(dict.fromkeys(key for keys in held for key in keys))}
        self._worth = np.array([worth[key] for key in self.number], dtype=np.int64)
        rows = [sorted(self.number[key] for key in keys) for keys in held]
        self._ends = np.cumsum([0, *map(len, rows)])
        self._columns = np.array([number for row in rows for number in row], dtype=np.int64)
        texts = np.repeat(np.arange(len(rows)), np.diff(self._ends))
        self._codes = texts * max(1, len(self.number)) + self._columns

    def shared(self, left: Ints, right: Ints, *, but: tuple[Ints, Ints]) -> Ints:
        """For each pair of texts the weight of what both name, less that of two keys each (-1 for none)."""
        low, high = np.minimum(left, right), np.maximum(left, right)
        texts = len(self._ends)
        distinct, back = np.unique(low * texts + high, return_inverse=True)
        total = self._sums(distinct // texts, distinct % texts)[back]
        first, second = but
        total -= self._own(first, left, right)
        return np.asarray(total - np.where(first == second, 0, self._own(second, left, right)), dtype=np.int64)

    def _own(self, keys: Ints, left: Ints, right: Ints) -> Ints:
        if not len(self._codes):
            return np.zeros(len(keys), dtype=np.int64)
        there = (keys >= 0) & self._holds(left, keys) & self._holds(right, keys)
        return np.where(there, self._worth[np.maximum(keys, 0)], 0)

    def _holds(self, texts: Ints, keys: Ints) -> npt.NDArray[np.bool_]:
        codes = texts * len(self._worth) + keys
        at = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return np.asarray(self._codes[at] == codes)

    def _sums(self, left: Ints, right: Ints) -> Ints:
        """The sums of pairs of texts, which stand in order of the left ones: each of those is marked once."""
        out = np.zeros(len(left), dtype=np.int64)
        marked = np.zeros(len(self._worth), dtype=np.int64)
        bounds = np.flatnonzero(np.diff(left)) + 1
        for start, end in zip([0, *bounds.tolist()], [*bounds.tolist(), len(left)], strict=True):
            if start == end:
                continue
            here = self._columns[self._ends[left[start]] : self._ends[left[start] + 1]]
            marked[here] = self._worth[here]
            out[start:end] = self._gathered(marked, right[start:end])
            marked[here] = 0
        return out

    def _gathered(self, marked: Ints, texts: Ints) -> Ints:
        lengths = self._ends[texts + 1] - self._ends[texts]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(self._ends[texts] - (ends - lengths), lengths)
        sums = np.concatenate([[0], np.cumsum(marked[self._columns[places]])])
        return np.asarray(sums[ends] - sums[ends - lengths], dtype=np.int64)
