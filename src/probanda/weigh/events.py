"""The findings that speak of one event, for comparison: the groups that identity made, and what in a text can only mean it.

A report that tells of one dated attack goes on to "the strike killed ten" without date or place. Such a passage is compared with
the rest of its report; it joins no event across reports, which is for identity and for people to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from probanda.derived import IncidentGroup
from probanda.model import Allegation, AnyFinding, Denial, Finding, Incident, Span, Statement
from probanda.weigh.groups import Groups
from probanda.weigh.lexicon import words_for

_TIMES = 4


@dataclass(frozen=True, slots=True)
class Event:
    """One event with its reports, and the statements of the same texts that mention an attack."""

    id: str
    incidents: tuple[tuple[str, Incident], ...]
    statements: tuple[tuple[str, Statement], ...] = ()
    allegations: tuple[tuple[str, Allegation], ...] = ()
    """Claims of responsibility, not yet charged or tried, in the texts of its reports."""
    denials: tuple[tuple[str, Denial], ...] = ()
    """What is denied in texts that tell of no other dated event."""


def events(groups: Iterable[IncidentGroup], findings: Mapping[str, AnyFinding]) -> Iterator[Event]:
    """Each event once. Statements are given only for texts that tell of no other dated event."""
    joined = Groups[str]()
    incidents = {name: f for name, f in findings.items() if isinstance(f, Incident)}
    for group in groups:
        for name in group.findings:
            joined.join(group.findings[0], name)
    main = _main(incidents, joined)
    for name, incident in incidents.items():
        anchor = main.get(incident.spans[0].text)
        if (
            anchor
            and _undated(incident)
            and not _several(incident)
            and _of_one_size(incident, incidents[anchor])
            and not _of_others(incident, incidents[anchor])
        ):
            joined.join(anchor, name)
    said, denied = _by_text(findings, Statement), _by_text(findings, Denial)
    blamed = _by_text(findings, Allegation)
    of_text: dict[str, list[str]] = {}
    for name, incident in incidents.items():
        of_text.setdefault(incident.spans[0].text, []).append(name)
    for first, members in joined.gather(incidents).items():
        texts = {incidents[m].spans[0].text for m in members}
        alone = [text for text in sorted(texts) if text in main and joined.find(main[text]) == first]
        told = [s for text in alone for s in said.get(text, ())]
        others = {name for text in texts for name in of_text[text]} - set(members)
        told = [(name, s) for name, s in told if not any(_within(incidents[o].spans[0], s.spans[0]) for o in others)]
        accused = [a for text in sorted(texts) for a in blamed.get(text, ()) if a[1].modality in ("alleged", "charged")]
        against = [d for text in alone for d in denied.get(text, ())]
        yield Event(first, tuple((m, incidents[m]) for m in members), tuple(told), tuple(accused), tuple(against))


_F = TypeVar("_F", bound=Finding)


def _by_text(findings: Mapping[str, AnyFinding], kind: type[_F]) -> dict[str, list[tuple[str, _F]]]:
    held: dict[str, list[tuple[str, _F]]] = {}
    for name, finding in findings.items():
        if isinstance(finding, kind):
            held.setdefault(finding.spans[0].text, []).append((name, finding))
    return held


def _main(incidents: Mapping[str, Incident], joined: Groups[str]) -> dict[str, str]:
    """By text: the one dated violent event that it tells of, or the one of several that had victims."""
    dated: dict[str, dict[str, str]] = {}
    struck: dict[str, dict[str, str]] = {}
    for name, incident in incidents.items():
        if not _undated(incident) and not incident.context and incident.act in words_for("violence"):
            text = incident.spans[0].text
            dated.setdefault(text, {})[joined.find(name)] = name
            if any(v.minimum or v.maximum for v in incident.victims):
                struck.setdefault(text, {})[joined.find(name)] = name
    held = {text: struck.get(text, events) if len(events) > 1 else events for text, events in dated.items()}
    return {text: next(iter(events.values())) for text, events in held.items() if len(events) == 1}


def _of_one_size(left: Incident, right: Incident) -> bool:
    """False where one counts so many more that it must speak of the war, and the other of one day in it."""
    one, two = (max((v.minimum or v.maximum or 0 for v in i.victims), default=0) for i in (left, right))
    return not (one and two) or max(one, two) <= _TIMES * min(one, two)


def _within(inner: Span, outer: Span) -> bool:
    return inner.text == outer.text and outer.start <= inner.start and inner.end <= outer.end


def _of_others(left: Incident, right: Incident) -> bool:
    """True where exact numbers of differently named people differ ("two prisoners", "six armed men")."""
    exact = [[v for v in i.victims if v.minimum and v.minimum == v.maximum and v.part_of is None] for i in (left, right)]
    pairs = [(a, b) for a in exact[0] for b in exact[1] if a.outcome == b.outcome and a.minimum != b.minimum]
    return any(a.kind != "people" != b.kind and a.kind.split()[-1:] != b.kind.split()[-1:] for a, b in pairs)


def _undated(incident: Incident) -> bool:
    return (
        (incident.when is None or incident.when.earliest is None)
        and not incident.context
        and incident.act in words_for("violence")
    )


def _several(incident: Incident) -> bool:
    """True for a total over several events ("21 persons in five incidents"), which is no count of one of them."""
    return (incident.incidents[0] or 1) > 1
