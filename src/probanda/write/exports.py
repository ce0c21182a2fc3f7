"""A case in the formats of other tools: evaluation records, CSV, JSON lines, the chart as a workbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from probanda.chart.rows import COLUMNS, rows
from probanda.derived import View
from probanda.errors import UsageError
from probanda.model import Extraction, Text, kind_of
from probanda.plugins import manager
from probanda.resolve import ftm, steps
from probanda.resolve.parties import Parties
from probanda.write import records, words
from probanda.write.desk import Desk

_COLUMNS = ("id", "kind", "exhibit", "source", "start", "end", "quote", "sentence", "earliest", "latest", "origin", "rule")
Exporter = Callable[[View, Path], list[Path]]


def export(view: View, *, format: str, out: Path) -> list[Path]:
    """Write the case into a folder in one of the formats. Returns the paths. Raises UsageError for an unknown format."""
    plugged: dict[str, Any] = {name: made for offered in manager().hook.exporters() for name, made in offered.items()}
    known = sorted({*FORMATS, *plugged})
    if format not in known:
        raise UsageError(f"there is no format {format!r}", next="formats: " + ", ".join(known))
    out.mkdir(parents=True, exist_ok=True)
    return FORMATS[format](view, out) if format in FORMATS else list(plugged[format](view, out))


def _records(view: View, out: Path) -> list[Path]:
    read = [(s, view.texts[s.id]) for s in view.sources if s.id in view.texts]
    named = {Path(source.name).stem: _of(view, text) for source, text in read}
    languages = {Path(source.name).stem: text.language for source, text in read}
    paths = [_json(out / f"{stem}.json", records.record(e, name=stem, language=languages[stem])) for stem, e in named.items()]
    groups = [incident.findings for incident in view.incidents if len(incident.findings) > 1]
    same = steps.group(view.findings, Desk(view).entity)
    return [*paths, _json(out / "links.json", records.links(named, view.entity_of, incidents=groups, steps=same))]


def _of(view: View, text: Text) -> Extraction:
    """What the view holds of one text, as people left it."""
    mentions = tuple(m for m in view.mentions if m.span.text == text.id)
    findings = tuple(f for f in view.findings.values() if f.spans[0].text == text.id)
    return Extraction(text=text.id, producer="view", mentions=mentions, findings=findings)


def _json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _csv(view: View, out: Path) -> list[Path]:
    path = out / "findings.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows([_harmless(cell) for cell in row] for row in _rows(view))
    return [path]


def _harmless(cell: Any) -> Any:
    # A spreadsheet runs a cell that begins like a formula; words of a source must not.
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _rows(view: View) -> Iterable[tuple[Any, ...]]:
    desk = Desk(view)
    for finding in view.findings.values():
        cite, when = desk.cite(finding.spans[0]), finding.when
        dates = (when.earliest, when.latest) if when else (None, None)
        place = (cite.exhibit, desk.source(finding).name, cite.start, cite.end, cite.quote)
        yield (finding.id, kind_of(finding), *place, words.sentence(finding), *dates, desk.origin(finding), finding.rule)


def _jsonl(view: View, out: Path) -> list[Path]:
    path = out / "findings.jsonl"
    with path.open("wb") as file:
        for finding in view.findings.values():
            file.write(msgspec.json.encode(finding) + b"\n")
    return [path]


def _chart(view: View, out: Path) -> list[Path]:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Chart"
    table = [tuple(COLUMNS.values()), *(tuple(getattr(row, name) for name in COLUMNS) for row in rows(view))]
    for line in table:
        sheet.append([_harmless(cell) for cell in line])
    for number, column in enumerate(sheet.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = min(60, 4 + max(len(str(cell.value)) for cell in column) // 2)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    book.save(out / "chart.xlsx")
    with (out / "chart.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_harmless(cell) for cell in line] for line in table)
    return [out / "chart.xlsx", out / "chart.csv"]


def _ftm(view: View, out: Path) -> list[Path]:
    exhibits = {text.id: view.exhibits[source] for source, text in view.texts.items()}
    lines = {
        "entities.ftm.json": ftm.entities(view.entities, view.findings.values(), Parties(view.mentions, view.entity_of)),
        "statements.json": ftm.statements(view.entities, view.mentions, exhibits),
    }
    for name, found in lines.items():
        (out / name).write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    return [out / name for name in lines]


FORMATS: dict[str, Exporter] = {"records": _records, "csv": _csv, "jsonl": _jsonl, "chart": _chart, "ftm": _ftm}
