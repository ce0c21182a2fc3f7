"""How does identity grow? `python -m benchmarks identity_scale [--sizes 100000,300000,1000000]`

Made-up mentions with a fixed seed: people named by attested names as often as they are borne, spelled as attested, one in ten in
Arabic script, with a body and a place beside each mention. Measured end to end on one core: analysis and keys, blocking,
scoring, clustering; seconds of processor time and by the clock, peak memory, candidates, recall and precision, exponents of
growth. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
from array import array
from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from probanda.resolve import evidence
from probanda.resolve.attested import attested
from probanda.resolve.block import word_keys
from probanda.resolve.block_sql import candidates_sql
from probanda.resolve.names import Names

Ints = npt.NDArray[np.int64]
SEED, CAP, SAMPLE = 20261121, 100, 400_000
MENTIONS_EACH = 6.0
"""Mentions of a person on average; Zipf, so that most are named once or twice."""
BODIES, PLACES = 400, 900


class Corpus(NamedTuple):
    """Distinct strings, and for each mention its string, its person, its body and its place."""

    names: list[str]
    string: Ints
    person: Ints
    body: Ints
    place: Ints


def corpus(n: int) -> Corpus:
    """`n` mentions; the same for the same `n`."""
    chance = np.random.default_rng(SEED)
    known = attested()
    arabic = [name for name, forms in known.latin.items() if forms and 2 < len(name) < 12]
    weight = np.array([known.bearers[name] for name in arabic], dtype=float)
    people = max(2, int(n / MENTIONS_EACH))
    # Given names are shared by many; family names are drawn flatter, as they are.
    given = chance.choice(len(arabic), (people, 2), p=weight / weight.sum())
    flat = np.sqrt(weight)
    family = chance.choice(len(arabic), people, p=flat / flat.sum())
    fame = 1.0 / np.arange(1, people + 1) ** 0.6
    person = chance.choice(people, n, p=fame / fame.sum())
    home = chance.integers(0, BODIES, people), chance.integers(0, PLACES, people)
    body = np.where(chance.random(n) < 0.85, home[0][person], chance.integers(0, BODIES, n))
    place = np.where(chance.random(n) < 0.8, home[1][person], chance.integers(0, PLACES, n))
    names, string = _spelled(chance, arabic, parts=np.column_stack([given, family]), person=person)
    return Corpus(names, string, person, body, place)


def _spelled(chance: np.random.Generator, arabic: Sequence[str], *, parts: Ints, person: Ints) -> tuple[list[str], Ints]:
    forms = [tuple(form.title() for form in attested().latin[name]) for name in arabic]
    numbers: dict[str, int] = {}
    string = np.empty(len(person), dtype=np.int64)
    script, long = chance.random(len(person)) < 0.1, chance.random(len(person)) < 0.35
    # The first form is the commonest; each person and outlet keeps to few spellings.
    spelling = np.minimum(chance.geometric(0.6, (len(person), 3)) - 1, 2)
    for i, (who, in_arabic, full) in enumerate(zip(person.tolist(), script.tolist(), long.tolist(), strict=True)):
        chosen = parts[who] if full else parts[who, [0, 2]]
        if in_arabic:
            name = " ".join(arabic[w] for w in chosen)
        else:
            name = " ".join(forms[w][min(s, len(forms[w]) - 1)] for w, s in zip(chosen, spelling[i], strict=False))
        string[i] = numbers.setdefault(name, len(numbers))
    return list(numbers), string


def key_columns(table: Names) -> tuple[Ints, Ints, Ints]:
    """Keys of all names as columns (kind, key, name); keys of single words are negative."""
    numbers: dict[str, int] = {}
    words = [[numbers.setdefault(key, len(numbers)) for key in word_keys(word)] for word in table.words.words]
    kind, key, name = array("q"), array("q"), array("q")
    for i, row in enumerate(table.matrix.tolist()):
        each = [words[n] for n in row if n >= 0][:5]
        single = {-1 - k for held in each for k in held}
        pairs = {(min(a, b) << 32) | max(a, b) for left, right in combinations(each, 2) for a in left for b in right}
        kind.extend([0] * len(single) + [1] * len(pairs))
        key.extend(single)
        key.extend(pairs)
        name.extend([i] * (len(single) + len(pairs)))
    return np.frombuffer(kind, np.int64), np.frombuffer(key, np.int64), np.frombuffer(name, np.int64)


def run(n: int) -> dict[str, float]:
    """All figures of one size."""
    made = corpus(n)
    start, clock = time.process_time(), time.perf_counter()
    table = Names(made.names)
    keys = key_columns(table)
    keyed = time.process_time()
    beside = np.concatenate([made.body, made.place + BODIES])
    left, right = candidates_sql(keys, (np.concatenate([made.string, made.string]), beside), cap=CAP)
    blocked = time.process_time()
    joined = table.score(left, right) >= evidence.table().threshold
    scored = time.process_time()
    clusters = _components(len(made.names), left[joined], right[joined])
    end, wall = time.process_time(), time.perf_counter() - clock
    figures = _quality(made, left, right, joined=joined)
    return {
        "mentions": n,
        "strings": len(made.names),
        "candidates": len(left),
        "clusters": len(np.unique(clusters)),
        "keys_s": round(keyed - start, 2),
        "block_s": round(blocked - keyed, 2),
        "score_s": round(scored - blocked, 2),
        "cluster_s": round(end - scored, 2),
        "total_s": round(end - start, 2),
        "wall_s": round(wall, 2),
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        **figures,
    }


def _components(n: int, left: Ints, right: Ints) -> Ints:
    """Label propagation with pointer jumping (Shiloach & Vishkin 1982); for counting, not for joining people."""
    label = np.arange(n)
    while True:
        least = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, label[left], least)
        np.minimum.at(label, label[right], least)
        label = label[label]
        if np.array_equal(before, label):
            return label


def _quality(made: Corpus, left: Ints, right: Ints, *, joined: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Recall over pairs of strings of people drawn at random; precision over accepted pairs drawn at random.

    `_by_name` accepts on the name alone; `_two_classes` needs a body or a place beside both names too, as the machine does.
    """
    bears, beside = (
        _sets(made.person, made.string),
        _sets(np.concatenate([made.body, made.place + BODIES]), np.tile(made.string, 2)),
    )
    true = _true_pairs(made)
    proposed = left * len(made.names) + right
    known = dict(
        zip(("blocking_recall", "recall_by_name"), (_share(true, proposed), _share(true, proposed[joined])), strict=True)
    )
    accepted = set(proposed[joined][np.isin(proposed[joined], true)].tolist())
    with_company = sum(bool(beside[t // len(made.names)] & beside[t % len(made.names)]) for t in accepted)
    chosen = np.nonzero(joined)[0][:: max(1, int(joined.sum()) // 100_000)]
    drawn = list(zip(left[chosen].tolist(), right[chosen].tolist(), strict=True))
    company = [pair for pair in drawn if beside[pair[0]] & beside[pair[1]]]
    return {
        "true_pairs": len(true),
        **known,
        "recall_two_classes": round(with_company / max(1, len(true)), 4),
        "precision_by_name": _right(drawn, bears),
        "precision_two_classes": _right(company, bears),
    }


def _sets(values: Ints, string: Ints) -> list[set[int]]:
    out: list[set[int]] = [set() for _ in range(int(string.max()) + 1)]
    for value, name in zip(values.tolist(), string.tolist(), strict=True):
        out[name].add(value)
    return out


def _share(true: Ints, found: Ints) -> float:
    return round(float(np.isin(true, found).mean()), 4)


def _right(pairs: Sequence[tuple[int, int]], bears: Sequence[set[int]]) -> float:
    return round(sum(bool(bears[a] & bears[b]) for a, b in pairs) / max(1, len(pairs)), 4)


def _true_pairs(made: Corpus) -> Ints:
    """Pairs of strings that one person bears, of people drawn at random until there are enough."""
    bears = np.unique(made.person * len(made.names) + made.string)
    person, string = bears // len(made.names), bears % len(made.names)
    people, start, count = np.unique(person, return_index=True, return_counts=True)
    out: list[int] = []
    for k in np.random.default_rng(SEED).permutation(len(people)).tolist():
        held = string[start[k] : start[k] + count[k]].tolist()
        out.extend(min(a, b) * len(made.names) + max(a, b) for a, b in combinations(held[:40], 2))
        if len(out) > SAMPLE:
            break
    return np.unique(np.array(out, dtype=np.int64))


def exponent(rows: Sequence[dict[str, float]], key: str) -> float:
    """The slope of log(key) over log(mentions), least squares."""
    x = np.log([row["mentions"] for row in rows])
    y = np.log([max(row[key], 1e-3) for row in rows])
    return round(float(np.polyfit(x, y, 1)[0]), 3) if len(rows) > 1 else math.nan


def main(argv: list[str]) -> int:
    """Print one line a size and, last, one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks identity_scale", description=__doc__)
    parser.add_argument("--sizes", default="100000,300000,1000000", help="numbers of mentions, comma between")
    parser.add_argument("--data", help="not used: the mentions are made up")
    args = parser.parse_args(argv)
    # What is loaded once (dictionary, libraries) is no part of the growth.
    Names(["a b", "c d"]).score([0], [1])
    rows: list[dict[str, float]] = []
    for size in (int(s) for s in args.sizes.split(",")):
        rows.append(run(size))
        print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    result: dict[str, Any] = {"sizes": rows}
    for key in ("strings", "candidates", "keys_s", "block_s", "score_s", "total_s", "wall_s", "peak_gb"):
        result[f"exponent.{key}"] = exponent(rows, key)
    print(json.dumps(result))
    return 0
