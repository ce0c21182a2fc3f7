"""Blocking: spellings meet, oversized blocks are refined and not dropped, and both engines agree."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import numpy as np
import pytest

from probanda.resolve.block import candidates, keys, propose
from probanda.resolve.block_sql import STATEMENTS, candidates_spark, candidates_sql
from probanda.resolve.words import Words

Keyed = list[tuple[list[str], list[str]]]


def keys_of(*names: str) -> Keyed:
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


def test_of_very_many_of_one_name_each_is_compared_with_those_beside_the_rarest_companions() -> None:
    names = keys_of(*["Harun Bakoush"] * 9)
    contexts = [("capital", "court") if i in (2, 7) else ("capital",) for i in range(8)] + [("village",)]
    assert (2, 7) in candidates(names, contexts, cap=8, partners=1)
    every, few = candidates(names, contexts, cap=8), candidates(names, contexts, cap=8, partners=1)
    assert len(every) == 28
    assert set(few) < set(every)
    assert {name for pair in few for name in pair} == set(range(8))


def made_up() -> tuple[Keyed, list[tuple[int, ...]]]:
    chance = np.random.default_rng(7)
    names = [([f"s{i}" for i in chance.integers(0, 40, 2)], [f"p{i}" for i in chance.integers(0, 25, 2)]) for _ in range(300)]
    return [(sorted(set(a)), sorted(set(b))) for a, b in names], [tuple(set(chance.integers(0, 6, 2).tolist())) for _ in names]


def as_columns(
    names: list[tuple[list[str], list[str]]], around: list[tuple[int, ...]]
) -> tuple[list[list[int]], list[list[int]]]:
    numbers: dict[str, int] = {}
    keys = [[kind, numbers.setdefault(k, len(numbers)), n] for n, both in enumerate(names) for kind in (0, 1) for k in both[kind]]
    return keys, [[n, c] for n, held in enumerate(around) for c in held]


def test_duckdb_gives_the_same_pairs() -> None:
    pytest.importorskip("duckdb")
    names, around = made_up()
    keys, beside = (np.array(rows, dtype=np.int64).T for rows in as_columns(names, around))
    left, right = candidates_sql((keys[0], keys[1], keys[2]), (beside[0], beside[1]), cap=12)
    assert sorted(zip(left.tolist(), right.tolist(), strict=True)) == candidates(names, around, cap=12)


def test_many_names_are_left_to_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    names, around = made_up()
    beside = [[f"c{c}" for c in held] for held in around]
    small = [column.tolist() for column in propose(names, beside)]
    monkeypatch.setattr("probanda.resolve.block.SQL_FROM", 10)
    assert [column.tolist() for column in propose(names, beside)] == small


def test_the_statements_run_on_another_engine_as_they_are() -> None:
    names, around = made_up()
    keys, beside = as_columns(names, around)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE keys (kind, key, name)")
        database.execute("CREATE TABLE around (name, context)")
        database.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)
        database.executemany("INSERT INTO around VALUES (?, ?)", beside)
        for step in ("sizes", "blocks", "refined"):
            database.execute(STATEMENTS[step].format(cap=12))
        found = database.execute(STATEMENTS["pairs"].format(cap=12)).fetchall()
    assert sorted(found) == candidates(names, around, cap=12)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark session of this machine alone: no port is opened to others, nothing is asked for elsewhere."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed (extra: spark)")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none")
    quiet = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = sql.SparkSession.builder.master("local[1]").config(map=quiet | {"spark.sql.shuffle.partitions": "1"})
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.slow
def test_the_statements_run_on_spark(spark: Any) -> None:
    names, around = made_up()
    keys, beside = as_columns(names, around)
    spark.createDataFrame(keys, "kind bigint, key bigint, name bigint").createOrReplaceTempView("keys")
    spark.createDataFrame(beside, "name bigint, context bigint").createOrReplaceTempView("around")
    found = sorted((row.a, row.b) for row in candidates_spark(spark, cap=12).collect())
    assert found == candidates(names, around, cap=12)
