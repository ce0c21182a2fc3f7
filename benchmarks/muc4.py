"""Incident templates from wire reports on violence in Latin America (MUC-4), the metric of six slots of 2021 (Du, Rush and
Cardie).

`python -m benchmarks muc4 --data ../shared/bench/muc4 --split dev|train`. A predicted entity is right when all its mentions
are mentions of
one gold entity; templates are mapped one to one, only where the predicted type is part of the gold type, by the mapping with
the best F1
of the text; all counts are summed over texts. Strings are compared in lower case, without punctuation and articles. The
texts are all
lower case: letters are restored here (`_muc4_case`), not in the product.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks._muc4_case import restore
from benchmarks._parsing import arguments, parsed
from probanda.extract import fillers
from probanda.extract.fillers import ROLES

Template = dict[str, Any]
"""incident_type: str, and for each role a list of entities, each a list of normalised mentions."""


def main(argv: list[str]) -> int:
    """Measure one split; prints one JSON object with precision, recall and F1 in per cent."""
    options = arguments(argv, "muc4", __doc__)
    texts = read(options.data, options.split)[: options.limit]
    docs = parsed(restore(text["doctext"]) for text in texts)
    print(json.dumps(score((templates(doc) for doc in docs), (gold(text) for text in texts))))
    return 0


def read(data: Path, split: str) -> list[dict[str, Any]]:
    """The texts of a split: JSON lines with docid, doctext and templates."""
    return [json.loads(line) for line in (data / "processed" / f"{split}.json").read_text("utf-8").splitlines()]


def templates(doc: Doc) -> list[Template]:
    """The incidents that the product's models find in a text, as templates."""
    return [
        {"incident_type": told.kind, **{role: [[normal(n)] for n in told.fillers.get(k, ())] for k, role in enumerate(ROLES)}}
        for told in fillers.incidents(doc)
    ]


def gold(text: dict[str, Any]) -> list[Template]:
    """The templates of the key, without repetitions."""
    found: list[Template] = []
    for key in text["templates"]:
        entities = {role: [[normal(mention[0]) for mention in entity] for entity in key[role] if entity] for role in ROLES}
        template = {"incident_type": key["incident_type"], **entities}
        if template not in found:
            found.append(template)
    return found


def normal(words: str) -> str:
    """Lower case, no punctuation, no articles, single spaces."""
    bare = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def score(predicted: Iterable[list[Template]], wanted: Iterable[list[Template]]) -> dict[str, float]:
    """Micro precision, recall and F1 over all six slots and texts, in per cent."""
    columns = zip(*(counts(p, g) for p, g in zip(predicted, wanted, strict=True)), strict=True)
    right, given, found, keys = (sum(column) for column in columns)
    precision, recall = right / max(1, given), found / max(1, keys)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": round(100 * f1, 1), "precision": round(100 * precision, 1), "recall": round(100 * recall, 1)}


def counts(predicted: list[Template], wanted: list[Template]) -> tuple[int, int, int, int]:
    """(right among the predicted, predicted, found among the wanted, wanted) for one text, under the best mapping."""
    given, keys = sum(map(_size, predicted)), sum(map(_size, wanted))
    best = max(_mappings(predicted, wanted, 0, frozenset()), key=lambda rf: _f1(rf[0], given, rf[1], keys))
    return best[0], given, best[1], keys


def _mappings(predicted: list[Template], wanted: list[Template], at: int, used: frozenset[int]) -> Iterator[tuple[int, int]]:
    """(right, found) of every one-to-one mapping of predicted to wanted templates, from the template `at` on."""
    if at == len(predicted):
        yield 0, 0
        return
    yield from _mappings(predicted, wanted, at + 1, used)
    for j, key in enumerate(wanted):
        if j not in used and predicted[at]["incident_type"] in key["incident_type"]:
            right, found = _agreement(predicted[at], key)
            yield from ((right + r, found + f) for r, f in _mappings(predicted, wanted, at + 1, used | {j}))


def _agreement(given: Template, key: Template) -> tuple[int, int]:
    right = sum(any(set(p) <= set(g) for g in key[role]) for role in ROLES for p in given[role])
    found = sum(any(set(p) <= set(g) for p in given[role]) for role in ROLES for g in key[role])
    return 1 + right, 1 + found


def _size(template: Template) -> int:
    return 1 + sum(len(template[role]) for role in ROLES)


def _f1(right: int, given: int, found: int, keys: int) -> float:
    precision, recall = right / max(1, given), found / max(1, keys)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
