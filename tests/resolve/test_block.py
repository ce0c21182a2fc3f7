"""Blocking: spellings meet, oversized blocks are refined and not dropped, and both engines agree."""

from __future__ import annotations

import numpy as np
import pytest

from probanda.resolve.block import candidates, keys
from probanda.resolve.words import Words


def keys_of(*names: str) -> list[tuple[list[str], list[str]]]:
    words = Words()
    rows = words.numbers(names)
    return [keys([words.words[n] for n in row]) for row in rows]


@pytest.mark.parametrize("other", ["Haroun Bakouche", "هارون بكوش", "Bakoush, Harun", "Harun Idris Bakoush"])
def test_spellings_share_a_key(other: str) -> None:
    assert candidates(keys_of("Harun Bakoush", other), [(), ()]) == [(0, 1)]


def test_strangers_share_none() -> None:
    assert candidates(keys_of("Harun Bakoush", "Salma Tahiri"), [(), ()]) == []


def test_an_oversized_block_is_refined_by_what_stands_beside_the_names() -> None:
    names = keys_of(*["Harun Bakoush"] * 6)
    contexts = [("court",), ("court",), ("front",), ("front",), (), ()]
    assert candidates(names, contexts, cap=4) == [(0, 1), (2, 3)]


def test_the_sql_gives_the_same_pairs() -> None:
    duckdb = pytest.importorskip("duckdb")
    assert duckdb
    from probanda.resolve.block_sql import candidates_sql

    chance = np.random.default_rng(7)
    names = [([f"s{i}" for i in chance.integers(0, 40, 2)], [f"p{i}" for i in chance.integers(0, 25, 2)]) for _ in range(300)]
    around = [tuple(chance.integers(0, 6, 2).tolist()) for _ in names]
    numbers: dict[str, int] = {}
    rows = {(kind, numbers.setdefault(k, len(numbers)), n) for n, both in enumerate(names) for kind in (0, 1) for k in both[kind]}
    columns = np.array(sorted(rows), dtype=np.int64).T
    beside = np.array(sorted({(n, c) for n, held in enumerate(around) for c in held}), dtype=np.int64).T
    left, right = candidates_sql((columns[0], columns[1], columns[2]), (beside[0], beside[1]), cap=12)
    unique = [(sorted(set(single)), sorted(set(pairs))) for single, pairs in names]
    assert sorted(zip(left.tolist(), right.tolist(), strict=True)) == candidates(unique, [set(a) for a in around], cap=12)
