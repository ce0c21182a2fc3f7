"""The custody log: who did what to which source, when, with which result. Append-only; each entry holds the last one's hash."""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, insert

from probanda import __version__
from probanda.model import Custody, Decision
from probanda.store import tables
from probanda.store.case import Case, last_custody, put_custody

TOOL = f"probanda {__version__}"
DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be logged: the action, the source it concerns (SHA-256), and details in words."""

    action: str
    source: str | None = None
    detail: dict[str, str] = field(default_factory=dict)


def operator() -> str:
    """The name of the person at the keyboard, as the system knows it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def log(connection: Connection, acts: Iterable[Act], *, by: str | None = None, at: datetime | None = None) -> list[Custody]:
    """Append one entry per act, chained to the last. Belongs to the caller's transaction."""
    last = last_custody(connection)
    entries: list[Custody] = []
    for act in acts:
        last = _entry(last, act, by=by or operator(), at=at or datetime.now(UTC))
        entries.append(last)
    put_custody(connection, entries)
    return entries


def decide(case: Case, decision: Decision, *, by: str | None = None) -> None:
    """Add a decision to a case and enter it in the log, together: a decision that is taken out again leaves its entry behind."""
    record = msgspec.json.encode(decision, order="deterministic")
    with case.writing() as connection:
        connection.execute(insert(tables.decision).values(id=decision.id, record=record))
        log(connection, [Act(DECIDED, detail={"decision": decision.id, "verdict": decision.verdict})], by=by or decision.by)


def _entry(last: Custody | None, act: Act, *, by: str, at: datetime) -> Custody:
    blank = Custody(
        seq=last.seq + 1 if last else 1,
        at=at,
        by=by,
        action=act.action,
        source=act.source,
        detail={"tool": TOOL, **act.detail},
        salt=os.urandom(16).hex(),
        previous=last.hash if last else "",
    )
    return msgspec.structs.replace(blank, hash=digest(blank))


def digest(entry: Custody) -> str:
    """SHA-256 of an entry without its own hash, in hexadecimal."""
    blank = msgspec.structs.replace(entry, hash="")
    return hashlib.sha256(msgspec.json.encode(blank, order="deterministic")).hexdigest()


def broken(entries: Sequence[Custody]) -> list[int]:
    """The sequence numbers at which the chain does not hold: changed, missing or reordered entries."""
    previous, wrong = "", []
    for number, entry in enumerate(entries, 1):
        if entry.seq != number or entry.previous != previous or digest(entry) != entry.hash:
            wrong.append(entry.seq)
        previous = entry.hash
    return wrong
