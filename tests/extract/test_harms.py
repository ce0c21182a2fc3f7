"""Incidents, counts of people, perpetrators and orders over short paragraphs of our own in the prose of reports (`harms/*.yaml`).

The paragraphs were written before the extractor was run on them, so the first figures were those of texts nobody tuned for:
see `FIRST`. The figures now are those of texts that were looked at; `HELD` keeps them from falling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from probanda.extract.extraction import Job, extract
from probanda.model import Denial, Extraction, Incident, Order, Party, Segment, Statement, Text

LANGUAGES = {"english": "en", "french": "fr", "arabic": "ar"} | {"english_held": "en", "french_held": "fr", "arabic_held": "ar"}
HERE = Path(__file__).parent / "harms"
Key = tuple[str, str]

FIRST = {
    "english": {"incidents": (80, 30), "counts": (83, 29), "perpetrators": (50, 8), "orders": (75, 60)},
    "french": {"incidents": (0, 0), "counts": (50, 7), "perpetrators": (0, 0), "orders": (0, 100)},
    "arabic": {"incidents": (100, 12), "counts": (67, 14), "perpetrators": (0, 0), "orders": (0, 100)},
}
"""Precision and recall in per cent when the extractor was first run on the paragraphs."""
ONCE = {
    "english_held": {"incidents": (89, 62), "counts": (85, 61), "perpetrators": (88, 88), "orders": (100, 33)},
    "french_held": {"incidents": (100, 100), "counts": (100, 62), "perpetrators": (100, 50), "orders": (0, 100)},
    "arabic_held": {"incidents": (100, 50), "counts": (67, 25), "perpetrators": (100, 25), "orders": (0, 100)},
}
"""The same for the paragraphs that were kept aside, run once after the extractor had been mended on the others."""
HELD = {
    **ONCE,
    "english": {"incidents": (82, 60), "counts": (97, 84), "perpetrators": (80, 52), "orders": (75, 60)},
    "french": {"incidents": (100, 100), "counts": (100, 50), "perpetrators": (100, 33), "orders": (0, 100)},
    "arabic": {"incidents": (87, 87), "counts": (100, 78), "perpetrators": (100, 50), "orders": (0, 100)},
}
"""Below these it shall not fall again."""


@dataclass
class Tally:
    """Found, right, and to be found."""

    given: int = 0
    right: int = 0
    gold: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0


def paragraphs(name: str) -> list[dict[str, Any]]:
    """The paragraphs of one file with what is to be found in them."""
    read: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return read


@cache
def tallies(name: str) -> dict[str, Tally]:
    """What comes of one file, by kind of thing."""
    items = paragraphs(name)
    found = {kind: Tally() for kind in ("incidents", "counts", "perpetrators", "orders")}
    for item, extraction in zip(items, extract([_job(i, LANGUAGES[name]) for i in items]), strict=True):
        _incidents(item, extraction, found)
        _counts(item, extraction, found["counts"])
        _orders(item, extraction, found["orders"])
    return found


def _job(item: dict[str, Any], language: str) -> Job:
    body = item["text"]
    text = Text(
        id=item["id"], source=item["id"], reader="test", body=body, language=language, segments=(Segment(start=0, end=len(body)),)
    )
    return Job(text=text, outlet=Party(name="The Report", how="outlet"))


def _told(extraction: Extraction) -> list[Incident]:
    return [f for f in extraction.findings if isinstance(f, Incident)]


def _incidents(item: dict[str, Any], extraction: Extraction, found: dict[str, Tally]) -> None:
    left, who = _told(extraction), found["perpetrators"]
    found["incidents"].given += len(left)
    who.given += sum(i.perpetrator is not None for i in left)
    for gold in item["incidents"]:
        said = gold.get("by", "none")
        found["incidents"].gold += 1
        who.gold += said != "none"
        fits = [i for i in left if i.act in gold["act"]]
        best = max(fits, key=lambda i: len(_keys(i) & _wanted(gold)), default=None)
        if best is None:
            found["incidents"].notes.append(f"{item['id']}: {gold['act'][0]}")
            continue
        left.remove(best)
        found["incidents"].right += 1
        named = best.perpetrator is not None and said.casefold() in best.perpetrator.name.casefold()
        who.right += named
        if not named and said != "none":
            who.notes.append(f"{item['id']}: {said}, not {best.perpetrator and best.perpetrator.name}")
    found["incidents"].notes += [f"{item['id']}: not {i.act}" for i in left]


def _keys(incident: Incident) -> set[tuple[Any, ...]]:
    return {(v.outcome, v.minimum, v.maximum) for v in incident.victims}


def _wanted(gold: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {tuple(v) for v in gold.get("victims", ())}


def _counts(item: dict[str, Any], extraction: Extraction, tally: Tally) -> None:
    given = Counter(
        (v.outcome, v.minimum, v.maximum)
        for incident in _told(extraction)
        for v in incident.victims
        if v.minimum is not None or v.maximum is not None
    )
    gold = Counter(tuple(v) for incident in item["incidents"] for v in incident.get("victims", ()))
    tally.given += given.total()
    tally.gold += gold.total()
    tally.right += (given & gold).total()
    tally.notes += [f"{item['id']}: {k} missed" for k in gold - given] + [f"{item['id']}: {k} too many" for k in given - gold]


def _orders(item: dict[str, Any], extraction: Extraction, tally: Tally) -> None:
    given = set(_said(extraction))
    gold = {("order", o["by"]) for o in item.get("orders", ())}
    gold |= {("threat", o["by"]) for o in item.get("threats", ())} | {("denial", who) for who in item.get("denials", ())}
    tally.given += len(given)
    tally.gold += len(gold)
    hit = {(kind, who) for kind, who in gold if any(kind == k and who.casefold() in w.casefold() for k, w in given)}
    tally.right += len(hit)
    tally.notes += [f"{item['id']}: {kind} by {who} missed" for kind, who in gold - hit]


def _said(extraction: Extraction) -> Iterator[Key]:
    for f in extraction.findings:
        if isinstance(f, Order):
            yield "order", f.by.name
        elif isinstance(f, Denial):
            yield "denial", f.by.name
        elif isinstance(f, Statement) and f.stance == "threatens":
            yield "threat", f.speaker.name


def figures(name: str) -> dict[str, tuple[float, float]]:
    """Precision and recall in per cent, by kind of thing."""
    return {kind: (round(100 * t.precision), round(100 * t.recall)) for kind, t in tallies(name).items()}


@pytest.mark.parametrize("kind", ["incidents", "counts", "perpetrators", "orders"])
@pytest.mark.parametrize("name", LANGUAGES)
def test_what_is_found_does_not_fall(name: str, kind: str) -> None:
    tally, (precision, recall) = tallies(name)[kind], HELD[name][kind]
    now = figures(name)[kind]
    assert now[0] >= precision, tally.notes
    assert now[1] >= recall, tally.notes
