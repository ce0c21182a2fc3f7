"""What rules ask of a finding, read off it once: whose act, on whose orders, which act, in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from probanda.model import (
    Admission,
    Allegation,
    AnyFinding,
    CommandLink,
    Denial,
    Incident,
    Order,
    Party,
    Role,
    Statement,
    Step,
    kind_of,
)

Resolver: TypeAlias = Callable[[Party], str | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """A finding as rules see it. `actors` and `orderers` hold entity ids; `described` the actors that are no known entity."""

    id: str
    finding: AnyFinding
    kind: str
    text: str
    act: str
    actors: frozenset[str]
    orderers: frozenset[str]
    described: tuple[str, ...]
    parties: frozenset[str]
    party_types: frozenset[str]
    passage: str


def facts(key: str, finding: AnyFinding, *, resolve: Resolver) -> Facts:
    """The finding with id `key` as rules see it."""
    actors = parties_acting(finding)
    orderer = finding.on_orders_of if isinstance(finding, Admission) else None
    everybody = [*actors, *_others(finding)]
    known = {party: resolve(party) for party in everybody}
    return Facts(
        id=key,
        finding=finding,
        kind=kind_of(finding),
        text=finding.spans[0].text,
        act=getattr(finding, "act", ""),
        actors=frozenset(found for party in actors if (found := known[party])),
        orderers=frozenset(found for party in [orderer] if party and (found := known.get(party) or resolve(party))),
        described=tuple(party.name for party in actors if not known[party]),
        parties=frozenset(found for found in known.values() if found),
        party_types=frozenset(party.type for party in everybody if party.type),
        passage=_passage(finding),
    )


def parties_acting(finding: AnyFinding) -> tuple[Party, ...]:
    """Whose act the finding is about, according to its kind."""
    match finding:
        case Allegation():
            return finding.accused
        case Order() | Admission() | Denial():
            return (finding.by,)
        case Incident() | Step():
            party = finding.perpetrator if isinstance(finding, Incident) else finding.person
            return (party,) if party else ()
        case Role():
            return (finding.person,)
        case CommandLink():
            return (finding.source,)
        case Statement():
            return (finding.speaker,)
    return ()


def _others(finding: AnyFinding) -> list[Party]:
    fields = ("to", "on_orders_of", "accuser", "organisation", "target", "body")
    found = [getattr(finding, name, None) for name in fields]
    return [party for party in found if isinstance(party, Party)]


def _passage(finding: AnyFinding) -> str:
    parts = [span.quote for span in finding.spans]
    parts += [str(value) for name in ("conduct", "context", "weapon", "post") if (value := getattr(finding, name, None))]
    parts += list(getattr(finding, "crimes", ()))
    if isinstance(finding, Incident):
        parts += [count.kind for count in finding.victims]
        parts += [finding.target] if finding.target else []
    if isinstance(finding, Order) and finding.to:
        parts.append(finding.to.name)
    return "\n".join(parts)
