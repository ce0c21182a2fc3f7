"""Computing the view of a case and storing it: at the end of a build, and in the workbench's child process after decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from probanda import view
from probanda.derived import View
from probanda.model import Decision
from probanda.store import tables, viewed
from probanda.store.case import Case
from probanda.store.viewed import Stamp
from probanda.view import Memory
from probanda.web.index import Index
from probanda.web.laid import CHARTS, laid
from probanda.work import fingerprint

_CHANGING = ("received", "received-again", "described", "read", "failed", "names", "opened")
"""Entries of the log after which a view may be another; nothing else that is logged changes what was read."""
_LIGHT = {"accept", "status", "note", "rate", "unsure"}
"""Verdicts after which findings, entities and contradictions stay as they are, and only charts are laid again."""


@dataclass(frozen=True, slots=True)
class Known:
    """A view that was computed, kept in memory for the next one."""

    stamp: Stamp
    desk: Index
    memory: Memory


def code() -> str:
    """A digest of the code and data that a view is made by: all of the package, since no list of its parts stays complete."""
    return fingerprint("")[:16]


def stamp(case: Case, *, made_by: str = "") -> Stamp:
    """Of what a view computed now would be the view."""
    log, made = tables.custody.c, tables.decision.c
    with case.engine.connect() as connection:
        read = connection.execute(select(log.seq).where(log.action.in_(_CHANGING)).order_by(log.seq.desc()).limit(1)).scalar()
        decisions = connection.execute(select(func.max(made.seq))).scalar()
    return Stamp(read=read or 0, decisions=decisions or 0, code=made_by or code(), at=datetime.now(UTC))


def same(one: Stamp, other: Stamp) -> bool:
    """Whether two views are of the same sources and decisions, made alike."""
    return (one.read, one.decisions, one.code) == (other.read, other.decisions, other.code)


def current(case: Case) -> bool:
    """Whether the view that is stored is that of the case as it stands."""
    held = viewed.now(case.engine)
    return bool(held and same(held[0], stamp(case)))


def renewed(case: Case, before: Known | None = None, *, made_by: str = "") -> Known:
    """The view of the case as it stands, computed and stored. After decisions that change little, little is computed."""
    mark = stamp(case, made_by=made_by)
    if before and same(before.stamp, mark):
        return before
    made = case.decisions()
    if before and before.stamp.read == mark.read and light(before.desk.view, made):
        charted = view.charted(before.desk.view, made, entity_of_party=before.desk.entity)
        known = Known(mark, Index(charted), before.memory)
        viewed.keep(case, mark, laid(known.desk, only=CHARTS))
    else:
        memory = before.memory if before else Memory()
        known = Known(mark, Index(view.compute(case, memory=memory)), memory)
        viewed.keep(case, mark, laid(known.desk))
    return known


def keep(case: Case, seen: View, mark: Stamp) -> None:
    """Store a view that was computed of the case as it stood at `mark`."""
    viewed.keep(case, mark, laid(Index(seen)))


def light(before: View, made: Sequence[Decision]) -> bool:
    """Whether the decisions since a view leave findings and entities as they are."""
    known = {d.id for d in before.decisions}
    verdicts = {d.id: d.verdict for d in made}
    fresh = [d for d in made if d.id not in known]
    touched = {verdicts[a] for d in fresh if d.verdict == "withdraw" for a in d.about if a in verdicts}
    restored = any(d.verdict == "accept" and not set(d.about) <= before.findings.keys() for d in fresh)
    return not restored and {d.verdict for d in fresh} - {"withdraw"} <= _LIGHT and touched <= _LIGHT
