"""Who is said to command whom, and as of when. A link is never older than what its source says, and rank is not control."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from probanda import edtf
from probanda.chart.told import told
from probanda.derived import Entity
from probanda.law import words
from probanda.law.facts import Resolver
from probanda.model import AnyFinding, CommandLink, Party, Record, Role, Span, When

Relation = Literal["commander of", "member of", "subordinate to", "ally of", "founder of"]


class Node(Record, frozen=True, kw_only=True):
    """A person or a unit. `id` is the entity id, or the words of the source for somebody who is only described."""

    id: str
    name: str
    type: str = ""
    posts: tuple[str, ...] = ()


class Edge(Record, frozen=True, kw_only=True):
    """A link as a source states it, from above to below for command, from the first named to the second for the others."""

    upper: str
    lower: str
    relation: Relation
    finding: str
    span: Span
    who_says: str
    when: When
    dated_by: Literal["the passage", "the report", "nothing"]
    """What the date rests on. A report's date says only that it was so said then."""
    former: bool = False


class Command(Record, frozen=True, kw_only=True):
    """The chart of command: nodes by name, edges in order of date."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def command(
    findings: Mapping[str, AnyFinding],
    *,
    at: date | None = None,
    entity_of_party: Resolver,
    entities: Mapping[str, Entity],
    published: Mapping[str, str] | None = None,
) -> Command:
    """Posts of command and links; with `at`, only those that a source states for that day or for earlier, and not as past.

    `published` gives the publication date of each text (EDTF, by text id); a link without a date has that of its report.
    """
    edges = [
        edge
        for key, finding in findings.items()
        for edge in _edges(key, finding, resolve=entity_of_party, published=published or {})
    ]
    standing = [edge for edge in edges if at is None or _stands(edge, at)]
    posts = _posts(findings, resolve=entity_of_party)
    return Command(
        nodes=tuple(sorted(_nodes(standing, findings, entities=entities, posts=posts), key=lambda node: (node.name, node.id))),
        edges=tuple(sorted(standing, key=lambda edge: (edge.when.earliest or date.max, edge.finding))),
    )


def _edges(key: str, finding: AnyFinding, *, resolve: Resolver, published: Mapping[str, str]) -> Iterator[Edge]:
    pair = _pair(finding)
    if pair is None:
        return
    upper, lower, relation = pair
    when, dated_by = _dated(finding, published)
    yield Edge(
        upper=resolve(upper) or upper.name,
        lower=resolve(lower) or lower.name,
        relation=relation,
        finding=key,
        span=finding.spans[0],
        who_says=told(finding),
        when=when,
        dated_by=dated_by,
        former=isinstance(finding, Role) and finding.former,
    )


def _pair(finding: AnyFinding) -> tuple[Party, Party, Relation] | None:
    match finding:
        case CommandLink(relation="member of" | "subordinate to"):
            return finding.target, finding.source, finding.relation
        case CommandLink():
            return finding.source, finding.target, finding.relation
        case Role() if finding.organisation and words.has("military-post", finding.post) and finding.organisation.type != "place":
            return finding.person, finding.organisation, "commander of"
    return None


def _dated(finding: AnyFinding, published: Mapping[str, str]) -> tuple[When, Literal["the passage", "the report", "nothing"]]:
    if finding.when and (finding.when.earliest or finding.when.latest):
        return finding.when, "the passage"
    written = published.get(finding.spans[0].text)
    return (edtf.parse(written), "the report") if written else (When(), "nothing")


def _stands(edge: Edge, at: date) -> bool:
    return not edge.former and edge.when.earliest is not None and edge.when.earliest <= at


def _posts(findings: Mapping[str, AnyFinding], *, resolve: Resolver) -> dict[str, tuple[str, ...]]:
    held: dict[str, dict[str, None]] = {}
    for finding in findings.values():
        if isinstance(finding, Role):
            post = f"formerly {finding.post}" if finding.former else finding.post
            held.setdefault(resolve(finding.person) or finding.person.name, {})[post] = None
    return {person: tuple(posts) for person, posts in held.items()}


def _nodes(
    edges: list[Edge], findings: Mapping[str, AnyFinding], *, entities: Mapping[str, Entity], posts: Mapping[str, tuple[str, ...]]
) -> Iterator[Node]:
    types = {party.name: party.type for edge in edges for party in _parties(findings[edge.finding]) if party.type}
    for end in {end for edge in edges for end in (edge.upper, edge.lower)}:
        known = entities.get(end)
        name = known.name if known else end
        yield Node(id=end, name=name, type=known.type if known else types.get(end, "") or "", posts=posts.get(end, ()))


def _parties(finding: AnyFinding) -> tuple[Party, ...]:
    pair = _pair(finding)
    return pair[:2] if pair else ()
