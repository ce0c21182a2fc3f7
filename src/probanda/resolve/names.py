"""Names of persons compared: are these two spellings one name, and why?

    >>> compare("Khalifa Haftar", "خليفة حفتر").same
    True

A score is about names only. Two people may bear one name, so that persons are never joined on it alone (see entities.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from probanda.derived import Feature
from probanda.model import Record
from probanda.resolve import align, evidence
from probanda.resolve.align import Floats, Ints
from probanda.resolve.words import Words

_BATCH = 20_000


class Comparison(Record, frozen=True, kw_only=True):
    """How far two names are one, 0 to 1, with the reasons. `same` when the score reaches the threshold of the table."""

    score: float
    same: bool
    features: tuple[Feature, ...] = ()


def compare(left: str, right: str) -> Comparison:
    """Two names of persons, in any script. The order of the two does not matter."""
    names = Names(sorted((left, right)))
    pair = np.array([0]), np.array([1])
    matched, quantities = names.quantities(*pair)
    weights = evidence.table()
    value = float(evidence.score(quantities, weights)[0])
    reasons = (*in_words(names.words, matched), *counted(quantities, weights))
    return Comparison(score=round(value, 4), same=value >= weights.threshold, features=reasons)


class Names:
    """Names analysed once, to be compared by the thousand.

    >>> names = Names(["Khalifa Haftar", "Khalifa Hifter", "Saddam Haftar"])
    >>> [bool(s > 0.5) for s in names.score([0, 0], [1, 2])]
    [True, False]
    """

    def __init__(self, names: Sequence[str], words: Words | None = None) -> None:
        self.names = names
        self.words = words or Words()
        self.columns, self.matrix, self.whole, self.bones = align.prepared(self.words, self.words.numbers(names))
        self.length = (self.matrix >= 0).sum(1)

    def score(self, left: Sequence[int] | Ints, right: Sequence[int] | Ints) -> Floats:
        """The scores of the pairs (names[left[i]], names[right[i]])."""
        pairs = np.asarray(left, dtype=np.int64), np.asarray(right, dtype=np.int64)
        width = np.maximum(self.length[pairs[0]], self.length[pairs[1]])
        # One name after the other: its words are compared with few others in each batch, and stay in the processor's cache.
        order = np.lexsort((pairs[0], width))
        out = np.zeros(len(order), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            out[batch] = evidence.score(self.quantities(pairs[0][batch], pairs[1][batch])[1], evidence.table())
        return out

    def quantities(self, left: Ints, right: Ints) -> tuple[evidence.Matched, evidence.Quantities]:
        """What speaks for and against each pair, before it is weighed."""
        # Short names, by far the most, need not be compared in matrices as wide as the longest.
        width = max(1, int(self.length[left].max(initial=1)), int(self.length[right].max(initial=1)))
        matched = evidence.match(self.columns, self.matrix[left][:, :width], self.matrix[right][:, :width])
        found = evidence.quantities(self.columns, matched)
        return matched, found | evidence.as_a_whole(self.whole, self.bones, pairs=(left, right), found=found)


def counted(quantities: evidence.Quantities, weights: evidence.Table) -> list[Feature]:
    """One feature a quantity, with the sum of the rows that count."""
    sums: dict[str, tuple[float, str]] = {}
    for row in weights.rows:
        if quantities[row.quantity][0] >= row.bound:
            sums[row.quantity] = (sums.get(row.quantity, (0.0, ""))[0] + row.weight, row.words)
    return [Feature(name=name, weight=round(weight, 2), why=why) for name, (weight, why) in sums.items()]


def in_words(table: Words, matched: evidence.Matched) -> list[Feature]:
    """Which word stands for which, in the names as they were given (folded)."""
    words = table.words
    out = []
    for place, number in enumerate(matched.left[0]):
        if number < 0:
            continue
        partner = int(matched.partner[0, place])
        if partner < 0:
            out.append(Feature(name="word", weight=0.0, why=f"“{words[number].text}” has no counterpart"))
        else:
            other = words[matched.right[0, partner]].text
            relation = "=" if matched.quality[0, place] > evidence.SAME else "~"
            out.append(Feature(name="word", weight=0.0, why=f"“{words[number].text}” {relation} “{other}”"))
    spare = [words[n].text for n, found in zip(matched.right[0], matched.found_right[0], strict=True) if n >= 0 and not found]
    return out + [Feature(name="word", weight=0.0, why=f"“{text}” has no counterpart") for text in spare]
