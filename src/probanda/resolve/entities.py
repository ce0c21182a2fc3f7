"""Who is who: mentions to local entities within a text, local entities to entities over all sources.

    names in one text > locals        definitions join within the text
    locals > links                    evidence in classes, vetoes
    links + decisions > entities      people's decisions hold; the machine joins only what nothing keeps apart

The result is a pure function of mentions, findings and decisions: the order of sources does not matter, and adding a source
gives what a full run would give. An entity's id is the id of one of its local entities, the first that a decision cites, else the
smallest; any id ever given out is found again in `Resolved.same_as`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from probanda.derived import Entity, Pair
from probanda.errors import DecisionError
from probanda.model import AnyFinding, Decision, Mention, Record
from probanda.resolve.aliases import Alias, Aliases
from probanda.resolve.clusters import Ledger
from probanda.resolve.context import Contexts, keys_of
from probanda.resolve.grounds import Bodies
from probanda.resolve.join import Joined, join
from probanda.resolve.link import Links, links
from probanda.resolve.local import Local, locals_of
from probanda.resolve.normal import fold
from probanda.resolve.places import countries_named
from probanda.resolve.spelling import Memory


class Resolved(Record, frozen=True, kw_only=True):
    """The entities of a case. A mention of nobody (a people, a demonym) is in no entity."""

    entities: dict[str, Entity]
    entity_of: dict[str, str]
    """Entity id by mention id."""
    pairs: tuple[Pair, ...] = ()
    """Entities that may be one, best first, for people to judge."""
    same_as: dict[str, str] = {}
    """Entity id by any id that an entity of these mentions ever had."""
    refused: tuple[str, ...] = ()
    """Decisions that contradict earlier ones and have no effect, in words."""


def resolve(
    mentions: Sequence[Mention],
    *,
    findings: Mapping[str, AnyFinding],
    decisions: Sequence[Decision],
    aliases: Sequence[Alias] = (),
    memory: Memory | None = None,
) -> Resolved:
    """The entities that the mentions speak of. `aliases` are the case's own, beside those shipped.

    A `memory` kept between calls spares comparing again what was compared; the result is that of a full run.
    """
    entities, about, ledger = settled(mentions, decisions)
    contexts, bodies = _surroundings(entities, findings, aliases)
    found = links(entities, contexts, bodies, memory=memory)
    joined = join(entities, found, ledger)
    return _resolved(entities, found, joined=joined, ledger=ledger, decisions=about)


def settled(mentions: Sequence[Mention], decisions: Sequence[Decision]) -> tuple[list[Local], list[Decision], Ledger]:
    """Local entities, the decisions as said of them, and the ledger of these decisions (`refused` holds what cannot stand).

    Decisions cite mentions or entities; both stand for a local entity. A mention that a split takes out is one by itself.
    """
    leaving = frozenset(i for d in decisions if d.verdict == "split" for i in d.about[1:])
    entities = locals_of(mentions, alone=leaving)
    names = {m.id: entity.id for entity in entities for m in entity.mentions}
    about = [msgspec.structs.replace(d, about=tuple(names.get(i, i) for i in d.about)) for d in decisions]
    return entities, about, Ledger(about)


def parted(entity: Entity, mentions: Sequence[Mention], leaving: Sequence[str]) -> tuple[str, ...]:
    """What a decision that these mentions leave an entity is about: a mention that remains, then those that leave.

    An entity bears the id of one of its names in one text; were that one cited and left, nobody would be kept apart from anybody.
    Raises DecisionError when nothing would remain, or a mention is not of this entity.
    """
    if strays := [mention for mention in leaving if mention not in entity.mentions]:
        raise DecisionError("this mention is not of this entity", where=strays[0], next="take the ids from `entities show`")
    rest = set(entity.mentions) - set(leaving)
    remaining = locals_of(mention for mention in mentions if mention.id in rest)
    if not remaining:
        raise DecisionError("no mention would remain", where=entity.id, next="leave one of them where it is")
    first = next((local for local in remaining if local.id == entity.id), remaining[0])
    return (first.mentions[0].id, *leaving)


def _surroundings(
    entities: Sequence[Local], findings: Mapping[str, AnyFinding], aliases: Sequence[Alias]
) -> tuple[Contexts, Bodies]:
    table = Aliases(aliases)
    places: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.family == "place":
            places[entity.text] |= countries_named(entity.names)
    bodies: Bodies = {}
    for entity in entities:
        if entity.family == "group":
            for name in entity.names:
                if found := table.find(name, places[entity.text]):
                    bodies.setdefault(entity.id, found)
    keys = keys_of(entities) | {entity: f"body:{number}" for entity, (number, _) in bodies.items()}
    return Contexts(entities, findings, keys), bodies


def _resolved(
    entities: Sequence[Local], found: Links, *, joined: Joined, ledger: Ledger, decisions: Sequence[Decision]
) -> Resolved:
    by_id = {entity.id: entity for entity in entities}
    first_cited = {i: n for n, i in reversed(list(enumerate(i for d in decisions for i in d.about)))}
    same_as: dict[str, str] = {}
    out: dict[str, Entity] = {}
    for members in joined.clusters:
        named = min(members, key=lambda i: (first_cited.get(i, len(first_cited) + 1), i))
        same_as |= dict.fromkeys(members, named)
        out[named] = _entity(named, [by_id[i] for i in members], joined.reasons(members))
    mentions = {m.id: same_as[entity.id] for entity in entities for m in entity.mentions}
    refused = tuple(str(error) for error in ledger.refused.values())
    return Resolved(
        entities=dict(sorted(out.items())),
        entity_of=mentions,
        pairs=_pairs(found, same_as, ledger),
        same_as=same_as,
        refused=refused,
    )


def _entity(id: str, members: Sequence[Local], reasons: tuple[str, ...]) -> Entity:
    mentions = sorted((m for local in members for m in local.mentions), key=lambda m: m.id)
    names = Counter(m.name for m in mentions)
    # The fullest of the usual names: a name used once should not stand for all.
    best = max(names, key=lambda n: (_is_latin(n), len(fold(n).split()) > 1, names[n], len(n), n))
    spellings = {n for local in members for n in local.names} | {m.span.quote for m in mentions}
    return Entity(
        id=id,
        name=best,
        type=Counter(m.type for m in mentions).most_common(1)[0][0],
        aliases=tuple(sorted(spellings - {best})),
        mentions=tuple(m.id for m in mentions),
        joined_by=reasons,
    )


def _is_latin(name: str) -> bool:
    return all(letter < "\u0250" or letter in "’‘–—" for letter in name)


def _pairs(found: Links, same_as: Mapping[str, str], ledger: Ledger) -> tuple[Pair, ...]:
    """The pairs of entities that may be one; of several pairs of their names the best is shown."""
    ids = [entity.id for entity in found.entities]
    numbers: dict[str, int] = {}
    of = np.array([numbers.setdefault(same_as[one], len(numbers)) for one in ids], dtype=np.int64)
    out: dict[tuple[str, str], Pair] = {}
    for row in np.flatnonzero(of[found.left] != of[found.right]).tolist():
        one, other = ids[found.left[row]], ids[found.right[row]]
        left, right = sorted((same_as[one], same_as[other]))
        if ledger.apart(one, other):
            continue
        if (held := out.get((left, right))) is None:
            out[left, right] = Pair(left=left, right=right, score=_probability(found.total(row)), features=found.features(row))
        elif found.apart[row]:
            # The best of their names was shown first; what keeps any two of them apart is shown too.
            more = [f for f in found.features(row) if f.name == "veto" and f not in held.features]
            out[left, right] = msgspec.structs.replace(held, features=(*held.features, *more))
    return tuple(out.values())


def _probability(total: float) -> float:
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)
