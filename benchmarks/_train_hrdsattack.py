"""Trains the models of `probanda.extract.profile` on HRDsAttack's training split and writes them with their record.

`python -m benchmarks._train_hrdsattack --data ../shared/bench/hrdsattack`: a few minutes on one core. Gradient descent on
logistic losses with L2; strengths and bars were chosen by ten-fold cross-validation on the training split. The data set is under
the MIT licence (Ran et al. 2023), so that what is learned from it may be shipped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.hrdsattack import Answer, label, readings, usual
from probanda.extract import countries, event_dates, sufferers
from probanda.extract.choice import Features
from probanda.extract.profile import ACTORS, HARMS, actor_features, harm_features
from probanda.extract.reading import Reading
from probanda.extract.wording import bag, opening_words, rarity, whole_words

OUT = Path("src/probanda/data/models/profile.json.gz")
STEPS, RATE, MOMENTUM = 800, 0.5, 0.9
STRENGTH = {"harms": 1 / 3, "actors": 100.0, "victims": 10.0, "choices": 3.0}
COUNTED = 0.1
"""Counts weigh so much beside words in the model of harms; they are cut off at `CUT` standard deviations in training."""
CUT = 4
LEAST, MOST = 3, 4000
Matrix = Any
Texts = Sequence[Reading]


def main(argv: list[str]) -> int:
    """Train on `train.json` of --data; writes data/models/profile.json.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    samples = json.loads((parser.parse_args(argv).data / "train.json").read_text("utf-8"))
    models = train(list(readings(samples)), [label(s["merged_sample"]) for s in samples])
    OUT.write_bytes(gzip.compress(json.dumps(models).encode(), mtime=0))
    return 0


def train(texts: Texts, gold: Sequence[Answer]) -> dict[str, Any]:
    """All models, as they are written."""
    known = [i for i, g in enumerate(gold) if g.perpetrator_type in ACTORS]
    kinds = np.array([[gold[i].perpetrator_type == name for name in ACTORS] for i in known], float)
    people = [(who, g) for text, g in zip(texts, gold, strict=True) for who in sufferers.people(text)]
    suffer = np.array([[w.name in g.victims] for w, g in people], float)
    record = {
        "data": "HRDsAttack train, 300 articles",
        "licence": "MIT",
        "script": "benchmarks/_train_hrdsattack.py",
        "l2": json.dumps(STRENGTH),
    }
    return {
        "record": record,
        **_harms(texts, gold),
        "actors": _fit(np.array([actor_features(texts[i]) for i in known]), kinds, STRENGTH["actors"], together=True),
        "victims": _fit(np.array([w.features for w, _ in people]), suffer, STRENGTH["victims"]),
        "countries": _choose(_cases(texts, gold, countries.candidates, lambda c, g: c == usual(g.country))),
        "years": _choose(_cases(texts, gold, event_dates.years, lambda y, g: str(y) == g.year)),
        "days": _choose(_cases(texts, gold, event_dates.days, lambda d, g: str(d.day) == g.day)),
    }


def _harms(texts: Texts, gold: Sequence[Answer]) -> dict[str, Any]:
    """One model over counts and two blocks of words, written as its two parts."""
    wanted = np.array([[name in g.violations for name in HARMS] for g in gold], float)
    counts = np.array([harm_features(t) for t in texts])
    mean, scale = counts.mean(0), np.where(counts.std(0) < 1e-4, 1.0, counts.std(0)) / COUNTED
    columns = [np.clip((counts - mean) / scale, -CUT * COUNTED, CUT * COUNTED)]
    tables = []
    for words in ([whole_words(t) for t in texts], [opening_words(t) for t in texts]):
        table = rarity(words, least=LEAST, most=MOST)
        bags = [bag(each, table) for each in words]
        columns.append(np.array([[b.get(word, 0.0) for word in table] for b in bags]))
        tables.append(table)
    weights = _descend(np.hstack(columns), wanted, STRENGTH["harms"])
    first, rest = counts.shape[1], weights[counts.shape[1] : -1]
    blocks = (rest[: len(tables[0])], rest[len(tables[0]) :])
    whole, opening = (
        {word: [round(value, 3), *np.round(row, 3).tolist()] for (word, value), row in zip(table.items(), block, strict=True)}
        for table, block in zip(tables, blocks, strict=True)
    )
    counted = {"mean": mean, "scale": scale, "weights": np.vstack([weights[:first], weights[-1:]]).T}
    return {"harms": {k: np.round(v, 5).tolist() for k, v in counted.items()}, "harm_words": {"whole": whole, "opening": opening}}


def _fit(rows: Matrix, wanted: Matrix, strength: float, *, together: bool = False) -> dict[str, Any]:
    """Weights by class; `together` makes the classes exclude each other (softmax)."""
    mean, scale = rows.mean(0), np.where(rows.std(0) < 1e-4, 1.0, rows.std(0))
    weights = _descend((rows - mean) / scale, wanted, strength, together=together, momentum=0.0)
    rounded = {"mean": mean, "scale": scale, "weights": weights.T}
    return {name: np.round(values, 5).tolist() for name, values in rounded.items()}


def _descend(rows: Matrix, wanted: Matrix, strength: float, *, together: bool = False, momentum: float = MOMENTUM) -> Matrix:
    """Weights by feature, the constant last, which alone is not held small."""
    rows = np.c_[rows, np.ones(len(rows))]
    weights, pace = np.zeros((rows.shape[1], wanted.shape[1])), np.zeros((rows.shape[1], wanted.shape[1]))
    for _ in range(STEPS):
        guess = rows @ weights
        guess = np.exp(guess - guess.max(1, keepdims=True)) if together else 1 / (1 + np.exp(-guess))
        guess = guess / guess.sum(1, keepdims=True) if together else guess
        slope = rows.T @ (guess - wanted) / len(rows)
        slope[:-1] += strength * weights[:-1] / len(rows)
        pace = momentum * pace - RATE * slope
        weights += pace
    return weights


def _cases(
    texts: Texts, gold: Sequence[Answer], named: Callable[[Reading], Mapping[Any, Features]], right: Callable[[Any, Answer], bool]
) -> Iterator[dict[Any, tuple[Features, bool]]]:
    for text, answer in zip(texts, gold, strict=True):
        yield {candidate: (features, right(candidate, answer)) for candidate, features in named(text).items()}


def _choose(texts: Iterable[dict[Any, tuple[Features, bool]]]) -> dict[str, Any]:
    """Weights of a conditional logit; texts none of whose candidates is right teach nothing."""
    told = [list(text.values()) for text in texts if any(right for _, right in text.values())]
    names = sorted({name for text in told for features, _ in text for name in features})
    rows_of = [np.array([[features.get(name, 0.0) for name in names] for features, _ in text]) for text in told]
    rights = [np.array([right for _, right in text], float) for text in told]
    weights, pace = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(STEPS):
        slope = STRENGTH["choices"] * weights
        for rows, right in zip(rows_of, rights, strict=True):
            odds = np.exp(rows @ weights - (rows @ weights).max())
            slope += rows.T @ (odds / odds.sum() - odds * right / max(1e-12, (odds * right).sum()))
        pace = MOMENTUM * pace - RATE * slope / len(told)
        weights += pace
    return {"weights": {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
