"""Fit the table of weights for names of persons, and its threshold, on labelled pairs; run by `names --fit` only.

Logistic regression with the sign of every row fixed beforehand (a reason for can never become one against), so that the
table stays a list of reasons. The threshold is the best F1 on the OFAC pairs of the same folder.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from probanda.resolve.names import Names
from probanda.resolve.units import Units

Floats = npt.NDArray[Any]

Rows = dict[str, tuple[str, list[float], str]]
ROWS: Rows = {
    "shared": ("+", [0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.1, 1.3, 1.5, 1.8, 2.2], "words in common, weighed by how rare they are"),
    "odd": ("-", [0.02, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35], "a word is spelled differently, more than the usual"),
    "lost": ("-", [0.1, 0.2, 0.3, 0.5], "several words are spelled differently"),
    "conflict": ("-", [0.01, 0.3, 0.5, 0.7, 0.9, 1.2], "each name has words that the other lacks"),
    "conflicts": ("-", [1, 2], "words of the shorter name have no counterpart"),
    "extra": ("-", [0.3, 0.6, 0.9, 1.4, 2.0], "one name has many words more"),
    "full": ("+", [1], "all words of the shorter name are found in the longer"),
    "long_full": ("+", [1], "three words or more, all found"),
    "first_alone": ("-", [1], "the first word of one name is not found"),
    "first_conflict": ("-", [1], "the first words are two names"),
    "first_same": ("+", [1], "the first words agree"),
    "last_alone": ("-", [1], "the last word of one name is not found"),
    "last_conflict": ("-", [1], "the last words are two names"),
    "chain": ("-", [1], "another given name before the whole of the shorter name: child and parent"),
    "lone_kunya": ("-", [1], "one of them is a kunya alone"),
    "lone_common": ("-", [1], "one of them is a single common name"),
    "lone_family": ("+", [1], "one of them is the family name of the other"),
    "both_kunya": ("-", [1], "both bear a kunya"),
    "disorder": ("-", [1], "the words stand in another order"),
    "swapped": ("-", [1], "given and family name exchanged"),
    "changed": ("-", [1], "a word differs wholly where all others are letter for letter the same"),
    "changed_in_place": ("-", [1], "exactly one word in its place is another name"),
    "apart_short": ("-", [1], "the words that differ are two known names"),
    "whole": ("+", [0.7, 0.78, 0.85, 0.9, 0.95], "the names as a whole sound alike"),
    "whole_despite": ("+", [0.85, 0.9], "as a whole they sound alike, though divided into words differently"),
    "bones": ("+", [0.6, 0.7, 0.8, 0.9], "the consonants as a whole agree"),
}
UNIT_ROWS: Rows = {
    "shared": ROWS["shared"],
    "odd": ROWS["odd"],
    "conflict": ("-", [0.2, 0.4, 0.6, 0.9, 1.3], "each name has words that the other lacks"),
    "conflicts": ROWS["conflicts"],
    "extra": ("-", [0.2, 0.4, 0.6, 0.9, 1.4, 2.0], "one name has words more"),
    "full": ROWS["full"],
    "long_full": ROWS["long_full"],
    "changed": ROWS["changed"],
    "changed_in_place": ROWS["changed_in_place"],
    "whole": ROWS["whole"],
    "whole_despite": ROWS["whole_despite"],
    "bones": ROWS["bones"],
    "number_conflict": ("-", [1], "the numbers differ"),
    "number_same": ("+", [1], "the numbers agree"),
    "type_conflict": ("-", [1], "two kinds of unit or body"),
    "sort_conflict": ("-", [1], "one is under arms, the other is not"),
    "legal_conflict": ("-", [1], "two legal forms"),
    "acronym": ("+", [1], "one is made of the initials of the other"),
}
NUMBER_AT_MOST = -5.0
SORT_AT_MOST = -2.0
CHAIN_AT_MOST = -2.5
SHARE = {"ofac": 2.0, "un": 0.5, "gold": 1.0, "nkbench": 3.0}
UNIT_SHARE = {"ofac": 0.5, "un": 0.5, "gold": 2.0, "nkbench": 2.0}
TOLERANCE = {True: 0.01, False: 0.005}


def design(
    quantities: dict[str, Floats], table: dict[str, tuple[str, list[float], str]]
) -> tuple[Floats, list[tuple[str, float, str]]]:
    """The table's rows as columns of 0 and 1, with (quantity, bound, sign) of each."""
    rows = [(name, bound, sign) for name, (sign, bounds, _) in table.items() for bound in bounds]
    return np.stack([(quantities[name] >= bound).astype(float) for name, bound, _ in rows], 1), rows


def fit(design_matrix: Floats, labels: Floats, weights: Floats, *, signs: list[tuple[str, float, str]]) -> Floats:
    """Weights and, last, the prior. Raises nothing; L2 penalty 1."""
    minimize = import_module("scipy.optimize").minimize

    x = np.hstack([design_matrix, np.ones((len(labels), 1))])
    at_most = {"chain": CHAIN_AT_MOST, "number_conflict": NUMBER_AT_MOST, "sort_conflict": SORT_AT_MOST}
    bounds = [(0, None) if s == "+" else (None, at_most.get(name, 0)) for name, _, s in signs]

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b
        slope = x.T @ (weights * (1 / (1 + np.exp(-z)) - labels))
        slope[:-1] += 2 * b[:-1]
        return float((weights * (np.logaddexp(0, z) - labels * z)).sum() + (b[:-1] ** 2).sum()), slope

    found: Any = minimize(loss, np.zeros(len(bounds) + 1), jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B")
    return np.asarray(found.x)


def write(
    path: Path, coefficients: Floats, *, rows: list[tuple[str, float, str]], threshold: float, words: Rows | None = None
) -> None:
    """The table as YAML, rows of weight 0 left out."""
    kept = [
        {"quantity": name, "bound": bound, "weight": round(float(c), 2), "words": (words or {**ROWS, **UNIT_ROWS})[name][2]}
        for (name, bound, _), c in zip(rows, coefficients[:-1], strict=True)
        if abs(c) >= 0.02
    ]
    head = "# Fitted by the benchmark of this table with --fit; see there. Weights: natural log of likelihood ratios.\n"
    body = {"threshold": round(float(threshold), 3), "prior": round(float(coefficients[-1]), 3), "rows": kept}
    path.write_text(head + yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=140), encoding="utf-8")


class Lists:
    """Labelled pairs of persons, or of organisations, as a matrix of the table's rows."""

    def __init__(self, rows: Sequence[dict[str, str]], kind: type[Names] | type[Units], *, person: bool) -> None:
        self.person = person
        self.rows = [row for row in rows if (row["schema"] == "PER") == person]
        n = len(self.rows)
        table = kind([row["name1"] for row in self.rows] + [row["name2"] for row in self.rows])
        found = table.quantities(np.arange(n), np.arange(n) + n)[1]
        self.matrix, self.signs = design(found, ROWS if person else UNIT_ROWS)
        self.label = np.array([float(row["is_match"]) for row in self.rows])
        self.set = np.array([row["set"] for row in self.rows])
        self.weight = np.array([(SHARE if person else UNIT_SHARE)[row["set"]] for row in self.rows])
        # A pseudonym that shares no word with the name teaches nothing about spelling.
        self.usable = (self.label == 0) | (found["count"] > 0) | (found.get("acronym", np.zeros(n)) > 0)

    def fitted(self, chosen: Floats) -> tuple[Floats, Floats, float]:
        """Weights fitted on the chosen pairs, scores of all, and the threshold (persons: on OFAC's; bodies: not on UN's)."""
        use = chosen & self.usable
        weights = fit(self.matrix[use], self.label[use], self.weight[use], signs=self.signs)
        scores = 1 / (1 + np.exp(-(self.matrix @ weights[:-1] + weights[-1])))
        judged = chosen & ((self.set == "ofac") if self.person else (self.set != "un"))
        best = _threshold(self.label[judged], scores[judged], self.weight[judged], tolerance=TOLERANCE[self.person])
        return weights, scores, best

    def held_out(self) -> Floats:
        """Log odds of all pairs above the threshold, weights and threshold fitted on the other four folds of entities."""
        folds = np.array([zlib.crc32((min(r["entity1"], r["entity2"]) or r["name1"]).encode()) % 5 for r in self.rows])
        out = np.zeros(len(self.rows))
        for number in range(5):
            _, scores, best = self.fitted(folds != number)
            own = folds == number
            out[own] = np.log(scores[own] / (1 - scores[own])) - np.log(best / (1 - best))
        return out


def fit_table(lists: Lists, *, path: Path, threshold: float | None = None) -> float:
    """Fit and write one table; the threshold of persons is found on OFAC pairs, that of units is moved onto it. Returns it."""
    coefficients, _, best = lists.fitted(np.ones(len(lists.rows), dtype=bool))
    if threshold is not None:
        coefficients[-1] += np.log(threshold / (1 - threshold)) - np.log(best / (1 - best))
    write(path, coefficients, rows=lists.signs, threshold=threshold or best)
    return round(threshold or best, 3)


def _threshold(label: Floats, scores: Floats, weight: Floats, *, tolerance: float) -> float:
    tried = np.unique(np.quantile(scores, np.linspace(0, 1, 400)))
    values = []
    for t in tried:
        said = scores >= t
        values.append(2 * (weight * label * said).sum() / ((weight * label).sum() + (weight * said).sum()))
    return float(max(t for t, value in zip(tried, values, strict=True) if value >= max(values) - tolerance))
