"""Entities as FollowTheMoney records, with the span behind every value.

FollowTheMoney (https://followthemoney.tech) is the schema of Aleph and OpenSanctions. Its values carry no provenance of their
own; hence, beside the entities, one statement a value, in the form of its `statements` export, with exhibit and exact words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from probanda.derived import Entity
from probanda.model import AnyFinding, CommandLink, Mention, MentionType, Party, Role
from probanda.resolve.parties import Parties

SCHEMA: dict[MentionType, str] = {
    "person": "Person",
    "organisation": "Organization",
    "armed_group": "Organization",
    "unit": "Organization",
    "court": "PublicBody",
    "publication": "Organization",
    "operation": "Event",
    "place": "Address",
}
Record = dict[str, Any]


def entities(found: Mapping[str, Entity], findings: Iterable[AnyFinding], entity_of_party: Parties) -> Iterator[Record]:
    """FollowTheMoney entities: those named, and Membership or UnknownLink for each role and link between two of them."""
    for entity in found.values():
        if entity.type in SCHEMA:
            yield _entity(entity)
    for finding in findings:
        if isinstance(finding, Role):
            yield from _relation(finding, "Membership", ends=(finding.person, finding.organisation), who=entity_of_party)
        elif isinstance(finding, CommandLink):
            yield from _relation(finding, "UnknownLink", ends=(finding.source, finding.target), who=entity_of_party)


def statements(found: Mapping[str, Entity], mentions: Sequence[Mention], exhibits: Mapping[str, str]) -> Iterator[Record]:
    """One statement a name and mention: which words of which exhibit give this value. `exhibits` are by text id."""
    by_id = {mention.id: mention for mention in mentions}
    for entity in found.values():
        for mention in (by_id[m] for m in entity.mentions if m in by_id and entity.type in SCHEMA):
            span = mention.span
            yield {
                "entity_id": entity.id,
                "schema": SCHEMA[entity.type],
                "prop": _name_property(entity.type) if mention.name == entity.name else "alias",
                "value": mention.name,
                "original_value": span.quote,
                "dataset": exhibits.get(span.text, span.text),
                "external": False,
                "origin": f"{span.text}:{span.start}-{span.end} {mention.rule}",
            }


def _name_property(type: MentionType) -> str:
    return "full" if type == "place" else "name"


def _entity(entity: Entity) -> Record:
    properties: dict[str, list[str]] = {_name_property(entity.type): [entity.name]}
    if entity.type == "place":
        if entity.aliases:
            properties["remarks"] = list(entity.aliases)
    elif entity.aliases:
        properties["alias"] = list(entity.aliases)
    if entity.joined_by:
        properties["notes" if entity.type != "place" else "summary"] = list(entity.joined_by)
    return {"id": entity.id, "schema": SCHEMA[entity.type], "properties": properties}


def _relation(finding: Role | CommandLink, schema: str, *, ends: tuple[Party, Party | None], who: Parties) -> Iterator[Record]:
    left, right = who(ends[0]), who(ends[1])
    if left is None or right is None:
        return
    named = ("member", "organization") if schema == "Membership" else ("subject", "object")
    role = finding.post if isinstance(finding, Role) else finding.relation
    properties = {named[0]: [left], named[1]: [right], "role": [role], "description": [span.quote for span in finding.spans]}
    if isinstance(finding, Role) and finding.former:
        properties["status"] = ["former"]
    yield {"id": finding.id, "schema": schema, "properties": properties}
