"""Trains the models of `probanda.extract.fillers` on MUC-4's training split and writes them with their record.

`python -m benchmarks._train_muc4 --data ../shared/bench/muc4`: about four minutes on one core. AdaGrad on a log-linear loss.
The texts and
keys of MUC-3 and MUC-4 are a public release (NIST 1992); weights that no longer tell the texts are shipped, the texts are not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._muc4_case import restore
from benchmarks._parsing import parsed
from benchmarks.muc4 import Template, gold, normal, read
from probanda.extract.fillers import ROLES, TYPES, phrases, text_features

OUT = Path("src/probanda/data/models/fillers.json.gz")
RATE, SEED = 0.3, 0
KEPT = 0.1
"""Features all of whose weights are smaller are left out."""


def main(argv: list[str]) -> int:
    """Train on the training split of --data; writes data/models/fillers.json.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    texts = read(parser.parse_args(argv).data, "train")
    types: list[tuple[list[str], int]] = []
    roles: list[tuple[list[str], int]] = []
    for text, doc in zip(texts, parsed(restore(t["doctext"]) for t in texts), strict=True):
        keys = gold(text)
        types.append((text_features(doc), 1 + TYPES.index(keys[0]["incident_type"].split(" / ")[0]) if keys else 0))
        roles += [(features, _role(keys, normal(doc[start:end].text))) for (start, end, _), features in phrases(doc)]
    models = {
        "record": {"data": "MUC-4 train, 1300 texts", "script": "benchmarks/_train_muc4.py"},
        "types": _fit(types, ("none", *TYPES), epochs=6),
        "roles": _fit(roles, ("none", *ROLES), epochs=3),
    }
    OUT.write_bytes(gzip.compress(json.dumps(models).encode(), mtime=0))
    return 0


def _role(keys: list[Template], name: str) -> int:
    return next((k for k, role in enumerate(ROLES, 1) if any(name in entity for key in keys for entity in key[role])), 0)


def _fit(rows: Sequence[tuple[list[str], int]], classes: tuple[str, ...], *, epochs: int) -> dict[str, Any]:
    times = Counter(f for features, _ in rows for f in set(features))
    index = {f: i for i, f in enumerate(f for f, n in times.items() if n > 1)}
    coded = [(np.array([index[f] for f in set(features) if f in index]), wanted) for features, wanted in rows]
    weights, squares = np.zeros((len(index), len(classes))), np.full((len(index), 1), 1e-8)
    order = np.random.default_rng(SEED)
    for _ in range(epochs):
        for i in order.permutation(len(coded)):
            at, wanted = coded[i]
            if not len(at):
                continue
            guess = weights[at].sum(0)
            guess = np.exp(guess - guess.max())
            guess /= guess.sum()
            guess[wanted] -= 1
            squares[at, 0] += (guess**2).sum()
            weights[at] -= RATE * guess[None, :] / np.sqrt(squares[at])
    kept = {f: np.round(weights[i], 2).tolist() for f, i in index.items() if np.abs(weights[i]).max() >= KEPT}
    return {"classes": classes, "weights": kept}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
