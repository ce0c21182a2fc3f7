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
from bisect import bisect
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from benchmarks._muc4_case import restore
from benchmarks._parsing import arguments, parsed
from probanda.extract import fillers
from probanda.extract.fillers import ROLES, Filler

Template = dict[str, Any]
"""incident_type: str, and for each role a list of entities, each a list of normalised mentions."""
NO_REPORT = 0.95
"""A text is left without a template from this probability of "none"."""
BARS = {"PerpInd": 0.2, "PerpOrg": 0.3, "Target": 0.3, "Victim": 0.2, "Weapon": 0.2}
"""A filler is taken from this probability of its role."""
CORE, MOST = 0.3, 2
"""A victim or target of this probability may begin an incident of its own; a text gives at most so many templates."""


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
    """At most two templates of the likeliest type, or none.

    Fillers in paragraphs that share no victim or target tell of another incident.
    """
    chances = fillers.kind(doc)
    if chances.pop("none") > NO_REPORT:
        return []
    found = [f for f in fillers.find(doc) if f.probability >= BARS[f.role] and normal(doc[f.start : f.end].text)]
    breaks = [m.end() for m in re.finditer(r" {3,}|\n", doc.text)]
    placed = [(bisect(breaks, doc[f.start].idx), f) for f in sorted(found, key=lambda f: -f.probability)]
    told = _incidents(doc, placed)
    likeliest = max(chances, key=chances.__getitem__)
    return [_template(doc, likeliest, [f for at, f in placed if _belongs(at, f, told, number)]) for number in range(len(told))]


Placed = tuple[int, Filler]
"""A filler with the number of its paragraph."""


def _incidents(doc: Doc, placed: list[Placed]) -> list[set[int]]:
    """The paragraphs of each incident, in order: those that name a victim or target, joined where they name the same one."""
    groups: list[tuple[set[int], set[str]]] = []
    for at, filler in sorted(
        (p for p in placed if p[1].role in ("Victim", "Target") and p[1].probability >= CORE), key=lambda p: p[0]
    ):
        name = normal(doc[filler.start : filler.end].text)
        same = [g for g in groups if at in g[0] or name in g[1]]
        joined = ({at}.union(*(g[0] for g in same)), {name}.union(*(g[1] for g in same)))
        groups = [*(g for g in groups if g not in same), joined]
    return sorted((paragraphs for paragraphs, _ in groups), key=min)[:MOST] or [{0}]


def _belongs(at: int, filler: Filler, told: list[set[int]], number: int) -> bool:
    """Perpetrators belong to every incident of a text, other fillers to the nearest."""
    nearest = min(range(len(told)), key=lambda i: min(abs(at - paragraph) for paragraph in told[i]))
    return filler.role in ("PerpInd", "PerpOrg") or nearest == number


def _template(doc: Doc, kind: str, chosen: list[Filler]) -> Template:
    template: Template = {"incident_type": kind, **{role: [] for role in ROLES}}
    for filler in chosen:
        name = normal(doc[filler.start : filler.end].text)
        if not any(_within(name, other[0]) for other in template[filler.role]):
            template[filler.role].append([name])
    return template


def _within(name: str, other: str) -> bool:
    ours, theirs = set(name.split()), set(other.split())
    return ours <= theirs or theirs <= ours


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
