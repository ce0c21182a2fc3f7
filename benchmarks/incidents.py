"""Are reports of one event joined? `python -m benchmarks incidents --data DIR [--fit]`

DIR holds reports.csv: one coded report a row, with its event. Pair F1 after clustering, B-cubed F1, and events found against
true, beside the usual rule (same day, within a kilometre). The table was fitted once with --fit; a run without it never fits.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import names_fit
from probanda.resolve import evidence
from probanda.resolve.linkage import average_link
from probanda.resolve.normal import fold
from probanda.resolve.reports import Report, distance, proposed, quantities

Labels = list[int]
ROWS: names_fit.Rows = {
    "gap": ("-", [1, 2, 3, 4], "days between the two"),
    "start_gap": ("-", [1, 2, 3, 5, 10], "they begin on different days"),
    "end_gap": ("-", [1, 2, 3, 5, 10], "they end on different days"),
    "vague": ("-", [1, 3, 7, 14], "one is dated to several days only"),
    "far": ("-", [0.5, 1, 3, 5, 10, 20, 40, 60], "kilometres between the two"),
    "nowhere": ("-", [1], "one of the places is not known"),
    "exact": ("+", [3, 4, 5, 6], "near each other, and exactly placed"),
    "same_area": ("+", [1], "the same town"),
    "same_place": ("+", [1], "the same place"),
    "within": ("+", [1], "one place lies in the other"),
    "crowd_place": ("-", [2, 3, 5, 8, 14, 20], "many reports from this place in those days"),
    "crowd_area": ("-", [2, 3, 5, 8, 14, 20], "many reports from this town in those days"),
    "killed_agree": ("+", [1, 2, 3, 5, 9], "the same number of dead"),
    "killed_differ": ("-", [0.01, 0.3, 0.5, 0.7, 0.85], "different numbers of dead"),
    "killed_alone": ("-", [1, 2, 4, 10], "only one of them tells of dead"),
    "killed_disjoint": ("-", [1], "the numbers of dead exclude each other"),
    "injured_agree": ("+", [1, 2, 4, 9], "the same number of injured"),
    "injured_differ": ("-", [0.3, 0.6], "different numbers of injured"),
    "injured_alone": ("-", [1, 5, 15], "only one of them tells of injured"),
    "same_actor": ("+", [1, 2], "the same actor"),
    "actor_conflict": ("-", [1], "two actors"),
    "same_context": ("+", [1], "the same kind of act"),
    "context_conflict": ("-", [1], "two kinds of act"),
    "same_target": ("+", [1], "the same kind of victims"),
    "target_conflict": ("-", [1], "two kinds of victims"),
    "same_text": ("-", [1], "one text tells of both"),
    "same_author": ("-", [1], "one outlet tells of both"),
    "day_and_place": ("+", [1], "the same day and place"),
}
EVENTS_WITHIN = 0.03
CUTS = np.arange(0.2, 0.61, 0.025)


def read(path: Path) -> tuple[list[Report], list[str]]:
    """The reports of a file, and the event of each."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [_report(row) for row in rows], [row["event_id"] for row in rows]


def _report(row: dict[str, str]) -> Report:
    days = sorted(date.fromisoformat(row[k][:10]).toordinal() for k in ("date_start", "date_end") if row[k])
    low, best, high, hurt = (int(float(row[k] or 0)) if row[k] != "NA" else 0 for k in (*_DEATHS, "injuries_best"))
    actors = {fold(row[k]) for k in ("actor1", "actor2", "actor3") if row[k] and not row[k].lower().startswith("unknown")}
    return Report(
        id=row["id"],
        start=days[0] if days else None,
        end=days[-1] if days else None,
        place=fold(row["location"]),
        area=fold(row["city"]),
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        precision=int(float(row["geo_precision"] or 0)),
        actors=frozenset(actors),
        context=_known(row["event_context"]),
        target=_known(row["target"]),
        killed=(low, best, high),
        injured=hurt,
        text=row["source"],
        author=row["source_author"],
    )


_DEATHS = ("deaths_low", "deaths_best", "deaths_high")


def _known(value: str) -> str:
    return "" if value.startswith("Unknown") else fold(value)


def clustered(reports: list[Report], scores: npt.NDArray[Any], *, pairs: tuple[Any, Any], cut: float) -> Labels:
    """The number of the group of each report. Two reports of one text are reports of two events."""
    text = np.array([hash(r.text) for r in reports])
    apart = text[pairs[0]] == text[pairs[1]]
    groups = average_link(len(reports), *pairs, scores=scores.astype(float), cut=cut, apart=apart)
    labels = [0] * len(reports)
    for number, group in enumerate(groups):
        for i in group:
            labels[i] = number
    return labels


def pair_f1(labels: Labels, events: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs put together."""
    both = _pairs(list(zip(labels, events, strict=True)))
    found, true = _pairs(labels), _pairs(events)
    return both / max(1, found), both / max(1, true), 2 * both / max(1, found + true)


def _pairs(values: list[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(values).values())


def b_cubed(labels: Labels, events: list[str]) -> float:
    """B-cubed F1 (Bagga & Baldwin 1998)."""
    both, group, event = Counter(zip(labels, events, strict=True)), Counter(labels), Counter(events)
    precision = sum(n * n / group[a] for (a, _), n in both.items()) / len(labels)
    recall = sum(n * n / event[b] for (_, b), n in both.items()) / len(labels)
    return 2 * precision * recall / (precision + recall)


def usual_rule(reports: list[Report], pairs: tuple[Any, Any]) -> npt.NDArray[Any]:
    """The rule of event data sets: within a kilometre, on the same day."""
    start = np.array([r.start or 0 for r in reports])
    near = np.nan_to_num(distance(reports, *pairs), nan=99.0) <= 1
    return np.asarray(near & (start[pairs[0]] == start[pairs[1]]))


def refit(reports: list[Report], events: list[str], path: Path) -> None:
    """Fit the table on these reports; the cut is the best over five folds of months, so that it is not read off its own fit."""
    pairs = proposed(reports)
    matrix, signs = names_fit.design(quantities(reports, *pairs), ROWS)
    label = np.array([float(events[a] == events[b]) for a, b in zip(*pairs, strict=True)])
    weight, month = np.ones(len(label)), np.array([(reports[a].start or 0) // 45 % 5 for a in pairs[0].tolist()])
    held_out = np.zeros(len(label))
    for fold_number in range(5):
        rest, own = month != fold_number, month == fold_number
        found = names_fit.fit(matrix[rest], label[rest], weight[rest], signs=signs)
        held_out[own] = 1 / (1 + np.exp(-(matrix[own] @ found[:-1] + found[-1])))
    values = {}
    for cut in CUTS:
        labels = clustered(reports, held_out, pairs=pairs, cut=cut)
        if abs(len(set(labels)) / len(set(events)) - 1) <= EVENTS_WITHIN:
            values[float(cut)] = pair_f1(labels, events)[2]
    best = max(values, key=lambda cut: values[cut])
    print(f"five folds of months: pair F1 {values[best]:.3f} at cut {best:.3f}")
    names_fit.write(path, names_fit.fit(matrix, label, weight, signs=signs), rows=signs, threshold=best, words=ROWS)


def main(argv: list[str]) -> int:
    """Print a table and, last, one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks incidents", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fit", action="store_true", help="fit the weights on this file and store them")
    args = parser.parse_args(argv)
    reports, events = read(args.data / "reports.csv")
    if args.fit:
        refit(reports, events, Path(evidence.__file__).parents[1] / "data" / "names" / "weights_incidents.yaml")
        evidence.table.cache_clear()
    start = time.process_time()
    pairs = proposed(reports)
    table = evidence.table("weights_incidents")
    labels = clustered(reports, evidence.score(quantities(reports, *pairs), table), pairs=pairs, cut=table.threshold)
    seconds = time.process_time() - start
    rule = clustered(reports, usual_rule(reports, pairs).astype(float), pairs=pairs, cut=0.5)
    result: dict[str, Any] = {"reports": len(reports), "events": len(set(events)), "seconds": round(seconds, 2)}
    for name, found in (("", labels), ("usual_rule.", rule)):
        precision, recall, f1 = pair_f1(found, events)
        result |= {f"{name}pair_precision": round(precision, 4), f"{name}pair_recall": round(recall, 4)}
        result |= {f"{name}pair_f1": round(f1, 4), f"{name}b_cubed_f1": round(b_cubed(found, events), 4)}
        result[f"{name}events_found_over_true"] = round(len(set(found)) / len(set(events)), 4)
    for key, value in result.items():
        print(f"{key:36}{value:>12}")
    print(json.dumps(result))
    return 0
