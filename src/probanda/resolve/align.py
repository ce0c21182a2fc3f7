"""Comparing names by the thousand: words against words, the best assignment of words to words, and what is left over.

All is arithmetic over columns (NumPy) and two native string distances (RapidFuzz), so that a pair costs a few microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from probanda.resolve.particles import FAITH, GOD, KUNYA, PLAIN, SERVANT
from probanda.resolve.words import BLANK, Word, Words, is_known

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Strings = npt.NDArray[np.object_]

WIDTH = 7
"""Words of a name that are compared; longer names are cut in the middle of the chain of fathers."""
MATCH = 0.6
_LEAST = 2 * MATCH - 1.0
"""The least similarity at which two words may stand for one name."""

# How far a compound name may stand for its first part alone: Nasir for Nasir al-Din often, Rahman for Abd al-Rahman seldom.
_KINDS = np.full((5, 5), 0.3, np.float32)
for _a, _b, _value in ((PLAIN, SERVANT, 0.6), (PLAIN, KUNYA, 0.5), (PLAIN, FAITH, 0.75), (PLAIN, GOD, 0.8), (FAITH, GOD, 0.6)):
    _KINDS[_a, _b] = _KINDS[_b, _a] = _value
np.fill_diagonal(_KINDS, 1.0)


class Columns:
    """The distinct words of a table as columns."""

    def __init__(self, table: Words) -> None:
        words = table.words or [BLANK]
        self.sound = np.array([w.sound for w in words], dtype=object)
        self.skeleton = np.array([w.skeleton for w in words], dtype=object)
        self.kind = np.array([w.kind for w in words], dtype=np.int8)
        self.weight = np.array([w.weight for w in words], dtype=np.float32)
        self.abjad = np.array([w.abjad for w in words], dtype=bool)
        self.length = np.array([len(w.sound) for w in words], dtype=np.int16)
        self.initial = np.array([ord(w.sound[:1] or " ") for w in words], dtype=np.int32)
        self.classes, self.shares = _classes(words)
        self.mohammed = np.array([any(name == "محمد" for name, _ in w.classes) for w in words], dtype=bool)
        self.known = np.array([is_known(w) for w in words], dtype=bool)


def _classes(words: Sequence[Word]) -> tuple[Ints, Floats]:
    numbers: dict[str, int] = {}
    classes = np.full((len(words), 3), -1, dtype=np.int64)
    shares = np.zeros((len(words), 3), dtype=np.float32)
    for i, word in enumerate(words):
        for j, (name, share) in enumerate(word.classes):
            classes[i, j] = numbers.setdefault(name, len(numbers))
            shares[i, j] = share
    return classes, shares


def matrix(names: Sequence[Sequence[int]]) -> Ints:
    """Names as rows of word numbers, filled with -1."""
    rows = np.full((len(names), WIDTH), -1, dtype=np.int64)
    for i, numbers in enumerate(names):
        kept = numbers if len(numbers) <= WIDTH else [*numbers[: WIDTH - 2], *numbers[-2:]]
        rows[i, : len(kept)] = kept
    return rows


def similarity(columns: Columns, left: Ints, right: Ints) -> Floats:
    """How far `left[i]` and `right[i]` may be one name, 0 to 1; negative where both are known names and not the same."""
    from rapidfuzz.distance import OSA, Levenshtein
    from rapidfuzz.process import cpdist

    scores = np.zeros(len(left), dtype=np.float32)
    attested = _overlap(columns, left, right)
    # Consonants first, which are short: where they share next to nothing, no vowels can reach MATCH.
    bones: Any = cpdist(
        columns.skeleton[left], columns.skeleton[right], scorer=Levenshtein.normalized_similarity, score_cutoff=_LEAST
    )
    near = bones >= _LEAST
    heard = np.zeros(len(left), dtype=np.float32)
    sounds = columns.sound[left[near]], columns.sound[right[near]]
    heard[near] = cpdist(*sounds, scorer=OSA.normalized_similarity, score_cutoff=_LEAST)
    vowelless = columns.abjad[left] | columns.abjad[right]
    scores = np.where(vowelless, 0.15 + 0.8 * bones, 0.5 * heard + 0.5 * bones)
    scores = np.where((columns.length[left] <= 2) & (heard < 1), scores * 0.8, scores)
    scores = np.where(attested > 0.3, np.maximum(scores, 0.9 + 0.1 * attested), scores)
    letter = (columns.length[left] == 1) | (columns.length[right] == 1)
    same_letter = columns.initial[left] == columns.initial[right]
    scores = np.where(letter, np.where(same_letter, 0.8, 0.0), scores)
    scores = scores * _KINDS[columns.kind[left], columns.kind[right]]
    # Two known names, each at times spelled like the other (Salem, Salim): neither one nor apart.
    scores = np.where((attested > 0.02) & (attested <= 0.3) & (heard < 1), scores * 0.8, scores)
    # Both are known names, and not the same: Mahmoud and Mohamed.
    apart = (attested >= 0) & (attested <= 0.02) & (heard < 1)
    return np.where(left == right, 1.0, np.where(apart, -scores, scores)).astype(np.float32)


def _overlap(columns: Columns, left: Ints, right: Ints) -> Floats:
    """The attested names that two words share, 0 to 1; -1 where either word is attested nowhere."""
    shared = np.zeros(len(left), dtype=np.float32)
    for i in range(3):
        for j in range(3):
            same = (columns.classes[left, i] == columns.classes[right, j]) & (columns.classes[left, i] >= 0)
            shared += np.where(same, np.minimum(columns.shares[left, i], columns.shares[right, j]), 0.0)
    unknown = ~(columns.known[left] & columns.known[right]) & (shared == 0)
    return np.where(unknown, -1.0, shared).astype(np.float32)


def grid(columns: Columns, left: Ints, right: Ints) -> Floats:
    """Similarities of all words of each pair of names, shape (pairs, words, words); distinct pairs of words are compared once."""
    there = (left >= 0)[:, :, None] & (right >= 0)[:, None, :]
    codes = (left[:, :, None] * len(columns.weight) + right[:, None, :])[there]
    distinct, back = np.unique(codes, return_inverse=True)
    out = np.zeros(there.shape, dtype=np.float32)
    out[there] = similarity(columns, distinct // len(columns.weight), distinct % len(columns.weight))[back]
    return out


def assign(scores: Floats) -> tuple[Ints, Floats]:
    """For each word of the left name the word of the right that it is matched with (-1: none), best first, and how well."""
    n, width = scores.shape[:2]
    # Words in the same place win ties: "Ali Hassan Ali" and "Ali Ali".
    rest = np.where(scores >= MATCH, scores - _distance(width), 0.0).astype(np.float32)
    partner = np.full((n, width), -1, dtype=np.int64)
    quality = np.zeros((n, width), dtype=np.float32)
    active = np.arange(n)
    for _ in range(width):
        flat = rest.reshape(len(active), -1)
        best = flat.argmax(1)
        found = flat[np.arange(len(active)), best] > 0
        active, best, rest = active[found], best[found], rest[found]
        if not len(active):
            break
        row, column, each = best // width, best % width, np.arange(len(active))
        partner[active, row] = column
        quality[active, row] = scores[active, row, column]
        rest[each, row, :] = 0.0
        rest[each, :, column] = 0.0
    return partner, quality


def _distance(width: int) -> Floats:
    place = np.arange(width)
    return np.asarray(0.001 * np.abs(place[:, None] - place[None, :]), dtype=np.float32)


def prepared(table: Words, numbers: list[list[int]]) -> tuple[Columns, Ints, Strings, Strings]:
    """Columns of the words, names as rows, and the sounds and the consonants of each name as a whole."""
    columns = Columns(table)
    sounds, bones = columns.sound.tolist(), columns.skeleton.tolist()
    whole = np.array(["".join([sounds[i] for i in row]) for row in numbers], dtype=object)
    frame = np.array(["".join([bones[i] for i in row]) for row in numbers], dtype=object)
    return columns, matrix(numbers), whole, frame
