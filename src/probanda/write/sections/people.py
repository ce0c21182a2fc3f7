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
    ("Persons", "persons", ("person",)),
    ("Units, armed groups and operations", "units", ("armed_group", "unit", "operation")),
    ("Courts and organisations", "organisations", ("court", "organisation")),
)
_BESIDE = ("ally of", "founder of")
_MOST_DRAWN = 80
"""Links in a drawing; the list below it has them all."""


def section(desk: Desk) -> Section:
    """The chain of command first, then everybody by kind."""
    parts = [
        Section(title=title, anchor=anchor, blocks=blocks) for title, anchor, kinds in _GROUPS if (blocks := _group(desk, kinds))
    ]
    links = tuple(desk.fact(link) for link in desk.all(CommandLink))
    listed = (Section(title="Links as the sources state them", anchor="links", blocks=(Bullets(items=links),)),) if links else ()
    return Section(title="Persons and units", anchor="people", blocks=tuple(_drawn(desk)), parts=(*listed, *parts))


def _drawn(desk: Desk) -> Iterator[Block]:
    picture = drawing(desk)
    yield picture or paragraph(said("No source in the file states who commands whom."))


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
    caption = "Each line is a link that a source states, as stated; a solid line is command, a dashed one alliance or founding. "
    caption += "Rank and allegiance are not effective control."
    if len(stated) > _MOST_DRAWN:
        caption += f" Of {len(stated):,} links the {_MOST_DRAWN} that most passages state are drawn."
    alt = "; ".join(words.sentence(view.findings[edge.finding]) for edge in named)
    return Picture(svg=svg, caption=caption, alt=alt) if svg else None


def _published(desk: Desk, source: Source) -> str | None:
    return source.published or desk.view.texts[source.id].published


def _arrow(desk: Desk, edge: Edge) -> Arrow:
    dated = f", {words.interval(edge.when)}" if edge.dated_by == "the passage" else ""
    label = f"{'formerly ' * edge.former}{edge.relation}{dated} [{desk.cite(edge.span).exhibit}]"
    return Arrow(first=edge.upper, second=edge.lower, label=label, above=edge.relation not in _BESIDE)


def _group(desk: Desk, kinds: tuple[str, ...]) -> tuple[Block, ...]:
    found = sorted((e for e in desk.view.entities.values() if e.type in kinds), key=lambda e: (-len(e.mentions), e.name))
    if not found:
        return ()
    rows = tuple(_row(desk, entity) for entity in found)
    return (Grid(columns=("Name", "Spellings in the sources", "Posts, as stated"), rows=rows, widths=(3, 4, 7)),)


def _row(desk: Desk, entity: Entity) -> tuple[tuple[Sentence, ...], ...]:
    posts = tuple(desk.fact(role) for role in desk.all(Role) if desk.entity(role.person) == entity.id)
    aliases = ", ".join(alias for alias in entity.aliases if alias != entity.name) or "-"
    return (
        (said(entity.name), said(f"{len(entity.mentions)} mention{'s' * (len(entity.mentions) != 1)}", weight="quote")),
        (said(aliases), *(said(reason, weight="quote") for reason in entity.joined_by)),
        posts or (said("-"),),
    )
