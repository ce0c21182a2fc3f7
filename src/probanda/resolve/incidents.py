"""Reports of violence to incidents: a hypothesis over reports, shown with all of them.

Two reports are compared by date interval, place, tolls, parties and kind of act (reports.py) and grouped by average link.
Named victims decide first: a shared name binds, lists without a common name keep apart. "33 killed in seven incidents" is no
incident of its own but the parent of those it counts; background ("the war has left hundreds dead") is joined to background only.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt

from probanda.derived import IncidentGroup
from probanda.model import AnyFinding, Casualties, Incident, Party, When
from probanda.resolve import evidence
from probanda.resolve.entities import Resolved
from probanda.resolve.linkage import Ints, average_link
from probanda.resolve.locate import Locator
from probanda.resolve.normal import fold
from probanda.resolve.places import countries_named
from probanda.resolve.reports import Report, proposed, quantities

_DAYS, _LONG = 3, 10**6
_COMPANY = 3
_COUNTABLE = 1000
"""No source counts so many incidents one by one: such a number is a year or a toll."""


def group(findings: Mapping[str, AnyFinding], resolved: Resolved, *, locator: Locator | None = None) -> tuple[IncidentGroup, ...]:
    """Incidents over all sources, in order of their ids. With a locator, places are compared by distance too."""
    found = sorted((f for f in findings.values() if isinstance(f, Incident)), key=lambda f: f.id)
    known = _names(resolved)
    company = _company(findings, known)
    reports = [_report(f, known, locator, company=company) for f in found]
    groups: list[list[int]] = []
    for background in (False, True):
        single = [i for i, f in enumerate(found) if f.context == background and not is_aggregate(f)]
        groups += [[single[k] for k in part] for part in _grouped([reports[i] for i in single])]
    groups += [[i] for i, f in enumerate(found) if is_aggregate(f)]
    made = [(_incident([found[i] for i in part]), part) for part in groups]
    parents = _parents(made, found, reports=reports)
    out = [msgspec.structs.replace(one, parent=parents.get(one.id)) for one, _ in made]
    return tuple(sorted(out, key=lambda one: one.id))


def is_aggregate(incident: Incident) -> bool:
    """Whether the passage counts several incidents together; two strikes on one town in one day are one event."""
    least, most = incident.incidents
    several = (least or 1) > 1 or most is None or most > 1
    width = _width(incident.when)[0] if incident.when else _LONG
    return several and (most is None or most < _COUNTABLE) and width > _DAYS


def _grouped(reports: Sequence[Report]) -> list[list[int]]:
    if len(reports) < 2:
        return [[i] for i in range(len(reports))]
    left, right = proposed(reports)
    if not len(left):
        return [[i] for i in range(len(reports))]
    table, found = evidence.table("weights_incidents"), quantities(reports, left, right)
    scores = evidence.score(found, table).astype(np.float64)
    # A text that tells of two events tells of two: measured, less than one such pair in a thousand is one event.
    bound, other = found["same_victims"], found["other_victims"] | found["same_text"]
    # Neither when nor where is known of both: nothing is left that could tell two events apart.
    undated = np.array([r.start is None and r.end is None for r in reports])
    empty = (undated[left] | undated[right]) & ~found["within"] & ~bound
    # Two towns of two names, and no map to tell how far apart: the same day and toll are not enough.
    town = np.array([bool(r.place) and r.precision >= 3 for r in reports])
    elsewhere = town[left] & town[right] & found["nowhere"] & ~found["within"]
    scores = np.where(bound, 1.0, np.where(empty | elsewhere, 0.0, scores))
    scores = np.where(_told_alike(reports, left, right, undated=undated), np.maximum(scores, table.threshold + 0.1), scores)
    return average_link(len(reports), left, right, scores=scores, cut=table.threshold, apart=other)


def _told_alike(reports: Sequence[Report], left: Ints, right: Ints, *, undated: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Two undated reports of one kind of act in one town, in texts about the same people and bodies: "the siege of Qasr"."""
    out = np.zeros(len(left), dtype=bool)
    for k in np.nonzero(undated[left] & undated[right])[0].tolist():
        one, other = reports[left[k]], reports[right[k]]
        same = one.place == other.place and one.context == other.context and min(one.precision, other.precision) >= 3
        out[k] = bool(one.place) and same and len(one.company & other.company) >= _COMPANY
    return out


def _company(findings: Mapping[str, AnyFinding], known: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The entities that the findings of each text name."""
    out: dict[str, set[str]] = defaultdict(set)
    for finding in findings.values():
        for value in (getattr(finding, field) for field in finding.__struct_fields__):
            for party in value if isinstance(value, tuple) else (value,):
                if isinstance(party, Party) and party.span and fold(party.name) in known:
                    out[party.span.text].add(known[fold(party.name)])
    return {text: frozenset(ids) for text, ids in out.items()}


def _names(resolved: Resolved) -> dict[str, str]:
    """The entity of every name that only one entity has."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in resolved.entities.values():
        for name in (entity.name, *entity.aliases):
            owners[fold(name)].add(entity.id)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def _report(
    finding: Incident, known: Mapping[str, str], locator: Locator | None, *, company: Mapping[str, frozenset[str]]
) -> Report:
    def who(name: str) -> str:
        return known.get(fold(name), fold(name))

    where = [p for p in finding.where if p.name]
    text = finding.spans[0].text if finding.spans else ""
    spot = locator.find(text, [p.name for p in where]) if locator else None
    dead = [c for c in finding.victims if c.outcome == "killed" and not c.part_of]
    hurt = [c for c in finding.victims if c.outcome in ("injured", "shot") and not c.part_of]
    by = finding.perpetrator
    return Report(
        id=finding.id,
        start=_ordinal(finding.when, first=True),
        end=_ordinal(finding.when, first=False),
        place=who(where[0].name) if where else "",
        area=who(where[1].name) if len(where) > 1 else "",
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
        precision=spot.precision if spot else _precision(where),
        actors=frozenset({who(by.name)} if by and by.how == "named" else ()),
        killed=_toll(dead),
        injured=_toll(hurt)[1],
        context=finding.act,
        text=text,
        company=company.get(text, frozenset()),
        victims=frozenset(who(name) for c in finding.victims for name in c.names),
    )


def _precision(where: Sequence[Party]) -> int:
    """How exact the first place named is, where no gazetteer tells."""
    return (1 if countries_named([where[0].name]) else 3) if where else 0


def _toll(counts: Sequence[Casualties]) -> tuple[int, int, int]:
    low = sum(c.minimum or 0 for c in counts)
    high = sum(c.maximum if c.maximum is not None else 10 * max(1, c.minimum or 0) for c in counts)
    best = sum(c.minimum if c.minimum is not None else c.maximum or 0 for c in counts)
    return low, best, max(low, high)


def _ordinal(when: When | None, *, first: bool) -> int | None:
    day: date | None = (when.earliest if first else when.latest) if when else None
    return day.toordinal() if day else None


def _incident(found: Sequence[Incident]) -> IncidentGroup:
    ids = tuple(sorted(f.id for f in found))
    dated = sorted((f.when for f in found if f.when and (f.when.earliest or f.when.latest)), key=_width)
    places: list[Party] = [p for f in found for p in f.where]
    # The most exact date that a report gives; the others stand with their reports.
    return IncidentGroup(
        id="i-" + hashlib.sha256(ids[0].encode()).hexdigest()[:20],
        findings=ids,
        when=dated[0] if dated else None,
        where=places[0].name if places else None,
    )


def _width(when: When) -> tuple[int, date]:
    if when.earliest and when.latest:
        return (when.latest - when.earliest).days, when.earliest
    return _LONG, when.earliest or when.latest or date.min


def _parents(
    made: Sequence[tuple[IncidentGroup, list[int]]], found: Sequence[Incident], *, reports: Sequence[Report]
) -> dict[str, str]:
    """The aggregate that may count an incident: it lies in its interval, has its actor or place, and no greater toll."""
    whole = [(one.id, part[0]) for one, part in made if is_aggregate(found[part[0]])]
    out: dict[str, str] = {}
    for one, part in made:
        if not is_aggregate(found[part[0]]) and not found[part[0]].context:
            for parent, i in whole:
                if any(_counts(reports[i], reports[k]) for k in part):
                    out.setdefault(one.id, parent)
    return out


def _counts(whole: Report, part: Report) -> bool:
    if None in (whole.start, whole.end, part.start, part.end) or part.killed[0] > whole.killed[2]:
        return False
    inside = (whole.start or 0) <= (part.start or 0) and (part.end or 0) <= (whole.end or 0)
    same_place = bool(whole.place) and whole.place in (part.place, part.area)
    return inside and (same_place or bool(whole.actors & part.actors))
