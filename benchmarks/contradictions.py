"""Known contradictions between and inside real texts: which are shown, and what else is, for a person to judge.

`python -m benchmarks contradictions --data ../shared/cases`. The folder's links.json lists each with its texts and, in words, the
values that differ, parted by semicolons: "8 or 10 killed". A part counts as shown when one disagreement within those texts cites
two of its values. Everything shown is printed with both passages: whether it is false no program can say.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.cases import jobs
from probanda import settings
from probanda.derived import Disagreement, View
from probanda.extract.extraction import extract
from probanda.model import Source, Text
from probanda.resolve.locate import Locator, open_gazetteer
from probanda.resolve.placing import Placer
from probanda.view import view

_VALUE = re.compile(r"\d(?:[\d:.,]*\d)?|[A-Z]\w+")


def main(argv: list[str]) -> int:
    """Read, extract, weigh; prints what is shown and, last, one JSON object of figures."""
    parser = argparse.ArgumentParser(prog="benchmarks contradictions", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="accepted for uniformity; the folder has one")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(argv)
    shown = _view(options.data, options.limit)
    known = json.loads((options.data / "links.json").read_text(encoding="utf-8")).get("contradictions", [])
    ids = {text.source: text.id for text in shown.texts.values()}
    parts = [
        (tuple(ids.get(t, t) for t in one["texts"]), part) for one in known for part in one["what"].partition(":")[2].split(";")
    ]
    met = [part for texts, part in parts if any(_cites(d, texts, part) for d in shown.disagreements)]
    for d in shown.disagreements:
        print(f"{d.about}: {d.why}", *(f"    {s.text}: {s.quote[:160]!r}" for s in (d.left_span, d.right_span)), sep="\n")
    entries = {one["what"] for one in known if any(part in met for part in one["what"].partition(":")[2].split(";"))}
    figures = {"listed": len(known), "shown": len(entries), "parts": len(parts), "parts_shown": len(met)}
    print(json.dumps({**figures, "disagreements": len(shown.disagreements)}))
    return 0


def _cites(found: Disagreement, texts: Sequence[str], part: str) -> bool:
    """True when a disagreement within these texts gives two of the values that a part names."""
    said = f"{found.why} {found.left_span.quote} {found.right_span.quote}"
    values = {v.lstrip("0") for v in _VALUE.findall(part)}
    here = {v.lstrip("0") for v in _VALUE.findall(said)}
    return {found.left_span.text, found.right_span.text} <= set(texts) and len(values & here) >= 2


def _view(data: Path, limit: int | None) -> View:
    held = [job for _, _, job in jobs(data, limit)]
    sources = list(_sources(held))
    with closing(open_gazetteer(settings.home())) as known:
        return view(
            "cases",
            sources=sources,
            texts=[job.text for job in held],
            extractions=list(extract(held)),
            locate=partial(Locator, known),
            place=partial(Placer, known, sites=()),
        )


def _sources(held: Sequence[Any]) -> Iterator[Source]:
    for job in held:
        text: Text = job.text
        about = {
            "id": text.source,
            "name": text.source,
            "media_type": "text/plain",
            "size": 1,
            "received_at": "2026-01-01T00:00:00Z",
        }
        day = job.published.earliest.isoformat() if job.published and job.published.earliest else None
        yield msgspec.convert({**about, "published": day, "publisher": job.outlet.name}, Source)
