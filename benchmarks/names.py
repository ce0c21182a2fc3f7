"""How well are names matched? `python -m benchmarks names --data DIR [--fit]`

DIR holds gold_pairs.csv, un_pairs.csv, ofac_pairs.csv and nkbench_pairs.csv (schema, name1, name2, is_match, kind ...).
One threshold for all sets and both matchers, stored in data/names/weights.yaml; peers have theirs in names_peers.json. All were
fixed once on OFAC pairs with --fit; a run without it never fits. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import names_fit
from probanda.resolve import evidence
from probanda.resolve.attested import attested
from probanda.resolve.names import Names
from probanda.resolve.units import Units

Floats = npt.NDArray[Any]
Scorer = Callable[[Sequence[tuple[str, str]], bool], Floats]
HERE = Path(__file__).parent
PEERS = HERE / "names_peers.json"
SETS = ("gold", "un", "ofac", "nkbench")
SEED, STRINGS, NEIGHBOURS = 20261121, 100_000, 8
TOLERANCE = 0.01
"""The threshold is the highest whose F1 is this close to the best: where nothing is lost, rather no join than a false one."""
LEAST_PRECISION = 0.75
"""Half of the pairs of a list match, so that a weak matcher does best by accepting all: that is no threshold."""


class Pairs:
    """The labelled pairs of one folder as columns."""

    def __init__(self, folder: Path) -> None:
        self.rows = [{**row, "set": name} for name in SETS for row in _read(folder / f"{name}_pairs.csv")]
        self.label = np.array([row["is_match"] == "1" for row in self.rows])
        self.set = np.array([row["set"] for row in self.rows])
        self.person = np.array([row["schema"] == "PER" for row in self.rows])
        self.cross = np.array(["cross" in row["kind"] for row in self.rows])
        self.alias = np.array([row["kind"].startswith("alias-") for row in self.rows])

    def figures(self) -> dict[str, Floats]:
        """The pairs that each figure is computed on."""
        gold, un, person = self.set == "gold", self.set == "un", self.person
        return {
            "gold": gold & person,
            "gold_cross": gold & person & self.cross,
            "un": un & person,
            "un_cross": un & person & self.cross,
            "ofac_persons": (self.set == "ofac") & person,
            "nkbench": self.set == "nkbench",
            "nkbench_persons": (self.set == "nkbench") & person,
            "orgs": gold & ~person & ~self.alias,
            "orgs_with_aliases": gold & ~person,
        }

    def scores(self, scorer: Scorer) -> Floats:
        """The scores of all pairs by one matcher."""
        out = np.zeros(len(self.rows))
        for person in (True, False):
            chosen = np.nonzero(self.person == person)[0]
            if len(chosen):
                out[chosen] = scorer([(self.rows[i]["name1"], self.rows[i]["name2"]) for i in chosen], person)
        return out


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ours(pairs: Sequence[tuple[str, str]], person: bool) -> Floats:
    """Probanda's matcher: names of persons, or organisations and units."""
    table = (Names if person else Units)([name for pair in pairs for name in pair])
    left = np.arange(0, 2 * len(pairs), 2)
    return table.score(left, left + 1)


def token_sort(pairs: Sequence[tuple[str, str]], person: bool) -> Floats:
    """rapidfuzz's token_sort_ratio on case-folded names."""
    from rapidfuzz import fuzz

    return np.array([fuzz.token_sort_ratio(a.casefold(), b.casefold()) / 100 for a, b in pairs])


class LogicV2:
    """nomenklatura's logic-v2, by a Python that has it."""

    def __init__(self, python: str) -> None:
        self.python, self.version, self.seconds = python, "", 0.0

    def __call__(self, pairs: Sequence[tuple[str, str]], person: bool) -> Floats:
        """Scores of pairs; the processor time they took stands in `seconds`."""
        asked = json.dumps(["Person" if person else "Organization", list(pairs)])
        command = [self.python, str(HERE / "_logic_v2.py")]
        said = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
        self.version, self.seconds, scores = json.loads(said.splitlines()[-1])
        return np.array(scores)


def f1(label: Floats, said: Floats) -> float:
    """F1 of the pairs said to be one."""
    both = int((label & said).sum())
    return 2 * both / max(1, int(label.sum()) + int(said.sum()))


def recall_at(label: Floats, scores: Floats, precision: float) -> float:
    """The greatest recall at which precision is at least as given."""
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(label[order])
    # Pairs of equal score are accepted together or not at all.
    ends = np.append(np.diff(scores[order]) != 0, True)
    good = ends & (found / np.arange(1, len(found) + 1) >= precision)
    return float(found[good].max(initial=0) / max(1, label.sum()))


def measured(pairs: Pairs, scores: Floats, threshold: float) -> dict[str, float]:
    """All figures at one threshold."""
    out = {f"{name}.f1": round(f1(pairs.label[k], scores[k] >= threshold), 4) for name, k in pairs.figures().items() if k.any()}
    ofac = pairs.figures()["ofac_persons"]
    if ofac.any():
        out["ofac_persons.recall_at_p95"] = round(recall_at(pairs.label[ofac], scores[ofac], 0.95), 4)
    return out


def best_threshold(pairs: Pairs, scores: Floats) -> float:
    """The threshold fixed on the OFAC pairs of persons (see TOLERANCE)."""
    ofac = pairs.figures()["ofac_persons"]
    tried = np.unique(np.quantile(scores[ofac], np.linspace(0, 1, 400)))
    label, given = pairs.label[ofac], scores[ofac]
    tried = np.array([t for t in tried if label[given >= t].mean() >= LEAST_PRECISION])
    values = [f1(label, given >= t) for t in tried]
    return float(max(t for t, value in zip(tried, values, strict=True) if value >= max(values) - TOLERANCE))


def unseen(n: int) -> list[str]:
    """Distinct names made of attested words as often as they are borne, one in seven in Arabic script; fixed seed."""
    known, chance = attested(), random.Random(SEED)
    latin, arabic = list(known.arabic), list(known.latin)
    by_latin = [sum(known.bearers.get(name, 0) * share for name, share in known.arabic[word]) for word in latin]
    by_arabic = [known.bearers[word] for word in arabic]
    names: dict[str, None] = {}
    while len(names) < n:
        sizes = (2, 2, 3, 4)
        if chance.random() < 1 / 7:
            words = chance.choices(arabic, weights=by_arabic, k=chance.choice(sizes) * 1000)
        else:
            words = [word.title() for word in chance.choices(latin, weights=by_latin, k=chance.choice(sizes) * 1000)]
        size = len(words) // 1000
        names |= dict.fromkeys(" ".join(words[i : i + size]) for i in range(0, len(words), size))
    chosen = list(names)[:n]
    chance.shuffle(chosen)
    return chosen


def speeds() -> dict[str, float]:
    """Pairs a second on one core, analysis of the strings included, none of them seen before.

    `pairs_per_second`: every string is proposed NEIGHBOURS pairs, as blocking does; `_two_new_strings`: every string stands in
    one pair only; `_analysed`: scoring alone.
    """
    ours([("a b", "c d")], True)
    names = unseen(STRINGS)
    left = np.repeat(np.arange(STRINGS), NEIGHBOURS)
    right = (left + 1 + np.tile(np.arange(NEIGHBOURS), STRINGS) * 7919) % STRINGS
    start = time.process_time()
    table = Names(names)
    middle = time.process_time()
    table.score(left, right)
    end = time.process_time()
    fresh = (middle - start) + (end - middle) / len(left) * STRINGS / 2
    return {
        "pairs_per_second": round(len(left) / (end - start)),
        "pairs_per_second_two_new_strings": round(STRINGS / 2 / fresh),
        "pairs_per_second_analysed": round(len(left) / (end - middle)),
    }


def speed_of(scorer: Scorer, n: int) -> int:
    """Pairs a second of a peer, on the same strings, two new ones in each pair."""
    names = unseen(2 * n)
    pairs = list(zip(names[::2], names[1::2], strict=True))
    start = time.process_time()
    scorer(pairs, True)
    return round(n / (scorer.seconds if isinstance(scorer, LogicV2) else time.process_time() - start))


def refit(pairs: Pairs, python: str) -> None:
    """Fit both tables of weights and the peers' thresholds on this folder; only ever done on the development half."""
    data = Path(evidence.__file__).parents[1] / "data" / "names"
    persons = names_fit.Lists(pairs.rows, Names, person=True)
    threshold = names_fit.fit_table(persons, path=data / "weights.yaml")
    bodies = names_fit.Lists(pairs.rows, Units, person=False)
    names_fit.fit_table(bodies, path=data / "weights_units.yaml", threshold=threshold)
    held_out = np.zeros(len(pairs.rows))
    held_out[pairs.person], held_out[~pairs.person] = persons.held_out(), bodies.held_out()
    print(f"five folds by entity: {json.dumps(measured(pairs, held_out, 0.0))}")
    evidence.table.cache_clear()
    peers = {name: best_threshold(pairs, pairs.scores(scorer)) for name, scorer in available(python).items()}
    PEERS.write_text(json.dumps({**json.loads(PEERS.read_text() if PEERS.exists() else "{}"), **peers}, indent=1) + "\n")


def available(python: str) -> dict[str, Scorer]:
    """The peers that can be run here; `python` is one that has nomenklatura."""
    peers: dict[str, Scorer] = {"rapidfuzz token_sort": token_sort}
    there = subprocess.run([python, "-c", "import nomenklatura"], capture_output=True, check=False).returncode == 0
    return {**peers, "nomenklatura logic-v2": LogicV2(python)} if there else peers


def main(argv: list[str]) -> int:
    """Print a table and, last, one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks names", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fit", action="store_true", help="fit weights and thresholds on this folder and store them")
    parser.add_argument("--nomenklatura", default=sys.executable, help="a Python that has nomenklatura, of another environment")
    args = parser.parse_args(argv)
    pairs = Pairs(args.data)
    if not pairs.rows:
        print(f"no pairs in {args.data}")
        return 1
    if args.fit:
        refit(pairs, args.nomenklatura)
    result: dict[str, Any] = {**measured(pairs, pairs.scores(ours), evidence.table().threshold), **speeds()}
    stored, peers = json.loads(PEERS.read_text()), available(args.nomenklatura)
    result["peers"] = {}
    for name, scorer in peers.items():
        figures: dict[str, Any] = dict(measured(pairs, pairs.scores(scorer), stored[name]))
        result["peers"][name] = {**figures, "pairs_per_second": speed_of(scorer, 20_000 if name.startswith("rapid") else 2_000)}
        if isinstance(scorer, LogicV2):
            print(f"nomenklatura {scorer.version}, in the same run")
    if "nomenklatura logic-v2" not in peers:
        print("nomenklatura is not installed: logic-v2 left out (pip install nomenklatura elsewhere, and --nomenklatura PYTHON)")
    _print(result)
    return 0


def _print(result: dict[str, Any]) -> None:
    columns = {"probanda": result, **result["peers"]}
    print(f"{'figure':34}" + "".join(f"{name:>24}" for name in columns))
    for key in result:
        if key != "peers":
            print(f"{key:34}" + "".join(f"{column.get(key, ''):>24}" for column in columns.values()))
    print(json.dumps(result))
