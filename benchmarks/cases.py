"""Quality by list on real texts with gold: persons, organisations, places, roles, affiliations, statements, allegations,
incidents, proceedings, and links across texts.

`python -m benchmarks cases --data ../shared/cases [--errors LIST] [--per-doc] [--keep DIR]`. Each text is given with its title
and publication date and nothing else; the folder's own score.py scores what comes out.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from probanda import settings
from probanda.extract.extraction import Job, extract, job
from probanda.model import Extraction, Source
from probanda.read import read
from probanda.resolve import incidents as incident_groups
from probanda.resolve import steps
from probanda.resolve.entities import resolve
from probanda.resolve.locate import Locator, open_gazetteer
from probanda.resolve.parties import Parties
from probanda.write import records

_NOW = "2026-01-01T00:00:00Z"


def jobs(data: Path, limit: int | None) -> Iterator[tuple[str, str, Job]]:
    """(name, language, job) for each text of the folder."""
    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:limit]
    for row in rows:
        path = data / "texts" / f"{row['id']}.txt"
        date = json.loads((data / "gold" / f"{row['id']}.json").read_text(encoding="utf-8")).get("publication_date")
        about = {"title": row["title"], "publisher": row["outlet"], "published": date, "language": row["lang"]}
        known = {"id": row["id"], "name": path.name, "media_type": "text/plain", "size": path.stat().st_size, "received_at": _NOW}
        source = msgspec.convert({**known, **about}, Source)
        yield row["id"], row["lang"], job(read(path, source), source)


def main(argv: list[str]) -> int:
    """Extract, resolve, export, score; prints the scorer's table and one JSON object of F1 by list."""
    parser = argparse.ArgumentParser(prog="benchmarks cases", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default=None, help="accepted for uniformity; the folder has one")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--errors", help="a list whose misses and false alarms to print")
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--keep", type=Path, help="keep the exported records here")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        out = options.keep or Path(temporary)
        out.mkdir(parents=True, exist_ok=True)
        _export(list(jobs(options.data, options.limit)), out)
        return _score(options, out)


def _export(texts: list[tuple[str, str, Job]], out: Path) -> None:
    done: dict[str, Extraction] = {}
    for (name, language, _), extraction in zip(texts, extract([each for _, _, each in texts]), strict=True):
        done[name] = extraction
        _write(out / f"{name}.json", records.record(extraction, name=name, language=language))
    mentions = [m for extraction in done.values() for m in extraction.mentions]
    findings = {f.id: f for extraction in done.values() for f in extraction.findings}
    resolved = resolve(mentions, findings=findings, decisions=())
    with closing(open_gazetteer(settings.home())) as gazetteer:
        grouped = incident_groups.group(findings, resolved, locator=Locator(gazetteer, mentions))
    incidents = [g.findings for g in grouped if len(g.findings) > 1]
    same = steps.group(findings, Parties(mentions, resolved.entity_of))
    _write(out / "links.json", records.links(done, resolved.entity_of, incidents=incidents, steps=same))


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _score(options: argparse.Namespace, out: Path) -> int:
    command = [sys.executable, str(options.data / "score.py"), str(out), "--json", str(out / "scores.out")]
    command += ["--per-doc"] * options.per_doc + (["--errors", options.errors] if options.errors else [])
    if options.limit:
        command += ["--ids", ",".join(name for name, _, _ in jobs(options.data, options.limit))]
    status = subprocess.run(command, check=False).returncode
    scores = json.loads((out / "scores.out").read_text(encoding="utf-8"))
    print(json.dumps(_figures(scores)))
    return status


def _figures(scores: dict[str, Any]) -> dict[str, float]:
    figures = {name: row["f1"] for name, row in scores["lists"].items()}
    figures |= {f"links.{name}": row["f1"] for name, row in scores["links"].items()}
    alarms = scores["false_alarms_on_negatives"]
    return figures | {"false_alarms": alarms["allegations"] + alarms["incidents"] + alarms["proceedings"]}
