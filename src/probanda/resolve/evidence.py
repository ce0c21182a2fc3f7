"""From matched words to quantities that speak for or against one name, and from those, by a table of weights, to a score.

The table is data (data/names/weights.yaml): rows of (quantity, bound, weight, words). A row counts when the quantity reaches
its bound; the weights are natural logs of likelihood ratios, fitted with fixed signs on public labelled lists
(`python -m benchmarks names --fit`), after Fellegi & Sunter 1969.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import yaml

from probanda.resolve.align import Columns, Floats, Ints, Strings, assign, grid
from probanda.resolve.particles import KUNYA

Bools = npt.NDArray[np.bool_]
Quantities = dict[str, npt.NDArray[Any]]
SAME = 0.985
"""Words at least this similar are one spelling of one name."""


class Row(NamedTuple):
    """One row of the table of weights."""

    quantity: str
    bound: float
    weight: float
    words: str


class Table(NamedTuple):
    """All rows, the score where nothing is known (natural log of odds), and the threshold of `same`."""

    rows: tuple[Row, ...]
    prior: float
    threshold: float


@cache
def table(name: str = "weights") -> Table:
    """The table in data/names/<name>.yaml."""
    data: Any = yaml.safe_load((files("probanda") / f"data/names/{name}.yaml").read_text("utf-8"))
    rows = tuple(Row(str(r["quantity"]), float(r["bound"]), float(r["weight"]), str(r["words"])) for r in data["rows"])
    return Table(rows, float(data["prior"]), float(data["threshold"]))


def score(quantities: Mapping[str, npt.NDArray[Any]], weights: Table) -> Floats:
    """The probability of one name for each pair, 0 to 1."""
    odds = np.full(len(next(iter(quantities.values()))), weights.prior, dtype=np.float64)
    for row in weights.rows:
        odds += row.weight * (quantities[row.quantity] >= row.bound)
    return (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)


class Matched(NamedTuple):
    """Pairs of names with their words assigned to each other. Arrays of shape (pairs, words) unless said otherwise."""

    left: Ints
    right: Ints
    scores: Floats
    """(pairs, words, words); negative for two known names that are not the same."""
    partner: Ints
    quality: Floats
    found_left: Bools
    found_right: Bools


def match(columns: Columns, left: Ints, right: Ints) -> Matched:
    """Assign the words of each left name to words of its right name."""
    scores = grid(columns, left, right)
    partner, quality = assign(scores)
    found_left = partner >= 0
    found_right = np.zeros_like(found_left)
    pairs, places = np.nonzero(found_left)
    found_right[pairs, partner[pairs, places]] = True
    return Matched(left, right, scores, partner, quality, found_left, found_right)


def quantities(columns: Columns, matched: Matched) -> Quantities:
    """All quantities of the table that the words give (`whole` and `bones` come from the joined names, see names.py)."""
    sizes = _sizes(columns, matched)
    return {**sizes, **_ends(columns, matched, sizes), **_alone(columns, matched, sizes), **_order(matched, sizes)}


def as_a_whole(sounds: Strings, frames: Strings, *, pairs: tuple[Ints, Ints], found: Quantities) -> Quantities:
    """How far the names as a whole sound alike, however they are divided into words."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cpdist

    left, right = pairs
    whole: Any = cpdist(sounds[left], sounds[right], scorer=Levenshtein.normalized_similarity)
    bones: Any = cpdist(frames[left], frames[right], scorer=Levenshtein.normalized_similarity)
    # "Salah Badi" and "Saleh Badi" sound alike as a whole, and are two names.
    whole = np.where(found["apart_short"], 0, whole)
    return {"whole": whole, "bones": np.where(found["apart_short"], 0, bones), "whole_despite": np.where(found["full"], 0, whole)}


def _sizes(columns: Columns, matched: Matched) -> Quantities:
    there_left, there_right = matched.left >= 0, matched.right >= 0
    weight_left = np.where(there_left, columns.weight[matched.left], 0)
    weight_right = np.where(there_right, columns.weight[matched.right], 0)
    partner_weight = np.take_along_axis(weight_right, np.maximum(matched.partner, 0), 1)
    shared = np.where(matched.found_left, (weight_left + partner_weight) / 2, 0)
    spare_left = (weight_left * ~matched.found_left).sum(1)
    spare_right = (weight_right * ~matched.found_right).sum(1)
    count, n_left, n_right = matched.found_left.sum(1), there_left.sum(1), there_right.sum(1)
    short = np.minimum(n_left, n_right)
    odd = 1 - np.where(matched.found_left, matched.quality, 1).min(1)
    return {
        "shared": shared.sum(1),
        "odd": odd,
        "lost": (shared * (1 - matched.quality)).sum(1),
        "conflict": np.minimum(spare_left, spare_right),
        "extra": np.abs(spare_left - spare_right),
        "count": count,
        "left_words": n_left,
        "right_words": n_right,
        "short": short,
        "conflicts": short - count,
        "full": (count == short) & (short >= 2),
        "long_full": (count == short) & (short >= 3),
    }


def _ends(columns: Columns, matched: Matched, sizes: Quantities) -> Quantities:
    """The first word is the person, the last the family: what happens at the ends of the names."""
    n, rows = len(matched.left), np.arange(len(matched.left))
    last_left, last_right = np.maximum(sizes["left_words"] - 1, 0), np.maximum(sizes["right_words"] - 1, 0)
    left_last, right_last = matched.found_left[rows, last_left], matched.found_right[rows, last_right]
    first_left, first_right = matched.found_left[:, 0], matched.found_right[:, 0]
    longer_left = sizes["left_words"] > sizes["right_words"]
    longer_first = np.where(longer_left, matched.left[:, 0], matched.right[:, 0])
    longer_found = np.where(longer_left, first_left, first_right)
    son = sizes["full"] & (sizes["left_words"] != sizes["right_words"]) & ~longer_found
    prefix = columns.mohammed[longer_first] | (columns.kind[longer_first] == KUNYA) if n else np.zeros(0, bool)
    return {
        "first_alone": first_left ^ first_right,
        "first_conflict": ~first_left & ~first_right,
        "last_alone": left_last ^ right_last,
        "last_conflict": ~left_last & ~right_last,
        "first_same": matched.partner[:, 0] == 0,
        # "Saddam Khalifa Haftar" and "Khalifa Haftar" are son and father; "Mohammed" and "Abu X" stand before a man's own name.
        "chain": son & ~prefix,
    }


def _alone(columns: Columns, matched: Matched, sizes: Quantities) -> Quantities:
    """One word against a name: a kunya or a common given name says little, a rare family name more."""
    rows = np.arange(len(matched.left))
    left_short = sizes["left_words"] <= sizes["right_words"]
    one = sizes["short"] == 1
    word = np.where(left_short, matched.left[:, 0], matched.right[:, 0])
    at_end_right = matched.partner[:, 0] == sizes["right_words"] - 1
    at_end_left = matched.partner[rows, np.maximum(sizes["left_words"] - 1, 0)] == 0
    family = one & (sizes["count"] == 1) & np.where(left_short, at_end_right, at_end_left)
    kunya_left = ((columns.kind[matched.left] == KUNYA) & (matched.left >= 0)).any(1)
    kunya_right = ((columns.kind[matched.right] == KUNYA) & (matched.right >= 0)).any(1)
    return {
        "lone_kunya": one & (columns.kind[word] == KUNYA),
        "lone_common": one & (columns.weight[word] < 0.7),
        "lone_family": family & (sizes["left_words"] != sizes["right_words"]),
        "both_kunya": kunya_left & kunya_right,
    }


def _order(matched: Matched, sizes: Quantities) -> Quantities:
    place = np.where(matched.found_left, matched.partner, -1)
    highest = np.maximum.accumulate(place, 1)
    disorder = (matched.found_left & (place < highest)).any(1)
    exact = np.where(matched.found_left, matched.quality, 1).min(1) > SAME
    in_place = (~matched.found_left | (matched.partner == np.arange(place.shape[1]))).all(1)
    rest = (sizes["conflicts"] >= 1) & exact & (sizes["count"] >= 1)
    free = ((matched.left >= 0) & ~matched.found_left)[:, :, None] & ((matched.right >= 0) & ~matched.found_right)[:, None, :]
    apart = np.where(free, -matched.scores, 0).reshape(len(matched.left), -1).max(1, initial=0)
    return {
        "disorder": disorder,
        "swapped": disorder & (sizes["count"] == 2) & (sizes["short"] == 2),
        # All else is letter for letter the same, so that the one word that differs was meant to differ.
        "changed": rest,
        "changed_in_place": rest & in_place & (sizes["conflicts"] == 1) & (sizes["left_words"] == sizes["right_words"]),
        "apart": apart,
        "apart_short": (apart >= 0.5) & (sizes["short"] <= 2) & (sizes["left_words"] == sizes["right_words"]),
    }
