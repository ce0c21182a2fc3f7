"""Attacks on human rights defenders: perpetrator type, violations, victims, country, year, day (HRDsAttack, Ran et al. 2023).

`python -m benchmarks hrdsattack --data ../shared/bench/hrdsattack --split dev|train`. Measures as in the data set's own
src/models/utils.py: accuracies over all articles (an article whose label is empty cannot be right), micro F1 of violation
types, exact F1 of
victims' names. `country_any_name` counts other names of the same country as right and is no official figure.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from benchmarks._parsing import arguments, parsed
from probanda import edtf
from probanda.extract import coreference, dates, mentions
from probanda.extract.profile import profile
from probanda.extract.reading import Reading
from probanda.model import Party

HARM_BAR, VICTIM_BAR = 0.3, 0.25
"""Probabilities from which a label is given. For micro F1 the best bar is about half the F1 reached (Lipton et al. 2014)."""
_SAME = {
    "USA": "United States",
    "US": "United States",
    "United States of America": "United States",
    "People's Republic of China": "China",
    "Burma": "Myanmar",
    "England": "United Kingdom",
    "Scotland": "United Kingdom",
    "Wales": "United Kingdom",
}
_WRITTEN = {"United States": "USA"}
_PARTS = ("England", "Scotland", "Wales")
_BRITISH = re.compile(r"\b(?:England|Scotland|Wales|United Kingdom|UK|Britain|British)\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """The labels of one article; a label that is not given is None or empty."""

    perpetrator_type: str | None
    violations: frozenset[str]
    victims: tuple[str, ...]
    country: str | None
    year: str | None
    day: str | None


def main(argv: list[str]) -> int:
    """Measure one split; prints one JSON object, all figures in per cent."""
    options = arguments(argv, "hrdsattack", __doc__)
    samples = json.loads((options.data / f"{options.split}.json").read_text("utf-8"))[: options.limit]
    print(json.dumps(score((answer(reading) for reading in readings(samples)), [label(s["merged_sample"]) for s in samples])))
    return 0


def readings(samples: list[dict[str, Any]]) -> Iterator[Reading]:
    """Each article as the extractors see it: text, title and date of publication, nothing else."""
    bodies = [plain(s["sample"]["Input.article_interface"]) for s in samples]
    for sample, doc in zip(samples, parsed(bodies), strict=True):
        about = sample["sample"]
        published = edtf.parse(about["Input.publish_date"][:10])
        reading = Reading(text="article", body=doc.text, doc=doc, outlet=Party(name="article", how="outlet"), published=published)
        times = dates.find(reading.body, published=published, language="en", span=reading.span)
        reading = replace(reading, title=about["Input.title"], mentions=tuple(mentions.find(reading)), whens=tuple(times))
        yield replace(reading, referents=dict(coreference.find(reading)))


def plain(page: str) -> str:
    """The words of an article's HTML, a blank line between paragraphs."""
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</p>\s*", "\n\n", page))).strip()


def answer(reading: Reading) -> Answer:
    """What the extractors make of an article."""
    found = profile(reading)
    likeliest = max(found.harms, key=found.harms.__getitem__)
    return Answer(
        perpetrator_type=found.actor,
        violations=frozenset(name for name, p in found.harms.items() if p >= HARM_BAR) or frozenset({likeliest}),
        victims=tuple(name for name, p in found.victims if p >= VICTIM_BAR),
        country=written(reading, found.country),
        year=str(found.year) if found.year else None,
        day=str(found.day.day) if found.day else None,
    )


def written(reading: Reading, country: str | None) -> str | None:
    """A country as the annotators write it; for the United Kingdom, the part that a text speaks of more than of the whole."""
    if country != "United Kingdom":
        return _WRITTEN.get(country or "", country)
    names = Counter(_BRITISH.findall(f"{reading.title or ''} {reading.body}"))
    whole = names.total() - sum(names[part] for part in _PARTS)
    best = max(_PARTS, key=names.__getitem__)
    return best if names[best] > whole else country


def usual(country: str | None) -> str | None:
    """The name under which a country is known here, for one as the annotators write it."""
    return _SAME.get(country or "", country)


def label(gold: Mapping[str, Any]) -> Answer:
    """The labels of an annotation, cleaned as the data set's loader cleans them."""
    kinds = frozenset(gold["violation_types"] or ())
    named = gold["country"]
    return Answer(
        perpetrator_type=gold["perpetrator_type"],
        violations=kinds - {"unknown"} if len(kinds) > 1 else kinds,
        victims=tuple(v["victim_name"] for v in gold["victims"] if v["victim_name"]),
        country=None if not named or named.lower() in ("n/a", "none") else named,
        year=_number(gold["year"]),
        day=_number(gold["date"]),
    )


def _number(written: str | None) -> str | None:
    try:
        return str(int(float(written or "")))
    except ValueError:
        return None


def score(given: Iterable[Answer], gold: list[Answer]) -> dict[str, float]:
    """All figures, in per cent."""
    pairs = list(zip(given, gold, strict=True))
    columns = ("perpetrator_type", "country", "year", "day")
    figures = {
        c: _share(sum(getattr(g, c) is not None and getattr(a, c) == getattr(g, c) for a, g in pairs), len(pairs))
        for c in columns
    }
    same = sum(g.country is not None and usual(a.country) == usual(g.country) for a, g in pairs)
    return {
        "perpetrator_type": figures["perpetrator_type"],
        "violation_f1": f1((len(a.violations & g.violations), len(a.violations), len(g.violations)) for a, g in pairs),
        "victim_f1": f1((sum(n in g.victims for n in a.victims), len(a.victims), len(g.victims)) for a, g in pairs),
        **{c: figures[c] for c in columns[1:]},
        "country_any_name": _share(same, len(pairs)),
        "articles": len(pairs),
    }


def f1(counts: Iterable[tuple[int, int, int]]) -> float:
    """Micro F1 of (right, given, wanted) triples, in per cent."""
    right, given, wanted = (sum(column) for column in zip(*counts, strict=True))
    return round(200 * right / (given + wanted), 1) if given + wanted else 0.0


def _share(right: int, of: int) -> float:
    return round(100 * right / max(of, 1), 1)
