"""Persons and units: names and spellings, posts, links, and the chain of command drawn from what the sources say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from probanda.chart.command import Edge, command
from probanda.derived import Entity
from probanda.model import CommandLink, Role, Source
from probanda.write import words
from probanda.write.desk import Desk
from probanda.write.document import Block, Bullets, Grid, Picture, Section, Sentence, paragraph, said
from probanda.write.figures import Arrow, Box, command_chart

_GROUPS = (
    ("persons", "persons", ("person",)),
    ("units", "units", ("armed_group", "unit", "operation")),
    ("bodies", "organisations", ("court", "organisation")),
)
_BESIDE = ("ally of", "founder of")
_MOST_DRAWN = 80
"""Links in a drawing; the list below it has them all."""
_MOST_REASONS = 6
"""Reasons for one identity, decisions of people first and then the strongest: all of them fill pages that nobody reads."""


def section(desk: Desk) -> Section:
    """The chain of command first, then everybody by kind."""
    parts = [
        Section(title=desk.say(key), anchor=anchor, blocks=blocks)
        for key, anchor, kinds in _GROUPS
        if (blocks := _group(desk, kinds))
    ]
    links = tuple(desk.fact(link) for link in desk.all(CommandLink))
    listed = (Section(title=desk.say("links"), anchor="links", blocks=(Bullets(items=links),)),) if links else ()
    return Section(title=desk.say("people_and_units"), anchor="people", blocks=tuple(_drawn(desk)), parts=(*listed, *parts))


def _drawn(desk: Desk) -> Iterator[Block]:
    picture = drawing(desk)
    yield picture or paragraph(said(desk.say("nobody_commands")))


def drawing(desk: Desk, *, at: date | None = None) -> Picture | None:
    """The chain of command as the sources state it, with `at` for that day or earlier. None if nobody states any."""
    view = desk.view
    published = {view.texts[s.id].id: day for s in view.sources if s.id in view.texts and (day := _published(desk, s))}
    chart = command(view.findings, at=at, entity_of_party=desk.entity, entities=view.entities, published=published)
    # Whoever is only described ("the brigade") may be anybody; such links are listed below the drawing.
    named = [edge for edge in chart.edges if {edge.upper, edge.lower} <= view.entities.keys()]
    stated = Counter((edge.upper, edge.lower) for edge in named)
    most = {pair for pair, _ in stated.most_common(_MOST_DRAWN)}
    named = [edge for edge in named if (edge.upper, edge.lower) in most]
    arrows = {(edge.upper, edge.lower): _arrow(desk, edge) for edge in named}
    boxes = [Box(id=n.id, label=n.name, detail=max(n.posts, key=len, default="")) for n in chart.nodes]
    svg = command_chart(boxes, list(arrows.values()))
    captions = [desk.say("command_caption")]
    if len(stated) > _MOST_DRAWN:
        captions.append(desk.say("command_part", of=len(stated), n=_MOST_DRAWN))
    caption, alt = " ".join(captions), "; ".join(desk.sentence(view.findings[edge.finding]) for edge in named)
    return Picture(svg=svg, caption=caption, alt=alt) if svg else None


def _published(desk: Desk, source: Source) -> str | None:
    return source.published or desk.view.texts[source.id].published


def _arrow(desk: Desk, edge: Edge) -> Arrow:
    dated = words.interval(edge.when, desk.language) if edge.when and edge.dated_by == "the passage" else ""
    relation = desk.say(f"{'former' if edge.former else 'relation'}_{edge.relation}")
    label = f"{desk.say('arrow', relation=relation, interval=dated)} [{desk.cite(edge.span).exhibit}]"
    return Arrow(first=edge.upper, second=edge.lower, label=label, above=edge.relation not in _BESIDE)


def _group(desk: Desk, kinds: tuple[str, ...]) -> tuple[Block, ...]:
    found = sorted((e for e in desk.view.entities.values() if e.type in kinds), key=lambda e: (-len(e.mentions), e.name))
    if not found:
        return ()
    rows = tuple(_row(desk, entity) for entity in found)
    return (Grid(columns=tuple(map(desk.say, ("name", "spellings", "posts"))), rows=rows, widths=(3, 6, 6)),)


def _row(desk: Desk, entity: Entity) -> tuple[tuple[Sentence, ...], ...]:
    posts = tuple(desk.fact(role) for role in desk.all(Role) if desk.entity(role.person) == entity.id)
    aliases = ", ".join(alias for alias in entity.aliases if alias != entity.name) or "-"
    return (
        (said(entity.name), said(desk.say("mentions", n=len(entity.mentions)), weight="quote")),
        (said(aliases), *(said(reason, weight="quote") for reason in _reasons(desk, entity))),
        posts or (said("-"),),
    )


def _reasons(desk: Desk, entity: Entity) -> Iterator[str]:
    yield from entity.joined_by[:_MOST_REASONS]
    if left := len(entity.joined_by[_MOST_REASONS:]):
        yield desk.say("further_reasons", n=left)
