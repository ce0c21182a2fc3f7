"""Which names are worth comparing? Those that share a key: the consonants of a word, or of two words in any order.

A key held by very many is not dropped but refined: by a second word, and then by what stands beside the name (body, place), so
that the number of candidates grows with the number of names and not with its square. Of many of one name each is compared with
those alone with which it shares the rarest companions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from importlib.util import find_spec
from itertools import combinations

import numpy as np

from probanda.resolve.sound import consonants, skeleton
from probanda.resolve.words import MARK, Word

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


def propose(names: Sequence[tuple[Sequence[str], Sequence[str]]], contexts: Sequence[Iterable[str]]) -> list[tuple[int, int]]:
    """`candidates`, by whichever engine suits the number of names."""
    if len(names) < SQL_FROM or find_spec("duckdb") is None:
        return candidates(names, contexts, partners=PARTNERS)
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
    return sorted(zip(left.tolist(), right.tolist(), strict=True))


def candidates(
    names: Sequence[tuple[Sequence[str], Sequence[str]]],
    contexts: Sequence[Iterable[Hashable]],
    cap: int = CAP,
    *,
    partners: int | None = None,
) -> list[tuple[int, int]]:
    """Pairs of positions to compare, each once, in order. `contexts` are what refines a block that is too large.

    With `partners`, pairs of a refined block are left out when both names have so many already from smaller ones.
    """
    out: set[tuple[int, int]] = set()
    for place in (0, 1):
        large = _gather(((key, i) for i, both in enumerate(names) for key in both[place]), cap, out)
        if place == 1:
            refined = (((key, context), i) for key, held in large for i in held for context in contexts[i])
            if partners is None:
                _gather(refined, cap, out)
            else:
                out |= _rarest(refined, cap, partners)
    return sorted(out)


def _gather(rows: Iterable[tuple[Hashable, int]], cap: int, out: set[tuple[int, int]]) -> list[tuple[Hashable, list[int]]]:
    blocks = _blocks(rows)
    for held in blocks.values():
        if len(held) <= cap:
            out.update(combinations(held, 2))
    return [(key, held) for key, held in blocks.items() if len(held) > cap]


def _blocks(rows: Iterable[tuple[Hashable, int]]) -> dict[Hashable, list[int]]:
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for key, i in rows:
        blocks[key].append(i)
    return blocks


def _rarest(rows: Iterable[tuple[Hashable, int]], cap: int, partners: int) -> set[tuple[int, int]]:
    """Pairs of blocks of at most `cap`, small blocks first, until each name has its partners. The order of rows plays no part."""
    # What few share tells most; blocks of one size stand in the order of their members, which no order of sources changes.
    blocks = sorted({tuple(sorted(held)) for held in _blocks(rows).values() if 1 < len(held) <= cap}, key=lambda b: (len(b), b))
    out: set[tuple[int, int]] = set()
    count: Counter[int] = Counter()
    for block in blocks:
        for pair in combinations(block, 2):
            if pair not in out and (count[pair[0]] < partners or count[pair[1]] < partners):
                out.add(pair)
                count.update(pair)
    return out
