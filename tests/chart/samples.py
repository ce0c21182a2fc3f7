"""Fictional findings for the tests of law and chart: Salim Orran, the Northern Brigade, the country of Osmer. Nobody is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from probanda.chart.elements import chart
from probanda.derived import Chart, Entity
from probanda.law.facts import Facts, facts
from probanda.model import (
    Admission,
    Allegation,
    AnyFinding,
    Casualties,
    CommandLink,
    Denial,
    Incident,
    MentionType,
    Order,
    Party,
    Recital,
    Role,
    Span,
    Statement,
    Step,
    Voice,
    When,
)

OUTLET = Party(name="Osmer Post", how="outlet")
_NAMES: dict[str, tuple[str, MentionType]] = {
    "Salim Orran": ("orran", "person"),
    "Dana Reva": ("reva", "person"),
    "Ivo Tamm": ("tamm", "person"),
    "Northern Brigade": ("brigade", "unit"),
    "Coastal Guard": ("guard", "armed_group"),
    "Free Osmer Army": ("army", "armed_group"),
    "International Criminal Court": ("icc", "court"),
}
_STARTS = count(step=200)


def party(name: str) -> Party:
    return Party(name=name, type=_NAMES[name][1]) if name in _NAMES else Party(name=name, how="description")


def resolve(party: Party) -> str | None:
    return _NAMES[party.name][0] if party.name in _NAMES else None


ENTITIES = {
    made: Entity(id=made, name=name, type=sort, aliases=(name, name.split()[-1])) for name, (made, sort) in _NAMES.items()
}


def span(quote: str, text: str = "t-1", start: int | None = None) -> Span:
    begin = next(_STARTS) if start is None else start
    return Span(text=text, start=begin, end=begin + len(quote), quote=quote)


def voices(*speakers: str, stance: Any = "asserts", quoted: bool = False) -> tuple[Voice, ...]:
    inner = tuple(Voice(speaker=party(name), stance=stance, quoted=quoted) for name in speakers)
    return (Voice(speaker=OUTLET, stance="reports"), *inner)


def day(year: int, month: int = 1, number: int = 1) -> When:
    return When(earliest=date(year, month, number), latest=date(year, month, number), precision="day", rule="test")


def _base(quote: str, text: str, speakers: tuple[str, ...], when: When | None) -> dict[str, Any]:
    made = span(quote, text)
    return {"id": f"f-{made.start}", "rule": "test.v1", "spans": (made,), "voice": voices(*speakers), "when": when}


def order(
    quote: str, *, by: str, act: str = "no_quarter", text: str = "t-1", speakers: tuple[str, ...] = (), **more: Any
) -> Order:
    to = more.pop("to", None)
    base = _base(quote, text, speakers, more.pop("when", None))
    return Order(**base, by=party(by), to=Party(name=to, how="description") if to else None, act=act, conduct=quote, **more)


def allegation(
    quote: str, *, accused: str | tuple[str, ...], act: str, text: str = "t-1", accuser: str | None = None, **more: Any
) -> Allegation:
    names = (accused,) if isinstance(accused, str) else accused
    base = _base(quote, text, (accuser,) if accuser else (), more.pop("when", None))
    by = party(accuser) if accuser else None
    return Allegation(**base, accused=tuple(party(n) for n in names), conduct=quote, act=act, accuser=by, **more)


def admission(quote: str, *, by: str, act: str, on_orders_of: str | None = None, text: str = "t-1") -> Admission:
    base = _base(quote, text, (by,), None)
    return Admission(**base, by=party(by), act=act, conduct=quote, on_orders_of=party(on_orders_of) if on_orders_of else None)


def denial(quote: str, *, by: str, act: str, text: str = "t-1") -> Denial:
    return Denial(**_base(quote, text, (by,), None), by=party(by), act=act, conduct=quote)


def incident(quote: str, *, act: str, perpetrator: str | None = None, text: str = "t-1", **more: Any) -> Incident:
    killed = more.pop("killed", None)
    victims = (Casualties(outcome="killed", minimum=killed, maximum=killed, kind="persons"),) if killed else ()
    base = _base(quote, text, more.pop("speakers", ()), more.pop("when", None))
    return Incident(**base, act=act, perpetrator=party(perpetrator) if perpetrator else None, victims=victims, **more)


def role(person: str, post: str, organisation: str, *, text: str = "t-1", **more: Any) -> Role:
    base = _base(f"{person}, {post} of the {organisation}", text, (), more.pop("when", None))
    return Role(**base, person=party(person), post=post, organisation=party(organisation), **more)


def link(source: str, relation: Any, target: str, *, text: str = "t-1", when: When | None = None) -> CommandLink:
    base = _base(f"{source}, {relation} the {target}", text, (), when)
    return CommandLink(**base, source=party(source), relation=relation, target=party(target))


def step(quote: str, name: str, *, person: str | None = None, text: str = "t-1", **more: Any) -> Step:
    base = _base(quote, text, (), more.pop("when", None))
    return Step(**base, step=name, person=party(person) if person else None, **more)


def statement(quote: str, *, speaker: str, mode: Any = "direct", text: str = "t-1") -> Statement:
    return Statement(**_base(quote, text, (speaker,), None), speaker=party(speaker), mode=mode)


def recital(made: Span) -> Recital:
    return Recital(id=f"f-recital-{made.start}", rule="test.v1", spans=(made,), instrument="Rome Statute")


@dataclass(frozen=True)
class Case:
    """Findings by id, as a chart takes them."""

    findings: Mapping[str, AnyFinding] = field(default_factory=dict)

    def facts(self, finding: Any) -> Facts:
        return facts(finding.id, finding, resolve=resolve)


CASE = Case()


def charts(*findings: Any, **more: Any) -> tuple[Chart, ...]:
    """The charts of some findings."""
    return chart({f.id: f for f in findings}, entity_of_party=resolve, entities=ENTITIES, **more)


def charted(*findings: Any, **more: Any) -> dict[tuple[str, str], Chart]:
    """The charts by provision and person."""
    return {(made.crime, made.accused): made for made in charts(*findings, **more)}
