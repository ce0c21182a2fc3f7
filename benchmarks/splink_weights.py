"""What would Splink give our classes of evidence? `python -m benchmarks splink_weights [--mentions 6000]`

Splink (MIT, on DuckDB; no dependency of the project) estimates by expectation maximisation, without labels, how much a body and a
place beside two names say (natural log of the likelihood ratio), on a sample of the made-up mentions of `identity_scale`. Beside
it stand what is true of that sample, since it knows who is who, and the weights in data/names/linking.yaml. For checking weights
on samples of a case; nothing of it is in the path of the data. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from importlib import import_module
from itertools import combinations
from typing import Any

from benchmarks.identity_scale import Corpus, corpus
from probanda.resolve.names import Names
from probanda.resolve.policy import policy

CLASSES = {"body": "organisation", "place": "place"}
Row = dict[str, Any]


def records(made: Corpus) -> list[Row]:
    """Distinct (name, body, place) with the keys of the first and the last word, and the person for the check."""
    table = Names(made.names)
    words = table.words.words
    ends = [(words[row[0]].skeleton, words[row[row >= 0][-1]].skeleton) for row in table.matrix]
    columns = (made.string.tolist(), made.body.tolist(), made.place.tolist(), made.person.tolist())
    distinct = sorted(set(zip(*columns, strict=True)))
    return [
        {"unique_id": i, "first": ends[s][0], "last": ends[s][1], "body": body, "place": place, "person": person}
        for i, (s, body, place, person) in enumerate(distinct)
    ]


def estimated(rows: Sequence[Row]) -> dict[str, float]:
    """Splink's weight of agreement and of difference by column, as natural logs."""
    splink, library = import_module("splink"), import_module("splink.comparison_library")
    base = import_module("splink.backends.duckdb").DuckDBAPI()
    names = ("first", "last", "body", "place")
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[library.ExactMatch(name) for name in names],
        blocking_rules_to_generate_predictions=[splink.block_on("first", "last")],
    )
    table = import_module("pyarrow").Table.from_pylist([{k: v for k, v in row.items() if k != "person"} for row in rows])
    linker = splink.Linker(base.register(table), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([splink.block_on("first", "last")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on("first", "last"))
    return {
        f"{name}.{'same' if level['m_probability'] and not level['sql_condition'].startswith('ELSE') else 'differs'}": round(
            math.log(level["m_probability"] / level["u_probability"]), 2
        )
        for one in linker.misc.save_model_to_json()["comparisons"]
        for name in [one["output_column_name"]]
        for level in one["comparison_levels"]
        if level.get("m_probability") and level.get("u_probability") and name in CLASSES
    }


def true_weights(rows: Sequence[Row]) -> dict[str, float]:
    """The same ratios, counted: pairs of one person against pairs of any two."""
    by_person: dict[int, list[Row]] = {}
    for row in rows:
        by_person.setdefault(row["person"], []).append(row)
    out = {}
    for name in CLASSES:
        same = [a[name] == b[name] for held in by_person.values() for a, b in combinations(held, 2)]
        counts: dict[int, int] = {}
        for row in rows:
            counts[row[name]] = counts.get(row[name], 0) + 1
        chance = sum(n * (n - 1) for n in counts.values()) / (len(rows) * (len(rows) - 1))
        share = sum(same) / len(same)
        out[f"{name}.same"] = round(math.log(share / chance), 2)
        out[f"{name}.differs"] = round(math.log((1 - share) / (1 - chance)), 2)
    return out


def main(argv: list[str]) -> int:
    """Print a table and, last, one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks splink_weights", description=__doc__)
    parser.add_argument("--mentions", type=int, default=6000)
    parser.add_argument("--data", help="not used: the mentions are made up")
    args = parser.parse_args(argv)
    rows = records(corpus(args.mentions))
    try:
        found = estimated(rows)
    except ImportError as error:
        print(f"Splink is not installed ({error.name}): pip install splink")
        return 1
    true, ours = true_weights(rows), {f"{k}.same": policy()["classes"][v]["most"] for k, v in CLASSES.items()}
    print(f"{'weight':16}{'splink':>10}{'true':>10}{'ours':>10}")
    for key in true:
        print(f"{key:16}{found.get(key, math.nan):>10}{true[key]:>10}{ours.get(key, 0.0):>10}")
    print(json.dumps({"records": len(rows), "splink": found, "true": true, "ours": ours}))
    return 0
