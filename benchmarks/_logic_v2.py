"""nomenklatura's logic-v2 on pairs of names, by the Python that has it (it is no dependency of the project).

    PYTHON benchmarks/_logic_v2.py < pairs.json

Reads [schema, [[name, name], ...]] as JSON and prints [version, processor seconds, scores].
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module, metadata
from typing import Any


def scores(schema: str, pairs: list[list[str]]) -> list[float]:
    """The score of each pair. Analyses are cached by the id of the entity, so that every name needs its own."""
    model: Any = import_module("followthemoney").model
    matcher: Any = import_module("nomenklatura.matching").LogicV2
    config: Any = import_module("nomenklatura.matching.types").ScoringConfig.defaults()
    out = []
    for i, pair in enumerate(pairs):
        a, b = (model.get_proxy({"id": f"{schema}{i}-{j}", "schema": schema}) for j in (0, 1))
        a.add("name", pair[0])
        b.add("name", pair[1])
        out.append(float(matcher.compare(a, b, config).score))
    return out


if __name__ == "__main__":
    schema, pairs = json.load(sys.stdin)
    scores(schema, [["A B", "C D"]])
    start = time.process_time()
    found = scores(schema, pairs)
    print(json.dumps([metadata.version("nomenklatura"), time.process_time() - start, found]))
