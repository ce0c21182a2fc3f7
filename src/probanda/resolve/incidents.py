"""Reports to incidents. For now each report stands alone; nothing is joined that might be two events."""

from __future__ import annotations

from collections.abc import Mapping

from probanda.derived import IncidentGroup
from probanda.model import AnyFinding, Incident
from probanda.resolve.entities import Resolved


def group(findings: Mapping[str, AnyFinding], resolved: Resolved) -> tuple[IncidentGroup, ...]:
    """One group per report of an incident."""
    found = [f for f in findings.values() if isinstance(f, Incident)]
    return tuple(IncidentGroup(id=f"i-{f.id[2:]}", findings=(f.id,), when=f.when) for f in found)
