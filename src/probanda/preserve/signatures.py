"""Checking the checkpoints of a case against its log, and its rows against the log's last word on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from probanda.errors import IntegrityError
from probanda.model import Custody
from probanda.preserve import checkpoints as kept
from probanda.preserve import keys as keys_of_mine
from probanda.preserve import notes, rows
from probanda.preserve.findings import Finding, holds, uncovered, wrong
from probanda.preserve.merkle import Tree, leaf_hash
from probanda.preserve.notes import COSIGNATURE, Key, Note
from probanda.store.case import Case
from probanda.store.tables import decision

_CHANGING = {"received", "received-again", "described", "read", "failed", "opened"}
"""Actions after which rows rightly differ from the last checkpoint."""


@dataclass(frozen=True, slots=True)
class _Signed:
    """A checkpoint that is to be held against the log: where it was found, and by whose kind of key it is signed."""

    name: str
    note: Note
    whose: frozenset[str]


_GIVEN, _MINE, _NAMED = (
    "by a key that its owner gave",
    "by your own key",
    "by a key that the case itself names; compare it with what its owner gives you",
)
_ELSEWHERE = "held elsewhere"


def checkpoints(case: Case, *, keys: Sequence[Key] = (), held_elsewhere: Sequence[Note] = ()) -> Iterator[Finding]:
    """Each checkpoint is signed and is the root of the log at its size; the rows are as the last one has them."""
    with case.engine.connect() as connection:
        events = rows.events(connection)
    if not events:
        yield uncovered("the log is empty")
        return
    tree, origin = Tree([leaf_hash(event) for event in events]), kept.describe(events).origin
    by_whom = {_GIVEN: list(keys), _MINE: _my_keys(origin), _NAMED: kept.known_keys(case)}
    named = [*((path.name, note) for path, note in kept.stored(case)), *((_ELSEWHERE, note) for note in held_elsewhere)]
    good: list[_Signed] = []
    for signed in (_signed(name, note, by_whom) for name, note in named):
        if fault := _fault(signed, tree, origin=origin):
            yield wrong(f"checkpoint {signed.name}: {fault}")
        else:
            good.append(signed)
            yield from _seen(signed, [*keys, *by_whom[_NAMED]])
    yield from _extent(good, len(events), given=bool(keys))
    log = [msgspec.json.decode(event, type=Custody) for event in events]
    yield from _missing(case, log)
    yield from _rows(case, log)


def _my_keys(origin: str) -> list[Key]:
    own = keys_of_mine.existing()
    return [Key(origin, own.public_key().public_bytes_raw())] if own else []


def _signed(name: str, note: Note, by_whom: Mapping[str, Sequence[Key]]) -> _Signed:
    whose = {who for who, keys in by_whom.items() for key in keys if key.kind != COSIGNATURE and notes.signed_by(note, key)}
    return _Signed(name, note, frozenset(whose))


def _fault(signed: _Signed, tree: Tree, *, origin: str) -> str | None:
    point = notes.checkpoint(signed.note)
    if not signed.whose:
        return "bears no signature of a known key"
    if point.origin != origin:
        return "belongs to another log"
    if point.size > len(tree):
        return f"covers {point.size} events, but the log has only {len(tree)}: events are missing"
    if tree.root(point.size) != point.root:
        return "the log is not the one that was signed: events were changed"
    if signed.name not in (_ELSEWHERE, f"{point.size:010}.note"):
        return f"is of {point.size} events, which its name does not say"
    return None


def _missing(case: Case, log: Sequence[Custody]) -> Iterator[Finding]:
    for entry in log:
        if entry.action == kept.ACTION and not (kept.folder(case) / f"{entry.seq:010}.note").is_file():
            yield wrong(f"checkpoint {entry.seq}, of which the log tells, is missing")


def _seen(signed: _Signed, keys: Sequence[Key]) -> Iterator[Finding]:
    for key in dict.fromkeys(keys):
        if key.kind == COSIGNATURE and (at := notes.seen_at(signed.note, key)) is not None:
            day = datetime.fromtimestamp(at, UTC).date()
            yield holds(f"unchanged since checkpoint {signed.name}, which {key.name} has held since {day}")
    if signed.name == _ELSEWHERE:
        size = notes.checkpoint(signed.note).size
        yield holds(f"the first {size} events are those of the checkpoint that was held elsewhere")


def _extent(good: Sequence[_Signed], total: int, *, given: bool) -> Iterator[Finding]:
    """How far the log is covered, by whose key: that of a stranger who rewrote the case covers nothing by one's own."""
    covered = {
        who: max((notes.checkpoint(g.note).size for g in good if who in g.whose), default=0) for who in (_GIVEN, _MINE, _NAMED)
    }
    most = max(covered.values())
    if not most:
        yield uncovered("no checkpoint covers the log: whoever holds the case can rewrite it unnoticed")
        return
    if given and not covered[_GIVEN]:
        yield wrong("no checkpoint is signed with the key that its owner gave")
    best = 0
    for who, size in covered.items():
        if size > best:
            yield holds(f"the first {size} of {total} events are as they were signed, {who}")
            best = size
    if most < total:
        yield uncovered(f"{total - most} events stand after the last checkpoint")


def _rows(case: Case, events: list[Custody]) -> Iterator[Finding]:
    """The last event that binds the rows still fits them, but for what later events account for."""
    last = next((e for e in reversed(events) if e.action == kept.ACTION), None)
    if last is None:
        yield uncovered("no event binds the rows of the case")
        return
    later = any(e.action in _CHANGING for e in events[last.seq :])
    with case.engine.connect() as connection:
        now = kept.state(case, connection)
        prefix = rows.digest(rows.lines(connection, decision), first=_count(last.detail.get("decision", "")))
    bound = {name: last.detail.get(name) for name in {*now, *(kept.FILES), *(t.name for t in rows.BOUND)}}
    for name in sorted(bound):
        if name == "decision":
            if prefix != bound[name]:
                yield wrong("decisions were changed, removed or put in another order since they were bound in the log")
            elif now[name] != bound[name]:
                yield uncovered("decisions made after the last checkpoint are bound by none")
        elif bound[name] != now.get(name):
            said = f"{name}: not as event {last.seq} binds it"
            yield (
                uncovered(f"{said}; later events account for changes")
                if later
                else wrong(f"{said}, and no later event accounts for it")
            )
    if not later:
        yield holds(f"the rows of the case were compared with event {last.seq}, which binds them")


def _count(bound: str) -> int:
    number, _, _ = bound.partition(":")
    if not number.isdigit():
        raise IntegrityError("the event that binds the rows is not in order")
    return int(number)
