"""Who is who: mentions to local entities within a text, local entities to entities over all sources.

A mention belongs to the local entity of its text, name and type. Local entities join when their folded names are equal and
full; a single word never joins across sources.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from probanda.derived import Entity, Pair
from probanda.model import AnyFinding, Decision, Mention, Record
from probanda.resolve.normal import fold

FAMILY = {
    "person": "person",
    "organisation": "group",
    "armed_group": "group",
    "unit": "group",
    "court": "group",
    "publication": "group",
    "operation": "operation",
    "place": "place",
}


class Resolved(Record, frozen=True, kw_only=True):
    """The entities of a case. `entity_of` gives the entity id of each mention id; peoples ("Libyan") are nobody."""

    entities: dict[str, Entity]
    entity_of: dict[str, str]
    pairs: tuple[Pair, ...] = ()


def resolve(
    mentions: Sequence[Mention],
    *,
    findings: Mapping[str, AnyFinding],
    decisions: Sequence[Decision],
    aliases: Sequence[tuple[str, ...]] = (),
) -> Resolved:
    """The entities that the mentions speak of; the order of mentions does not matter."""
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: m.id):
        if mention.type in FAMILY:
            groups[_key(mention)].append(mention)
    entities = {(made := _entity(key, members)).id: made for key, members in groups.items()}
    return Resolved(entities=entities, entity_of={m: e.id for e in entities.values() for m in e.mentions})


def _key(mention: Mention) -> tuple[str, ...]:
    family, name = FAMILY[mention.type], fold(mention.name)
    alone = family == "person" and " " not in name
    return (family, name, mention.span.text) if alone else (family, name)


def _entity(key: tuple[str, ...], members: list[Mention]) -> Entity:
    names = Counter(m.name for m in members)
    best = max(names, key=lambda name: (names[name], len(name), name))
    return Entity(
        id="e-" + hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:20],
        name=best,
        type=Counter(m.type for m in members).most_common(1)[0][0],
        aliases=tuple(sorted(set(names) - {best})),
        mentions=tuple(m.id for m in members),
    )
