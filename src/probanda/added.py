"""Findings that a person adds: words selected in a source, and what they are. They are marked as added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from probanda.errors import DecisionError
from probanda.model import (
    Admission,
    Allegation,
    AnyFinding,
    Decision,
    Denial,
    Incident,
    Order,
    Party,
    Role,
    Source,
    Span,
    Statement,
    Step,
    Text,
    Voice,
    identify,
)

RULE = "person.added.v1"
_Made = Callable[[Mapping[str, str], Span], AnyFinding]


def _who(value: Mapping[str, str], span: Span) -> Party:
    name = value.get("who", "").strip()
    place = span.quote.find(name) if name else -1
    at = Span(text=span.text, start=span.start + place, end=span.start + place + len(name), quote=name) if place >= 0 else span
    return Party(name=name or "not named", span=at, how="named" if name else "unstated")


def _act(value: Mapping[str, str]) -> str:
    return value.get("act") or "other"


_KINDS: dict[str, _Made] = {
    "statement": lambda v, s: Statement(rule=RULE, spans=(s,), speaker=_who(v, s), mode="indirect"),
    "order": lambda v, s: Order(rule=RULE, spans=(s,), by=_who(v, s), act=_act(v), conduct=s.quote),
    "admission": lambda v, s: Admission(rule=RULE, spans=(s,), by=_who(v, s), act=_act(v), conduct=s.quote),
    "denial": lambda v, s: Denial(rule=RULE, spans=(s,), by=_who(v, s), act=_act(v), conduct=s.quote),
    "allegation": lambda v, s: Allegation(rule=RULE, spans=(s,), accused=(_who(v, s),), conduct=s.quote, act=_act(v)),
    "incident": lambda v, s: Incident(rule=RULE, spans=(s,), act=_act(v)),
    "role": lambda v, s: Role(rule=RULE, spans=(s,), person=_who(v, s), post=v.get("what") or s.quote),
    "step": lambda v, s: Step(rule=RULE, spans=(s,), step=v.get("what") or "other", person=_who(v, s) if v.get("who") else None),
}
KINDS = tuple(_KINDS)
"""Kinds that can be added. `value` holds kind, start, end (positions in the frozen text), and who, act or what."""


def finding(decision: Decision, texts: Mapping[str, Text], sources: Mapping[str, Source]) -> AnyFinding:
    """The finding that a decision with verdict "use" adds. Raises DecisionError when it names no words of a source."""
    text = texts.get(decision.about[0]) if decision.about else None
    made = _KINDS.get(decision.value.get("kind", ""))
    if text is None or made is None:
        raise DecisionError("a finding is added to a source that was read, as one of " + ", ".join(KINDS), where=decision.id)
    outlet = sources[text.source].publisher or text.publisher or sources[text.source].name
    voice = Voice(speaker=Party(name=outlet, how="outlet"), stance="reports")
    return identify(replace(made(decision.value, _span(decision, text)), voice=(voice,)))


def _span(decision: Decision, text: Text) -> Span:
    try:
        start, end = int(decision.value["start"]), int(decision.value["end"])
    except (KeyError, ValueError):
        raise DecisionError("which words are meant is not said", where=decision.id, next="give start and end") from None
    if not 0 <= start < end <= len(text.body):
        raise DecisionError(f"the text has no characters {start} to {end}", where=decision.id)
    return Span(text=text.id, start=start, end=end, quote=text.body[start:end])


def findings(decisions: Iterable[Decision], texts: Mapping[str, Text], sources: Mapping[str, Source]) -> dict[str, AnyFinding]:
    """All added findings by id; `decisions` are the standing ones, `texts` and `sources` by source id."""
    made = [finding(d, texts, sources) for d in decisions if d.verdict == "use" and d.about and d.about[0] in texts]
    return {one.id: one for one in made}
