"""show, search, chart: looking into a case from the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from probanda import pipeline
from probanda.cli.terminal import as_json, say, table, told
from probanda.derived import Cell, Chart, Disagreement, View
from probanda.errors import UsageError
from probanda.law import catalogue
from probanda.model import AnyFinding, kind_of
from probanda.resolve.parties import Parties
from probanda.store import search as searching
from probanda.store.case import open_
from probanda.view import charted
from probanda.write import words
from probanda.write.desk import Desk

Json = Annotated[bool, Parameter(negative="")]


def show(case: Path, what: str = "summary", *, json: Json = False) -> int:
    """Show what is in a case.

    Args:
        case: the folder of the case
        what: summary, sources, failures, entities, warnings, contradictions, gaps, or a kind of finding (statement, order,
            admission, denial, allegation, incident, role, link, step, recital, tone), or the id of one finding
        json: print as JSON
    """
    view = pipeline.see(open_(case))
    shown = _shown(view, what)
    if json:
        as_json([row for _, row in shown])
    else:
        for line, _ in shown:
            say(line)
    return 0


def _shown(view: View, what: str) -> list[tuple[str, Any]]:
    listed: dict[str, list[tuple[str, Any]]] = {
        "sources": [
            (f"{view.exhibits[s.id]}  {s.name}  {s.title or ''}  {s.publisher or ''}  {s.published or 'no date'}", s)
            for s in view.sources
        ],
        "failures": [(f"{f.stage}: {told(f)}", f) for f in view.failures],
        "entities": [(f"{e.id}  {e.type}  {e.name}  ({len(e.mentions)} mentions)", e) for e in view.entities.values()],
        "warnings": [(warning, warning) for warning in view.warnings],
        "contradictions": [(_apart(view, d), d) for d in view.disagreements],
        "gaps": [(f"{c.title}, {c.accused_name}, element {cell.element}: {gap}", gap) for c, cell, gap in _lacking(view)],
        "summary": list(_summary(view)),
    }
    if what in listed:
        return listed[what]
    found = [f for f in view.findings.values() if kind_of(f) == what or f.id == what]
    if not found and what not in {kind_of(f) for f in view.findings.values()} | set(words.KINDS):
        raise UsageError(f"there is nothing called {what!r}", next="try " + ", ".join((*listed, *words.KINDS)))
    return [(_line(view, finding), finding) for finding in found]


def _apart(view: View, found: Disagreement) -> str:
    desk = Desk(view)
    left, right = (f"[{desk.cite(s).label}] “{' '.join(s.quote.split())}”" for s in (found.left_span, found.right_span))
    return f"{found.id}  {found.about}: {found.why}. {left} / {right}"


def _lacking(view: View) -> Iterator[tuple[Chart, Cell, str]]:
    return ((chart, cell, gap) for chart in view.charts for cell in chart.cells for gap in cell.gaps)


def _summary(view: View) -> Iterator[tuple[str, Any]]:
    counts: dict[str, int] = {}
    for finding in view.findings.values():
        counts[kind_of(finding)] = counts.get(kind_of(finding), 0) + 1
    yield (
        f"{len(view.sources)} sources, {len(view.failures)} not read, {len(view.entities)} entities",
        {"sources": len(view.sources)},
    )
    yield "findings: " + (", ".join(f"{kind} {number}" for kind, number in sorted(counts.items())) or "none"), counts
    apart = len(view.disagreements)
    yield f"contradictions: {apart}" + (", see `probanda show CASE contradictions`" if apart else ""), {"contradictions": apart}
    yield from ((f"charted: {c.title}, alleged against {c.accused_name}", c.crime) for c in view.charts)


def _line(view: View, finding: AnyFinding) -> str:
    span = finding.spans[0]
    return f"{finding.id}  {Desk(view).cite(span).label}  {words.sentence(finding)}  | {span.quote}"


def search(case: Path, *query: str, limit: int = 20, json: Json = False) -> int:
    """Find passages that hold all the words; Arabic letters and accents are folded.

    Args:
        case: the folder of the case
        query: the words
        limit: how many passages at most
        json: print as JSON
    """
    opened = open_(case)
    hits = searching.find(opened, " ".join(query), limit=limit)
    if json:
        as_json(hits)
        return 0
    names = {source.id: source.name for source in opened.sources()}
    table(f"{len(hits)} passages", ("source", "position", "passage"), [(names[h.source], h.start, h.quote.strip()) for h in hits])
    return 0


def chart(case: Path, *, crime: str | None = None, accused: str | None = None, json: Json = False) -> int:
    """Show the element charts: what supports each element, what speaks against it, what is lacking.

    Args:
        case: the folder of the case
        crime: only this provision, as 8-2-e-x or 8(2)(e)(x)
        accused: only charts against this person; with a crime, also a chart that nothing in the file raises
        json: print as JSON
    """
    view = pipeline.see(open_(case))
    wanted = catalogue.provision(crime).id if crime else None
    if wanted and accused:
        view = _asked(view, wanted, accused)
    charts = [c for c in view.charts if wanted in (None, c.crime) and (not accused or accused.lower() in c.accused_name.lower())]
    if json:
        as_json(charts)
    elif not charts:
        say("Nothing in the case bears on that provision and person.")
    else:
        for one in charts:
            _chart(view, one)
    return 0


def _asked(view: View, crime: str, accused: str) -> View:
    """The view with a chart of this crime against whoever bears the name, also where nothing in the file raises it."""
    named = [e.id for e in view.entities.values() if accused.lower() in (e.name.lower(), *(a.lower() for a in e.aliases))]
    parties = Parties(view.mentions, view.entity_of)
    return charted(view, view.decisions, entity_of_party=parties, asked=[(crime, entity) for entity in named])


def _chart(view: View, chart: Chart) -> None:
    """The chart as text: under each element what is for it, against it, lacking, and how the cell is called in a decision."""
    desk = Desk(view)
    say(f"{chart.title}, alleged against {chart.accused_name}")
    for cell in chart.cells:
        kind = f" ({cell.kind})" if cell.kind else ""
        say(f"\n  Element {cell.element}{kind}: {cell.statement} Status: {cell.status}.")
        say(f"  cell {cell.crime}/{cell.element}/{cell.accused}")
        for label, bearings in (("for", cell.support), ("against", cell.against)):
            for b in bearings:
                say(f"    {label}: “{' '.join(b.span.quote.split())}” [{desk.cite(b.span).label}] {b.why.rstrip('.')}.")
            if not bearings:
                say(f"    {label}: nothing")
        for gap in cell.gaps:
            say(f"    lacking: {gap}")
    say("")
