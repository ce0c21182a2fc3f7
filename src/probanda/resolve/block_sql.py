"""Blocking past a hundred thousand names, in DuckDB: the rule of block.py as four statements that any SQL engine can run.

    keys(kind, key, name)    kind 0: of one word, kind 1: of two        around(name, context)

The statements are plain SQL (joins, counts, unions); on one machine DuckDB runs them in memory and spills to a folder, beyond one
machine Spark runs them on a cluster.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

STATEMENTS = {
    "sizes": "CREATE TEMP TABLE sizes AS SELECT kind, key, count(*) AS n FROM keys GROUP BY kind, key HAVING count(*) > 1",
    "blocks": """
        CREATE TEMP TABLE blocks AS
        SELECT k.key AS key, CAST(-1 AS BIGINT) AS context, k.name AS name
        FROM keys k JOIN sizes s ON s.kind = k.kind AND s.key = k.key WHERE s.n <= {cap}
    """,
    "refined": """
        CREATE TEMP TABLE refined AS
        SELECT k.key AS key, a.context AS context, k.name AS name
        FROM keys k JOIN sizes s ON s.kind = k.kind AND s.key = k.key JOIN around a ON a.name = k.name
        WHERE s.n > {cap} AND s.kind = 1
    """,
    "pairs": """
        SELECT DISTINCT a.name AS a, b.name AS b FROM blocks a JOIN blocks b ON a.key = b.key AND a.name < b.name
        UNION
        SELECT DISTINCT a.name AS a, b.name AS b FROM refined a
        JOIN refined b ON a.key = b.key AND a.context = b.context AND a.name < b.name
        JOIN (SELECT key, context FROM refined GROUP BY key, context HAVING count(*) BETWEEN 2 AND {cap}) f
        ON f.key = a.key AND f.context = a.context
    """,
}


def candidates_sql(
    keys: tuple[Ints, Ints, Ints], around: tuple[Ints, Ints], *, cap: int = 100, threads: int = 1, spill: Path | None = None
) -> tuple[Ints, Ints]:
    """Pairs of names (left < right, each once) that share a key, as `block.candidates` gives them.

    `keys` are columns (kind, key, name), `around` columns (name, context), all of integers; no key is of both kinds.
    """
    import duckdb

    with duckdb.connect(":memory:") as database:
        database.execute(f"SET threads = {threads}")
        database.execute("SET enable_progress_bar = false")
        if spill:
            database.execute("SET temp_directory = ?", [str(spill)])
        database.register("_keys", {"kind": keys[0], "key": keys[1], "name": keys[2]})
        database.register("_around", {"name": around[0], "context": around[1]})
        database.execute("CREATE TEMP TABLE keys AS SELECT * FROM _keys")
        database.execute("CREATE TEMP TABLE around AS SELECT DISTINCT * FROM _around")
        for step in ("sizes", "blocks", "refined"):
            database.execute(STATEMENTS[step].format(cap=cap))
        found = database.execute(STATEMENTS["pairs"].format(cap=cap)).fetchnumpy()
    return np.asarray(found["a"], dtype=np.int64), np.asarray(found["b"], dtype=np.int64)


def candidates_spark(session: Any, *, cap: int = 100) -> Any:
    """The same pairs by a Spark session (pyspark.sql.SparkSession), as a DataFrame (a, b).

    The session knows views or tables `keys` (kind, key, name) and `around` (name, context, each row once), all of integers.
    """
    for step in ("sizes", "blocks", "refined"):
        session.sql(STATEMENTS[step].format(cap=cap).replace("CREATE TEMP TABLE", "CREATE OR REPLACE TEMP VIEW"))
    return session.sql(STATEMENTS["pairs"].format(cap=cap))
