"""Passages of different texts that share their wording.

Candidates come from winnowed fingerprints of five-word runs (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for
document fingerprinting", SIGMOD 2003): any shared run of seven words is met, however long the texts around it, which MinHash of
whole texts does not promise for a sentence inside an article. Each candidate is then aligned word by word, and what matched is
kept as evidence. Carriers of one fingerprint are compared with the first and with their neighbour only, so that the cost grows
with the length of the texts and not with the square of the copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from probanda.extract import rules
from probanda.weigh.passages import Passages, cut, paragraph, quotations

RUN = 5
"""Words in a fingerprint."""
WINDOW = 3
"""Of this many neighbouring fingerprints at least one is kept, so that a shared run of RUN + WINDOW - 1 words is always met."""
LONG_RUN = 14
"""So many words in a row, in one order, are not written twice by chance."""
UNUSUAL_RUN = 6
COVERED = 0.55
"""Share of the shorter passage that must be matched where no run is long."""
NEARLY_ALL = 0.85
CONTENT = 3
"""Shared words that are neither function words nor formulas of the trade; twice as many where the passages differ more."""
_CHUNK = 1 << 21

Block = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two sentences with one origin, and the words that show it: `blocks` are (left word, right word, length)."""

    left: int
    right: int
    blocks: tuple[Block, ...]
    quoted: bool = False
    """True when the shared words stand between quotation marks in both: one statement, perhaps reported by two."""


class _Part(NamedTuple):
    """What two sentences match in, inside or outside quotation marks; `shorter` counts the words there of the shorter one."""

    blocks: tuple[Block, ...]
    shorter: int
    quoted: bool


def shared(passages: Passages) -> Iterator[Shared]:
    """Pairs of sentences of different texts that share their wording, the earlier text left.

    Not every pair of a group is given, but enough to join the group.
    """
    seen: set[tuple[int, int]] = set()
    for start in candidates(passages):
        queue, near = [start], False
        while queue:
            pair = queue.pop()
            if pair in seen:
                continue
            seen.add(pair)
            if found := compare(passages, pair, near=near):
                yield from found
                queue += [p for p in ((pair[0] - 1, pair[1] - 1), (pair[0] + 1, pair[1] + 1)) if _same_texts(passages, pair, p)]
            near = True


def candidates(passages: Passages) -> list[tuple[int, int]]:
    """Pairs of sentences with a fingerprint in common."""
    prints, places = fingerprints(passages)
    order = np.argsort(prints, kind="stable")
    prints, places = prints[order], places[order]
    del order
    sentence = np.searchsorted(passages.first, places, "right") - 1
    again = np.flatnonzero(prints[1:] == prints[:-1]) + 1
    starts = np.flatnonzero(np.concatenate([[True], prints[1:] != prints[:-1]])) if len(prints) else again
    first = starts[np.searchsorted(starts, again, "right") - 1]
    left = np.concatenate([sentence[first], sentence[again - 1]])
    right = np.concatenate([sentence[again], sentence[again]])
    other = passages.text_of[left] != passages.text_of[right]
    keys = np.unique(left[other].astype(np.int64) << 32 | right[other].astype(np.int64))
    return [(int(k) >> 32, int(k) & 0xFFFFFFFF) for k in keys]


def fingerprints(passages: Passages) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The winnowed fingerprints of all texts, with the position of the word each begins at."""
    owner = np.repeat(passages.text_of, np.diff(passages.first))
    parts = [_winnow(passages.codes, owner, at) for at in range(0, len(owner), _CHUNK)]
    if not parts:
        return np.array([], np.uint64), np.array([], np.int64)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _winnow(codes: NDArray[np.uint64], owner: NDArray[np.int32], at: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    stop = min(len(codes), at + _CHUNK + RUN + WINDOW)
    words, owners = codes[at:stop], owner[at:stop]
    count = len(words) - RUN + 1
    if count <= 0:
        return np.array([], np.uint64), np.array([], np.int64)
    mixed = np.zeros(count, np.uint64)
    for shift in range(RUN):
        mixed = (mixed ^ words[shift : shift + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    whole = owners[:count] == owners[RUN - 1 :]
    mixed[~whole] = np.iinfo(np.uint64).max
    kept = _local_minima(mixed) & whole
    chosen = np.flatnonzero(kept)
    chosen = chosen[chosen < _CHUNK]
    return mixed[chosen], chosen + at


def _local_minima(values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if len(values) < WINDOW:
        return np.ones(len(values), bool)
    windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW)
    least = windows.min(axis=1)
    kept: NDArray[np.bool_] = np.zeros(len(values), bool)
    for shift in range(WINDOW):
        kept[shift : shift + len(least)] |= values[shift : shift + len(least)] == least
    return kept


def compare(passages: Passages, pair: tuple[int, int], *, near: bool = False) -> list[Shared]:
    """What two sentences share, when it is too much for chance: quoted words and the words around them each for themselves.

    `near` asks less: the sentences beside them are shared.
    """
    left, right = passages.words(pair[0]), passages.words(pair[1])
    blocks = _blocks(left, right)
    if not blocks or max(size for _, _, size in blocks) < (2 if near else RUN):
        return []
    quoted = [_quoted(passages, sentence) for sentence in pair]
    found = []
    for inside in (False, True) if all(map(any, quoted)) else (False,):
        shorter = min(sum(flag == inside for flag in flags) for flags in quoted)
        part = _Part(_within(blocks, quoted, inside=inside), shorter, inside)
        if part.blocks and _too_much(part, left, near=near):
            found.append(Shared(*pair, blocks=part.blocks, quoted=inside))
    return found


def _blocks(left: list[int], right: list[int]) -> tuple[Block, ...]:
    if left == right:
        return ((0, 0, len(left)),) if len(left) > 1 else ()
    found = LCSseq.editops(left, right).as_matching_blocks()
    return tuple((b.a, b.b, b.size) for b in found if b.size > 1)


def _within(blocks: tuple[Block, ...], quoted: list[list[bool]], *, inside: bool) -> tuple[Block, ...]:
    """Of matching blocks, the runs that stand inside (or outside) quotation marks in both sentences."""
    if not any(quoted[0]) and not any(quoted[1]):
        return blocks
    kept = []
    for left, right, size in blocks:
        runs = groupby(range(size), key=lambda i: quoted[0][left + i] == quoted[1][right + i] == inside)
        for fits, steps in runs:
            run = list(steps)
            if fits and len(run) > 1:
                kept.append((left + run[0], right + run[0], len(run)))
    return tuple(kept)


def _too_much(part: _Part, words: list[int], *, near: bool) -> bool:
    """Whether the matching words of a part are more than chance and the formulas of the trade explain."""
    longest = max(size for _, _, size in part.blocks)
    covered = sum(size for _, _, size in part.blocks if size > 2 or near) / max(1, part.shorter)
    if near and covered >= 0.7 and part.shorter > 2:
        return True
    telling = len({w for left, _, size in part.blocks if size > 2 for w in words[left : left + size]} - _formulas())
    if longest < UNUSUAL_RUN or telling < (2 if part.quoted else CONTENT):
        return False
    return longest >= LONG_RUN or covered >= NEARLY_ALL or (covered >= COVERED and telling >= 2 * CONTENT)


@cache
def _formulas() -> frozenset[int]:
    words = " ".join(w for group in rules.load("formulas").values() for w in group)
    return frozenset(cut([words]).words(0))


def _quoted(passages: Passages, sentence: int) -> list[bool]:
    """For each word of a sentence, whether it stands between quotation marks, which may open or close in another sentence."""
    known = passages.quoted
    if sentence not in known:
        known[sentence] = _looked_up(passages, sentence)
    return known[sentence]


def _looked_up(passages: Passages, sentence: int) -> list[bool]:
    text, start, end = passages.place(sentence)
    body = passages.bodies[text]
    marks = quotations(body, *paragraph(body, start, end))
    if not marks:
        return [False] * int(passages.first[sentence + 1] - passages.first[sentence])
    return [any(a < low and high < b for a, b in marks) for low, high in passages.word_places(sentence)]


def _same_texts(passages: Passages, pair: tuple[int, int], other: tuple[int, int]) -> bool:
    top = len(passages.text_of)
    return all(0 <= o < top and passages.text_of[o] == passages.text_of[p] for o, p in zip(other, pair, strict=True))
