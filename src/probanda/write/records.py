"""Findings of one text in the schema of the evaluation cases: what `probanda export --format records` writes.

Lists: persons, organisations, places, roles, affiliations, statements, allegations, incidents, proceedings. Positions are Unicode
code points in the frozen text, end exclusive. Names of persons and organisations that are the same across texts go to links.json.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from probanda import edtf
from probanda.model import (
    Allegation,
    AnyFinding,
    Casualties,
    CommandLink,
    Extraction,
    Finding,
    Incident,
    Mention,
    Party,
    Role,
    Span,
    Statement,
    Step,
)

Json = dict[str, Any]
_RELATIONS = ("commander of", "member of", "subordinate to", "ally of")
_LIST = {
    "person": "persons",
    "organisation": "organisations",
    "armed_group": "organisations",
    "unit": "organisations",
    "operation": "organisations",
    "court": "organisations",
    "publication": "organisations",
    "place": "places",
}


def record(extraction: Extraction, *, name: str, language: str | None = None) -> Json:
    """All lists of one text. `name` becomes its id and the stem of its file."""
    lists: dict[str, list[Json]] = {**_named(extraction.mentions), **{k: [] for k in ("roles", "affiliations", "statements")}}
    lists |= {"allegations": [], "incidents": [], "proceedings": []}
    for finding in extraction.findings:
        if written := _written(finding):
            key, item = written
            lists[key].append({"id": finding.id, **_passage(finding.spans[0]), **item})
    return {"id": name, "language": language, **lists}


def _named(mentions: Iterable[Mention]) -> dict[str, list[Json]]:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type in _LIST:
            groups[_LIST[mention.type], mention.name].append(mention)
    lists: dict[str, list[Json]] = {"persons": [], "organisations": [], "places": []}
    for (key, name), members in groups.items():
        lists[key].append({"id": local_id(members[0]), "name": name, "mentions": [_passage(m.span) for m in members]})
    return lists


def local_id(mention: Mention) -> str:
    """The id of a named entity within its text: list and name, so that every mention of it gives the same."""
    return f"{_LIST.get(mention.type, mention.type)}:{mention.name}"


def _passage(span: Span) -> Json:
    return {"quote": span.quote, "start": span.start, "end": span.end}


def _name(party: Party | None) -> str | None:
    return party.name if party else None


def _written(finding: AnyFinding) -> tuple[str, Json] | None:
    match finding:
        case Role():
            item = {"person": finding.person.name, "role": finding.post, "organisation": _name(finding.organisation)}
            return "roles", {**item, "former": finding.former}
        case CommandLink() if finding.relation in _RELATIONS:
            return "affiliations", {"source": finding.source.name, "relation": finding.relation, "target": finding.target.name}
        case Statement():
            said = " ".join(filter(None, (finding.addressee, finding.medium, finding.occasion))) or None
            return "statements", {"speaker": finding.speaker.name, "mode": finding.mode, "said_to": said}
        case Allegation():
            return "allegations", _allegation(finding)
        case Incident():
            return "incidents", _incident(finding)
        case Step():
            item = {"step": finding.step, "body": _name(finding.body), "person": _name(finding.person)}
            return "proceedings", {**item, **_date(finding), "status": finding.status}
    return None


def _allegation(finding: Allegation) -> Json:
    return {
        "accused": [party.name for party in finding.accused],
        "conduct": finding.conduct,
        "legal_characterisation": list(finding.crimes),
        "accuser": _name(finding.accuser),
        "modality": finding.modality,
    }


def _incident(finding: Incident) -> Json:
    return {
        "what": finding.act,
        "place": ", ".join(place.name for place in finding.where) or None,
        "victims": [_victims(count) for count in finding.victims],
        "perpetrator": _name(finding.perpetrator),
        **_date(finding),
    }


def _victims(count: Casualties) -> Json:
    return {"min": count.minimum, "max": count.maximum, "kind": count.outcome, "who": count.kind}


def _date(finding: Finding) -> Json:
    if finding.when is None:
        return {"date_text": "", "date": None}
    return {"date_text": finding.when.span.quote if finding.when.span else "", "date": edtf.write(finding.when) or None}


def links(
    records: Mapping[str, Extraction],
    entity_of: Mapping[str, str],
    *,
    incidents: Iterable[Sequence[str]] = (),
    steps: Iterable[Sequence[str]] = (),
) -> dict[str, list[Json]]:
    """Clusters over texts: `records` by text name, `entity_of` by mention id, incidents and steps as groups of finding ids."""
    clusters: dict[str, dict[str, dict[tuple[str, str], None]]] = {
        "persons": defaultdict(dict),
        "organisations": defaultdict(dict),
    }
    for name, extraction in records.items():
        for mention in extraction.mentions:
            key = _LIST.get(mention.type, "")
            if key in clusters and mention.id in entity_of:
                clusters[key][entity_of[mention.id]][name, local_id(mention)] = None
    named = {key: [_cluster(members) for members in groups.values() if len(members) > 1] for key, groups in clusters.items()}
    home = {finding.id: name for name, extraction in records.items() for finding in extraction.findings}
    found = {"incidents": incidents, "proceedings": steps}
    return named | {
        key: [_cluster((home[i], i) for i in group if i in home) for group in groups] for key, groups in found.items()
    }


def _cluster(members: Iterable[tuple[str, str]]) -> Json:
    return {"members": [{"doc": doc, "id": item} for doc, item in members]}
