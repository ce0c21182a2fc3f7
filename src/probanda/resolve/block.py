"""Which names are worth comparing? Those that share a key: the consonants of a word, or of two words in any order.

A key held by very many is not dropped but refined: by a second word, and then by what stands beside the name (body, place), so
that the number of candidates grows with the number of names and not with its square. Of many of one name each is compared with
those alone with which it shares the rarest companions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import combinations

import numpy as np
import numpy.typing as npt

from probanda.resolve.sound import consonants, skeleton
from probanda.resolve.words import MARK, Word

Ints = npt.NDArray[np.int64]
Keys = tuple[Sequence[str], Sequence[str]]
CAP = 100
"""A block of more names than this is refined."""
PARTNERS = 40
"""With so many others at least a name of a very large block is compared, if it shares a companion with so many."""
_WORDS = 5


def word_keys(word: Word) -> list[str]:
    """The keys of one word: its consonants as heard, and those of the Arabic name it is attested to write."""
    keys = {word.skeleton[:8] or word.sound}
    for name, share in word.classes:
        if share >= 0.3 and name[0] != "=":
            keys.add(skeleton(consonants(name))[:8] or name)
    return sorted(keys - {""})


def keys(words: Sequence[Word]) -> tuple[list[str], list[str]]:
    """Keys of single words, and keys of pairs of words, of one name. Order does not matter; concepts count only in pairs."""
    chosen = [*words[: _WORDS - 1], words[-1]] if len(words) > _WORDS else list(words)
    each = [word_keys(word) for word in chosen]
    proper = [i for i, word in enumerate(chosen) if word.text[0] != MARK]
    single = {key for i in (proper or range(len(chosen))) for key in each[i]}
    pairs = {"|".join(sorted((a, b))) for left, right in combinations(each, 2) for a in left for b in right}
    return sorted(single), sorted(pairs)


SQL_FROM = 1_000_000
"""Names from which blocking is left to a database, which needs less memory and may spill."""


def propose(names: Sequence[Keys], contexts: Sequence[Iterable[str]]) -> tuple[Ints, Ints]:
    """The pairs of `candidates` as two columns, by whichever engine suits the number of names."""
    if len(names) < SQL_FROM or find_spec("duckdb") is None:
        return _columns(names, contexts, cap=CAP, partners=PARTNERS)
    from probanda.resolve.block_sql import candidates_sql

    numbers: dict[Hashable, int] = {}
    keyed = {
        (kind, numbers.setdefault((kind, k), len(numbers)), i)
        for i, both in enumerate(names)
        for kind in (0, 1)
        for k in both[kind]
    }
    beside = {(i, numbers.setdefault(context, len(numbers))) for i, held in enumerate(contexts) for context in held}
    columns = np.array(sorted(keyed), dtype=np.int64).reshape(-1, 3).T, np.array(sorted(beside), dtype=np.int64).reshape(-1, 2).T
    left, right = candidates_sql((columns[0][0], columns[0][1], columns[0][2]), (columns[1][0], columns[1][1]), cap=CAP)
    order = np.lexsort((right, left))
    return left[order], right[order]


def candidates(
    names: Sequence[Keys], contexts: Sequence[Iterable[Hashable]], cap: int = CAP, *, partners: int | None = None
) -> list[tuple[int, int]]:
    """Pairs of positions to compare, each once, in order. `contexts` are what refines a block that is too large.

    With `partners`, pairs of a refined block are left out when both names have so many already from smaller ones.
    """
    left, right = _columns(names, contexts, cap=cap, partners=partners)
    return list(zip(left.tolist(), right.tolist(), strict=True))


def _columns(
    names: Sequence[Keys], contexts: Sequence[Iterable[Hashable]], *, cap: int, partners: int | None
) -> tuple[Ints, Ints]:
    n = max(1, len(names))
    found = []
    for place in (0, 1):
        blocks = _blocks((key, i) for i, both in enumerate(names) for key in both[place])
        # Several keys of one name mostly hold the same others: each such block counts once.
        found.append(_within({tuple(held) for held in blocks.values() if 1 < len(held) <= cap}, n))
        if place == 1:
            refined = set(_refined([held for held in blocks.values() if len(held) > cap], contexts, cap))
            found.append(_within(refined, n) if partners is None else _rarest(refined, n, partners))
    codes = distinct(np.concatenate(found))
    return codes // n, codes % n


def _blocks(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for key, i in rows:
        blocks[key].append(i)
    return blocks


def distinct(codes: Ints) -> Ints:
    """Numbers of zero or more, each once, in order: several times as fast as the hashing of `numpy.unique`."""
    ordered = np.sort(codes)
    return np.asarray(ordered[np.diff(ordered, prepend=-1) > 0])


_AT_ONCE = 2_000_000
Block = tuple[int, ...]


def _within(blocks: Iterable[Block], n: int) -> Ints:
    """All pairs within blocks, as numbers `n * first + second`; blocks of one size are taken together."""
    sizes: dict[int, list[Block]] = defaultdict(list)
    for held in blocks:
        sizes[len(held)].append(held)
    found = np.zeros(0, dtype=np.int64)
    for size, alike in sizes.items():
        first, second = np.triu_indices(size, 1)
        step = max(1, _AT_ONCE // len(first))
        parts = [np.array(alike[start : start + step], dtype=np.int64) for start in range(0, len(alike), step)]
        codes = [distinct((rows[:, first] * n + rows[:, second]).ravel()) for rows in parts]
        found = distinct(np.concatenate([found, *codes]))
    return found


def _refined(large: Iterable[Sequence[int]], contexts: Sequence[Iterable[Hashable]], cap: int) -> Iterator[Block]:
    """The members of large blocks that share something beside them, as blocks of at most `cap`."""
    numbers: dict[Hashable, int] = {}
    columns: dict[int, Ints] = {}
    for held in large:
        for i in held:
            # The names of one text share what stands beside them, as one object.
            if id(contexts[i]) not in columns:
                beside = [numbers.setdefault(context, len(numbers)) for context in contexts[i]]
                columns[id(contexts[i])] = np.array(beside, dtype=np.int64)
        of = [columns[id(contexts[i])] for i in held]
        beside_all = np.concatenate(of)
        members = np.repeat(np.array(held, dtype=np.int64), [len(each) for each in of])
        order = np.lexsort((members, beside_all))
        members, ends = members[order], np.flatnonzero(np.diff(beside_all[order])) + 1
        bounds = np.concatenate([[0], ends, [len(members)]])
        sizes = np.diff(bounds)
        for at in np.flatnonzero((sizes > 1) & (sizes <= cap)).tolist():
            yield tuple(members[bounds[at] : bounds[at + 1]].tolist())


def _rarest(blocks: Iterable[Block], n: int, partners: int) -> Ints:
    """Pairs within blocks, small blocks first, until each name has its partners. The order of rows plays no part."""
    out: set[int] = set()
    count = [0] * n
    # What few share tells most; blocks of one size stand in the order of their members, which no order of sources changes.
    for block in sorted(blocks, key=lambda b: (len(b), b)):
        if all(count[i] >= partners for i in block):
            continue
        for a, b in combinations(block, 2):
            if (count[a] < partners or count[b] < partners) and a * n + b not in out:
                out.add(a * n + b)
                count[a] += 1
                count[b] += 1
    return np.fromiter(out, dtype=np.int64, count=len(out))
