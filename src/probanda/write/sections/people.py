"""Persons and units: names and spellings, posts, links, and the chain of command drawn from what the sources say."""

from __future__ import annotations

from collections.abc import Iterator

from probanda.derived import Entity
from probanda.model import CommandLink, Party, Role
from probanda.write import words
from probanda.write.desk import Desk
from probanda.write.document import Block, Bullets, Grid, Picture, Section, Sentence, paragraph, said
from probanda.write.figures import Arrow, Box, command_chart

_GROUPS = (
    ("Persons", "persons", ("person",)),
    ("Units, armed groups and operations", "units", ("armed_group", "unit", "operation")),
    ("Courts and organisations", "organisations", ("court", "organisation")),
)
_ABOVE = {"commander of": True, "subordinate to": False, "member of": False}


def section(desk: Desk) -> Section:
    """The chain of command first, then everybody by kind."""
    parts = [
        Section(title=title, anchor=anchor, blocks=blocks) for title, anchor, kinds in _GROUPS if (blocks := _group(desk, kinds))
    ]
    links = tuple(desk.fact(link) for link in desk.all(CommandLink))
    listed = (Section(title="Links as the sources state them", anchor="links", blocks=(Bullets(items=links),)),) if links else ()
    return Section(title="Persons and units", anchor="people", blocks=tuple(_drawn(desk)), parts=(*listed, *parts))


def _drawn(desk: Desk) -> Iterator[Block]:
    links = list(desk.all(CommandLink))
    arrows = list({(a.first, a.second): a for a in (_arrow(desk, link) for link in links)}.values())
    boxes = {box.id: box for link in links for box in (_box(desk, link.source), _box(desk, link.target))}
    if svg := command_chart(list(boxes.values()), arrows):
        caption = (
            "Each line is a link that a source states, as stated; a solid line is command, a dashed one alliance or founding. "
        )
        caption += "Rank and allegiance are not effective control."
        yield Picture(svg=svg, caption=caption, alt="; ".join(words.sentence(link) for link in links))
    else:
        yield paragraph(said("No source in the file states who commands whom."))


def _key(desk: Desk, party: Party) -> str:
    return desk.entity(party) or party.name


def _box(desk: Desk, party: Party) -> Box:
    return Box(id=_key(desk, party), label=desk.name(party), detail=_post(desk, party))


def _post(desk: Desk, party: Party) -> str:
    known = desk.entity(party)
    posts = [role.post for role in desk.all(Role) if known and desk.entity(role.person) == known and not role.former]
    return max(posts, key=len) if posts else ""


def _arrow(desk: Desk, link: CommandLink) -> Arrow:
    cite = desk.cite(link.spans[0])
    first, second = _key(desk, link.source), _key(desk, link.target)
    above = _ABOVE.get(link.relation)
    if above is False:
        first, second = second, first
    date = f", {words.interval(link.when)}" if link.when and (link.when.earliest or link.when.latest) else ""
    return Arrow(first=first, second=second, label=f"{link.relation}{date} [{cite.exhibit}]", above=above is not None)


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
        (said(entity.name), said(f"{len(entity.mentions)} mentions", weight="quote")),
        (said(aliases), *(said(reason, weight="quote") for reason in entity.joined_by)),
        posts or (said("-"),),
    )
