"""A view laid out in rows for the pages: each record holds what one page, or one line of a page, shows, and no more.

    summary   warnings, and how many contradictions           chart, whole    charts, with a few passages a cell or all
    entity    a line of the list; `card` is the whole card    clash           contradictions
    held      the mentions of an entity                       fed             what a finding bears on
    pair      suggested pairs                                 sound           words of names by how they sound
    cited     mentions that decisions cite                    picture, links  drawings, and what one as of a day needs
    listed    what the case's list of names decides           place, unplaced the map and what stands beside it
    about     what a source reports, as findings tell         topic           what is reported at all, by how many sources

Rows are made as they are written, so that a view is never held twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from probanda.chart.command import command
from probanda.derived import Chart, Disagreement, Entity, View
from probanda.model import AnyFinding, CommandLink, Incident, Mention, Record, Role, Span, Statement, Text
from probanda.store.viewed import Row, numbered
from probanda.view import listed_names
from probanda.web import mapped, network, topics
from probanda.web.index import Index
from probanda.write.sections import people, timeline

SHOWN, BEARINGS, CONTEXT = 60, 8, 160
"""Lines of each kind on a card; passages in a cell before the rest is folded away; characters beside a name in a pair."""
CHARTS = ("summary", "chart", "whole", "fed")
"""The parts that decisions change which change no finding and no entity."""
_LINKS = 2000
"""So many posts and links of command are kept for drawings as of a day."""
Pages = dict[str, int]
"""The page that a span lies on, by `TEXT:START`, where its source has pages."""


class Summary(Record, frozen=True, kw_only=True):
    """What a reader must be told first, and numbers."""

    warnings: tuple[str, ...] = ()
    about: dict[str, int] = {}
    """How many contradictions there are of each kind."""


class Context(Record, frozen=True, kw_only=True):
    """A mention with the words around it."""

    span: Span
    before: str
    after: str


class Line(Record, frozen=True, kw_only=True):
    """An entity as lists show it; its mentions are only counted."""

    entity: Entity
    number: int
    first: tuple[Context, ...] = ()
    pages: Pages = {}


class Card(Record, frozen=True, kw_only=True):
    """An entity with the first findings of each kind about it, and how many there are."""

    entity: Entity
    number: int
    mentions: tuple[Mention, ...]
    posts: tuple[AnyFinding, ...] = ()
    links: tuple[AnyFinding, ...] = ()
    said: tuple[AnyFinding, ...] = ()
    incidents: tuple[AnyFinding, ...] = ()
    numbers: dict[str, int] = {}
    pages: Pages = {}
    probably: str = ""
    probably_name: str = ""
    """The entity that this one, known by a single word, probably is, and its name."""


class Head(Record, frozen=True, kw_only=True):
    """A chart with the first passages of each cell; `totals` counts those for and against, cell by cell."""

    chart: Chart
    totals: tuple[tuple[int, int], ...] = ()
    pages: Pages = {}


class Clash(Record, frozen=True, kw_only=True):
    """A contradiction."""

    disagreement: Disagreement
    pages: Pages = {}


_ON_CARD: dict[str, Any] = {"posts": Role, "links": CommandLink, "said": Statement, "incidents": Incident}
_Rows = Iterable[tuple[str, str, str, Any]]


def laid(desk: Index, *, only: Sequence[str] = ()) -> dict[str, Iterator[Row]]:
    """The rows of all parts, or of some; made as they are read."""
    made = {
        "summary": _summary,
        "chart": _heads,
        "whole": _charts,
        "fed": _fed,
        "entity": _lines,
        "card": _cards,
        "held": _held,
        "pair": _pairs,
        "clash": _clashes,
        "cited": _cited,
        "listed": _listed,
        "sound": _sounds,
        "picture": _pictures,
        "links": _links,
        **mapped.PARTS,
        **topics.PARTS,
    }
    return {part: numbered(rows(desk)) for part, rows in made.items() if not only or part in only}


def _summary(desk: Index) -> _Rows:
    about: Counter[str] = Counter(d.about for d in desk.view.disagreements)
    yield "", "", "", Summary(warnings=desk.view.warnings, about=dict(about))


def _pages(desk: Index, spans: Iterable[Span]) -> Pages:
    return {f"{span.text}:{span.start}": page for span in spans if (page := desk.cite(span).page)}


def _lines(desk: Index) -> _Rows:
    for one in desk.entities:
        entity = desk.view.entities[one]
        first = [_context(desk, desk.mention[m]) for m in entity.mentions[:2]]
        line = Line(
            entity=replace(entity, mentions=(), joined_by=()),
            number=len(entity.mentions),
            first=tuple(first),
            pages=_pages(desk, [c.span for c in first]),
        )
        yield entity.id, entity.type, "\n".join((entity.name, *entity.aliases)).lower(), line


def _context(desk: Index, mention: Mention) -> Context:
    span, body = mention.span, desk.body(mention.span.text)
    return Context(span=span, before=body[max(0, span.start - CONTEXT) : span.start], after=body[span.end : span.end + CONTEXT])


def _cards(desk: Index) -> _Rows:
    for entity in desk.view.entities.values():
        mentions = tuple(desk.mention[m] for m in entity.mentions[:SHOWN])
        found = {name: desk.of_entity(entity.id, kind) for name, kind in _ON_CARD.items()}
        shown: dict[str, Any] = {name: tuple(lines[:SHOWN]) for name, lines in found.items()}
        other = desk.view.likely.get(entity.id, "")
        spans = [m.span for m in mentions] + [f.spans[0] for lines in shown.values() for f in lines]
        yield (
            entity.id,
            "",
            "",
            Card(
                entity=replace(entity, mentions=()),
                number=len(entity.mentions),
                mentions=mentions,
                numbers={name: len(lines) for name, lines in found.items()},
                pages=_pages(desk, spans),
                probably=other,
                probably_name=desk.view.entities[other].name if other else "",
                **shown,
            ),
        )


def _held(desk: Index) -> _Rows:
    for entity in desk.view.entities.values():
        yield entity.id, "", "", [(m, desk.mention[m].span.text, desk.local[m]) for m in entity.mentions]


def _pairs(desk: Index) -> _Rows:
    for pair in desk.view.pairs:
        if {pair.left, pair.right} <= desk.view.entities.keys():
            yield f"{pair.left} {pair.right}", "", "", pair


def _heads(desk: Index) -> _Rows:
    for chart in desk.view.charts:
        cells = tuple(replace(c, support=c.support[: BEARINGS + 1], against=c.against[: BEARINGS + 1]) for c in chart.cells)
        yield (
            chart.accused,
            chart.crime,
            f"{chart.title}\n{chart.accused_name}\n{chart.probably_name}",
            Head(
                chart=replace(chart, cells=cells),
                totals=tuple((len(c.support), len(c.against)) for c in chart.cells),
                pages=_pages(desk, (b.span for c in cells for b in (*c.support, *c.against))),
            ),
        )


def _charts(desk: Index) -> _Rows:
    for chart in desk.view.charts:
        pages = _pages(desk, (b.span for c in chart.cells for b in (*c.support, *c.against)))
        yield chart.accused, chart.crime, "", Head(chart=chart, pages=pages)


def _clashes(desk: Index) -> _Rows:
    for one in desk.view.disagreements:
        yield one.id, one.about, "", Clash(disagreement=one, pages=_pages(desk, (one.left_span, one.right_span)))


def _fed(desk: Index) -> _Rows:
    for finding in desk.view.findings:
        if lines := desk.fed(finding):
            yield finding, "", "", lines


def _cited(desk: Index) -> _Rows:
    known = {about for d in (*desk.view.decisions, *listed_names(desk.view.mentions)) for about in d.about}
    yield from ((one, desk.local[one], "", None) for one in sorted(known & desk.local.keys()))


def _listed(desk: Index) -> _Rows:
    yield from ((decision.id[:64], "", "", decision) for decision in listed_names(desk.view.mentions))


def _sounds(desk: Index) -> _Rows:
    yield from ((key, "", word, None) for key, words in desk.heard.items() for word in words)


def _pictures(desk: Index) -> _Rows:
    drawn = {"timeline": timeline.drawing(desk), "command": people.drawing(desk), "network": network.drawing(desk)}
    yield from ((name, "", "", picture) for name, picture in drawn.items() if picture)


def _links(desk: Index) -> _Rows:
    drawn = command(desk.view.findings, entity_of_party=desk.entity, entities=desk.view.entities).edges
    named = [edge for edge in drawn if {edge.upper, edge.lower} <= desk.view.entities.keys()]
    yield "", "", "", narrowed(desk.view, [desk.view.findings[edge.finding] for edge in named[:_LINKS]])


def narrowed(view: View, findings: Sequence[AnyFinding]) -> View:
    """A view of some findings alone, with their sources and the people and bodies of their texts; texts without their words."""
    texts = {span.text for finding in findings for span in finding.spans}
    names = {(p.span.text, p.name) for f in findings for p in _parties(f) if p.span}
    mentions = tuple(m for m in view.mentions if m.span.text in texts and (m.span.text, m.name) in names)
    of = {m.id: view.entity_of[m.id] for m in mentions if m.id in view.entity_of}
    held = {source: _bare(text) for source, text in view.texts.items() if text.id in texts}
    return View(
        name=view.name,
        sources=tuple(s for s in view.sources if s.id in held),
        texts=held,
        exhibits={source: view.exhibits[source] for source in held},
        mentions=mentions,
        findings={f.id: f for f in findings},
        entities={one: replace(view.entities[one], mentions=(), joined_by=()) for one in sorted(set(of.values()))},
        entity_of=of,
    )


def _bare(text: Text) -> Text:
    return replace(text, body="", segments=())


def _parties(finding: AnyFinding) -> Iterator[Any]:
    for name in ("person", "organisation", "source", "target"):
        if (party := getattr(finding, name, None)) is not None:
            yield party
