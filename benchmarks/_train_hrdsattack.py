"""Trains the models of `probanda.extract.profile` on HRDsAttack's training split and writes them with their record.

`python -m benchmarks._train_hrdsattack --data ../shared/bench/hrdsattack`. Plain gradient descent on logistic losses with
L2; about a
minute on one core. The data set is under the MIT licence (Ran et al. 2023), so that what is learned from it may be shipped.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.hrdsattack import label, readings
from probanda.extract import sufferers
from probanda.extract.profile import ACTORS, HARMS, actor_features, harm_features

OUT = Path("src/probanda/data/models/profile.json")
STEPS, RATE = 800, 0.5
STRENGTH = {"harms": 60.0, "actors": 100.0, "victims": 10.0}
Matrix = Any


def main(argv: list[str]) -> int:
    """Train on `train.json` of --data; writes data/models/profile.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    samples = json.loads((parser.parse_args(argv).data / "train.json").read_text("utf-8"))
    gold = [label(s["merged_sample"]) for s in samples]
    texts = list(readings(samples))
    harms = np.array([[name in g.violations for name in HARMS] for g in gold], float)
    known = [i for i, g in enumerate(gold) if g.perpetrator_type in ACTORS]
    kinds = np.array([[gold[i].perpetrator_type == name for name in ACTORS] for i in known], float)
    people = [(who, g) for text, g in zip(texts, gold, strict=True) for who in sufferers.people(text)]
    models = {
        "record": {
            "data": "HRDsAttack train, 300 articles",
            "licence": "MIT",
            "script": "benchmarks/_train_hrdsattack.py",
            "l2": json.dumps(STRENGTH),
        },
        "harms": _fit(np.array([harm_features(t) for t in texts]), harms, STRENGTH["harms"]),
        "actors": _fit(np.array([actor_features(texts[i]) for i in known]), kinds, STRENGTH["actors"], together=True),
        "victims": _fit(
            np.array([w.features for w, _ in people]),
            np.array([[w.name in g.victims] for w, g in people], float),
            STRENGTH["victims"],
        ),
    }
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(models), "utf-8")
    return 0


def _fit(rows: Matrix, wanted: Matrix, strength: float, *, together: bool = False) -> dict[str, Any]:
    """Weights by class; `together` makes the classes exclude each other (softmax)."""
    mean, scale = rows.mean(0), np.where(rows.std(0) < 1e-4, 1.0, rows.std(0))
    rows = np.c_[(rows - mean) / scale, np.ones(len(rows))]
    weights = np.zeros((rows.shape[1], wanted.shape[1]))
    for _ in range(STEPS):
        guess = rows @ weights
        guess = np.exp(guess - guess.max(1, keepdims=True)) if together else 1 / (1 + np.exp(-guess))
        guess = guess / guess.sum(1, keepdims=True) if together else guess
        slope = rows.T @ (guess - wanted) / len(rows)
        slope[:-1] += strength * weights[:-1] / len(rows)
        weights -= RATE * slope
    rounded = {"mean": mean, "scale": scale, "weights": weights.T}
    return {name: np.round(values, 5).tolist() for name, values in rounded.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
