"""What sources report, by the findings in them: acts and places, for the list of sources. Background is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from probanda.model import Admission, Allegation, AnyFinding, Denial, Incident, Order
from probanda.web.index import Index

ACT, PLACE = "act", "place"
_Rows = Iterable[tuple[str, str, str, Any]]
_UNKNOWN = ("other", "")


def _told(desk: Index) -> Iterator[tuple[str, str, str]]:
    """(source, `act` or `place`, which), once for each finding."""
    for finding in desk.view.findings.values():
        if (act := _act(finding)) not in _UNKNOWN:
            yield desk.source_id(finding), ACT, act
    for reading in desk.placed.readings:
        for area in reading.areas[:1]:
            yield desk.source_id(desk.view.findings[reading.finding]), PLACE, area.name


def _act(finding: AnyFinding) -> str:
    """The act that a finding tells of, whoever says, admits or denies it."""
    if isinstance(finding, Incident):
        return "" if finding.context else finding.act
    return finding.act if isinstance(finding, Order | Admission | Denial | Allegation) else ""


def _about(desk: Index) -> _Rows:
    counted = Counter(_told(desk))
    for (source, kind, which), number in sorted(counted.items(), key=lambda item: (item[0][0], -item[1], item[0])):
        yield source, f"{kind}:{which}", "", number


def _topics(desk: Index) -> _Rows:
    sources = Counter((kind, which) for _, kind, which in set(_told(desk)))
    for (kind, which), number in sorted(sources.items(), key=lambda item: (-item[1], item[0])):
        yield which[:200], kind, "", number


PARTS = {"about": _about, "topic": _topics}
"""`about`: by source, what it reports and how often; `topic`: what is reported at all, and by how many sources."""
