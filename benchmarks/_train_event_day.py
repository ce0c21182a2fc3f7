"""Fit the table of `event_day` on the training articles of `gva_casualties`: `python -m benchmarks._train_event_day --data DIR`.

A conditional logit over the days that one article names, with a penalty on large weights. Prints the accuracy of five folds
(weights of four, read on the fifth; an article that names no day stands with its day of publication) and the weights of all,
rounded as the lexicon holds them. Needs the extra `train`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks._parsing import arguments, parsed
from probanda import edtf
from probanda.extract import dates, event_day, one_event
from probanda.extract.choice import Choice, Features
from probanda.extract.reading import Reading
from probanda.model import Party

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Article = tuple[dict[date, Features], date, date]
"""What speaks for each day, the day annotated, the day of publication."""
PENALTY, FOLDS, STEP = 5.0, 5, 0.05


def main(argv: list[str]) -> int:
    """Print the accuracy of five folds and the weights; returns an exit status."""
    options = arguments(argv, "_train_event_day", __doc__)
    articles = json.loads((options.data / "X_train.json").read_text("utf-8"))[: options.limit]
    gold = json.loads((options.data / "y_train.json").read_text("utf-8"))[: options.limit]
    docs = parsed(article["text"] for article in articles)
    cases = [case(a, doc, g["shooting_date"]) for a, doc, g in zip(articles, docs, gold, strict=True)]
    parts = [cases[k::FOLDS] for k in range(FOLDS)]
    learned = [fit([c for other in parts if other is not part for c in other]) for part in parts]
    right = sum(chosen(weights, c) == c[1] for weights, part in zip(learned, parts, strict=True) for c in part)
    print(f"five folds: {100 * right / len(cases):.1f}")
    print(json.dumps({name: round(round(w / STEP) * STEP, 2) for name, w in fit(cases).items()}))
    return 0


def case(article: dict[str, str], doc: Any, annotated: str) -> Article:
    """An article as its days and what speaks for each."""
    published = edtf.parse(article["publish_date"])
    plain = Reading(text="article", body=doc.text, doc=doc, outlet=Party(name="article", how="outlet"), published=published)
    whens = tuple(dates.find(plain.body, published=published, language="en", span=plain.span))
    read = Reading(text="article", body=doc.text, doc=doc, outlet=plain.outlet, published=published, whens=whens)
    made = event_day.features(read, event_day.places_of(read, one_event.dated(read)))
    return made, date.fromisoformat(annotated), date.fromisoformat(article["publish_date"])


def chosen(weights: dict[str, float], article: Article) -> date:
    """The day with the highest sum, and that of publication where none is named."""
    return Choice(weights).best(article[0]) or article[2]


def fit(cases: Sequence[Article]) -> dict[str, float]:
    """Weights under which the annotated days are likeliest; articles that do not name the day annotated teach nothing."""
    told = [(days, list(days).index(day)) for days, day, _ in cases if day in days and len(days) > 1]
    names = sorted({name for days, _ in told for features in days.values() for name in features})
    rows = [(np.array([[f.get(n, 0.0) for n in names] for f in days.values()]), at) for days, at in told]

    def unlikeliness(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for matrix, at in rows:
            scores = matrix @ weights
            odds = np.exp(scores - scores.max())
            shares = odds / odds.sum()
            total -= float(np.log(shares[at] + 1e-12))
            slope = slope + matrix.T @ shares - matrix[at]
        return total, slope

    found = minimize(unlikeliness, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: float(weight) for name, weight in zip(names, found, strict=True)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
