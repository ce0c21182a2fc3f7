"""Trains the models of `probanda.extract.fillers` on MUC-4's training split and writes them with their record.

`python -m benchmarks._train_muc4 --data ../shared/bench/muc4 --unseen FILE`: about five minutes on one core; FILE is written by
`_train_encoder`. scikit-learn must be installed, which the product does not need. Each model in the row learns from what those
before it make of texts that they did not see (five folds; of the encoder, the half that it had not seen).
The texts and keys of MUC-3 and MUC-4 are a public release (NIST 1992); weights that no longer tell the texts are shipped, the
texts are not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression, SGDClassifier
from spacy.tokens import Doc

from benchmarks._muc4_case import restore
from benchmarks._parsing import parsed
from benchmarks.muc4 import Template, gold, read
from probanda.extract import fillers
from probanda.extract.filler_groups import Filler, pair_features
from probanda.extract.filler_judge import Judged
from probanda.extract.filler_phrases import phrases
from probanda.extract.filler_scene import Scene, plain
from probanda.extract.fillers import ROLES, TYPES
from probanda.extract.linear import Bag, Linear, logistic

OUT = Path("src/probanda/data/models/fillers.json.gz")
FOLDS, SEED, RARE, SEEN = 5, 0, 3, 4
ALPHA, PASSES = 3e-5, 8
STRENGTH = {"kinds": 0.05, "fillers": 0.02, "pairs": 0.03, "local": 0.05}
KEPT = 0.03
"""Features all of whose weights are smaller are left out."""
Matrix = Any
_NOBODY = Judged(np.zeros((0, 0)), np.zeros(0), np.zeros((0, 0)), {}, {})
Keys = Sequence[Sequence[Template]]
Features = Sequence[Mapping[str, float]]


def main(argv: list[str]) -> int:
    """Train on the training split of --data; writes data/models/fillers.json.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--unseen", type=Path, required=True)
    options = parser.parse_args(argv)
    texts = read(options.data, "train")
    docs = list(parsed(restore(text["doctext"]) for text in texts))
    models = train(docs, [gold(text) for text in texts], pickle.loads(options.unseen.read_bytes()))
    OUT.write_bytes(gzip.compress(json.dumps(models).encode(), mtime=0))
    return 0


def train(docs: Sequence[Doc], keys: Keys, judged: Mapping[str, Any]) -> dict[str, Any]:
    """All models, as they are written; all but the first learn from texts that the encoder judged without having seen them."""
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(docs))
    roles, staged = _roles(docs, keys, fold)
    chosen = sorted(judged["judged"])
    heads = {name: values.astype(np.float32) for name, values in judged["heads"].items()}
    judgments = [_judged(staged[i], judged["judged"][i], heads) for i in chosen]
    keys, fold, staged = [keys[i] for i in chosen], fold[chosen], [staged[i] for i in chosen]
    mixes = _mixes(staged, judgments, keys)
    scenes = [
        replace(s, chances=fillers.mixed(s.chances, j.phrases, mixes), judged=j) for s, j in zip(staged, judgments, strict=True)
    ]
    told = [scene.text_features(fillers.told(scene.doc)) for scene in scenes]
    wanted = np.array([[any(t in key["incident_type"] for key in each) for t in TYPES] + [not each] for each in keys], int)
    kinds = np.zeros(wanted.shape)
    for k in range(FOLDS):
        unseen = np.flatnonzero(fold == k)
        model = _bag([told[i] for i in np.flatnonzero(fold != k)], wanted[fold != k], STRENGTH["kinds"])
        kinds[unseen] = [[logistic(s) for s in model.scores(told[i])] for i in unseen]
    found, likely = _fillers(scenes, keys, kinds, fold=fold)
    return {
        "record": {"data": "MUC-4 train, 1300 texts", "script": "benchmarks/_train_encoder.py, benchmarks/_train_muc4.py"},
        "roles": _written(roles),
        "mixes": [_rounded(model) for model in mixes],
        "kinds": _written(_bag(told, wanted, STRENGTH["kinds"])),
        "fillers": [_rounded(model) for model in found],
        "pairs": _rounded(_pairs(scenes, keys, kinds, likely=likely)),
        "local": _written(_local(scenes, keys)),
    }


def _roles(docs: Sequence[Doc], keys: Keys, fold: Matrix) -> tuple[Bag, list[Scene]]:
    """The first model, and each text as a scene of what a model that did not see it makes of it.

    It learns from texts with a template alone: what role a phrase has, not whether the text is about the right kind of violence.
    """
    found = [list(phrases(doc)) for doc in docs]
    times = Counter(name for each in found for _, features in each for name in set(features))
    index = {name: i for i, name in enumerate(name for name, n in times.items() if n >= RARE)}
    rows = [_matrix([features for _, features in each], index) for each in found]
    named = [_named(doc, [p for p, _ in each], key) for doc, each, key in zip(docs, found, keys, strict=True)]
    scenes: dict[int, Scene] = {}
    for k in range(FOLDS):
        weights, constants = _descend(rows, named, [i for i, key in enumerate(keys) if key and fold[i] != k])
        for i in np.flatnonzero(fold == k):
            chances = 1 / (1 + np.exp(-(rows[i] @ weights + constants)))
            scenes[int(i)] = Scene(docs[int(i)], tuple(p for p, _ in found[i]), chances, _NOBODY)
    weights, constants = _descend(rows, named, [i for i, key in enumerate(keys) if key])
    table = {name: tuple(map(float, weights[i])) for name, i in index.items()}
    return Bag(tuple(map(float, constants)), table), [scenes[i] for i in range(len(docs))]


def _judged(scene: Scene, given: tuple[Any, Any, Any], heads: Mapping[str, Any]) -> Judged:
    """What the half-trained encoder makes of a text."""
    phrases, kinds, vectors = (values.astype(np.float32) for values in given)
    return Judged(phrases, kinds, vectors, scene.names, heads)


def _mixes(scenes: Sequence[Scene], judgments: Sequence[Judged], keys: Keys) -> tuple[Linear, ...]:
    """How the first model and the encoder are weighed against each other for each role, learned from texts with a template."""
    told = [(scene, judged, key) for scene, judged, key in zip(scenes, judgments, keys, strict=True) if key]
    rows = np.array(
        [fillers.evidence(b, j) for scene, judged, _ in told for b, j in zip(scene.chances, judged.phrases, strict=True)]
    )
    right = np.vstack([_named(scene.doc, scene.phrases, key) for scene, _, key in told])
    return tuple(_linear(rows[:, role], right[:, role], 1.0) for role in range(len(ROLES)))


def _matrix(rows: Sequence[Sequence[str]], index: Mapping[str, int]) -> Matrix:
    columns = [sorted({index[name] for name in row if name in index}) for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([i for row in columns for i in row], np.int32)
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends.astype(np.int32)), (len(rows), len(index)))


def _named(doc: Doc, candidates: Sequence[Any], keys: Sequence[Template]) -> Matrix:
    wanted = [{name for key in keys for entity in key[role] for name in entity} for role in ROLES]
    names = [plain(doc[p.start : p.end].text) for p in candidates]
    return np.array([[name in role for role in wanted] for name in names], int).reshape(-1, len(ROLES))


def _descend(rows: Sequence[Matrix], named: Sequence[Matrix], chosen: Sequence[int]) -> tuple[Matrix, Matrix]:
    stacked, wanted = vstack([rows[i] for i in chosen]).tocsr(), np.vstack([named[i] for i in chosen])
    options = {"loss": "log_loss", "alpha": ALPHA, "max_iter": PASSES, "tol": None, "average": True, "random_state": SEED}
    fitted = [SGDClassifier(**options).fit(stacked, wanted[:, role]) for role in range(len(ROLES))]
    return np.array([m.coef_[0] for m in fitted]).T, np.array([m.intercept_[0] for m in fitted])


def _bag(rows: Features, wanted: Matrix, strength: float) -> Bag:
    """One logistic model per column; of more than two exclusive classes, given as one column of their numbers, one for all."""
    times = Counter(name for row in rows for name in row)
    index = {name: i for i, name in enumerate(times)}
    ends = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    flat = np.array([index[name] for row in rows for name in row], np.int32)
    matrix = csr_matrix((np.array([v for row in rows for v in row.values()]), flat, ends), (len(rows), len(index)))
    if wanted.ndim == 1:
        model = LogisticRegression(C=strength, max_iter=300).fit(matrix, wanted)
        weights, constants = np.zeros((len(index), len(TYPES))), np.full(len(TYPES), -9.0)
        weights[:, model.classes_], constants[model.classes_] = model.coef_.T, model.intercept_
    else:
        each = [_column(matrix, column, strength) for column in wanted.T]
        weights, constants = np.array([weights for weights, _ in each]).T, np.array([constant for _, constant in each])
    return Bag(tuple(map(float, constants)), {name: tuple(map(float, weights[i])) for name, i in index.items()})


def _column(rows: Matrix, wanted: Matrix, strength: float) -> tuple[Matrix, float]:
    """Weights and constant of one class; of a class that is hardly ever seen, only how rare it is."""
    if wanted.sum() < SEEN:
        return np.zeros(rows.shape[1]), -9.0
    model = LogisticRegression(C=strength, solver="liblinear").fit(rows, wanted)
    return model.coef_[0], float(model.intercept_[0])


def _fillers(scenes: Sequence[Scene], keys: Keys, kinds: Matrix, *, fold: Matrix) -> tuple[list[Linear], list[dict[Any, float]]]:
    """The second model of each role, and for each text what models that did not see it make of its names."""
    rows = [scene.rows(list(chances)) for scene, chances in zip(scenes, kinds, strict=True)]
    likely: list[dict[Any, float]] = [{} for _ in scenes]
    models = []
    for role, called in enumerate(ROLES):
        entries = [(i, name, row) for i, each in enumerate(rows) for (name, r), row in each.items() if r == role]
        right = np.array([any(name in entity for key in keys[i] for entity in key[called]) for i, name, _ in entries], int)
        numbers, of = np.array([row for *_, row in entries]), np.array([fold[i] for i, *_ in entries])
        for k in range(FOLDS):
            model = _linear(numbers[of != k], right[of != k], STRENGTH["fillers"])
            for j in np.flatnonzero(of == k):
                likely[entries[j][0]][entries[j][1], role] = logistic(model.scores(list(numbers[j]))[0])
        models.append(_linear(numbers, right, STRENGTH["fillers"]))
    return models, likely


def _linear(rows: Matrix, wanted: Matrix, strength: float) -> Linear:
    mean, scale = rows.mean(0), np.where(rows.std(0) < 1e-6, 1.0, rows.std(0))
    model = LogisticRegression(C=strength, max_iter=500).fit((rows - mean) / scale, wanted)
    return Linear(tuple(mean), tuple(scale), ((*model.coef_[0], model.intercept_[0]),))


def _pairs(scenes: Sequence[Scene], keys: Keys, kinds: Matrix, *, likely: Sequence[dict[Any, float]]) -> Linear:
    rows, wanted = [], []
    for scene, each, chances, known in zip(scenes, keys, kinds, likely, strict=True):
        for one, other in combinations(_true(scene, each, known)[:14], 2):
            if one.name != other.name:
                rows.append(pair_features(scene, one, other, list(chances)))
                wanted.append(any(_in(one, key) and _in(other, key) for key in each))
    return _linear(np.array(rows), np.array(wanted, int), STRENGTH["pairs"])


def _true(scene: Scene, keys: Sequence[Template], known: Mapping[Any, float]) -> list[Filler]:
    """Each filler of the keys under the name that the models find likeliest."""
    found = {}
    for key in keys:
        for role, called in enumerate(ROLES):
            for entity in key[called]:
                names = [name for name in entity if name in scene.names]
                if names:
                    best = max(names, key=lambda name, role=role: known.get((name, role), 0.0))  # type: ignore[misc]
                    found[best, role] = Filler(best, role, known.get((best, role), 0.0))
    return list(found.values())


def _in(filler: Filler, key: Template) -> bool:
    return any(filler.name in entity for entity in key[ROLES[filler.role]])


def _local(scenes: Sequence[Scene], keys: Keys) -> Bag:
    """The kind of an incident by the sentences of its own fillers."""
    rows, wanted = [], []
    for scene, each in zip(scenes, keys, strict=True):
        for key in each:
            group = [
                Filler(n, role, 1.0) for role, c in enumerate(ROLES) for entity in key[c] for n in entity if n in scene.names
            ]
            if group:
                rows.append(fillers.local_features(scene, group))
                wanted.append(next(k for k, kind in enumerate(TYPES) if kind in key["incident_type"]))
    return _bag(rows, np.array(wanted), STRENGTH["local"])


def _written(model: Bag) -> dict[str, Any]:
    kept = {n: [round(w, 2) for w in ws] for n, ws in model.weights.items() if max(map(abs, ws)) >= KEPT}
    return {"constants": [round(c, 4) for c in model.constants], "weights": kept}


def _rounded(model: Linear) -> dict[str, Any]:
    rounded = {"mean": model.mean, "scale": model.scale, "weights": model.weights[0]}
    numbers = {name: [round(float(v), 5) for v in values] for name, values in rounded.items()}
    return {**numbers, "weights": [numbers["weights"]]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
