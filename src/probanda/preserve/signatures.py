"""Checking the checkpoints of a case against its log, and its rows against the log's last word on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def checkpoints(case: Case, *, keys: Sequence[Key] = (), held_elsewhere: Sequence[Note] = ()) -> Iterator[Finding]:
    """Each checkpoint is signed and is the root of the log at its size; the rows are as the last one has them."""
    with case.engine.connect() as connection:
        events = rows.events(connection)
    if not events:
        yield uncovered("the log is empty")
        return
    tree, origin = Tree([leaf_hash(event) for event in events]), kept.describe(events).origin
    own = keys_of_mine.existing()
    mine = [Key(origin, own.public_key().public_bytes_raw())] if own else []
    trusted = [*keys, *mine, *kept.known_keys(case)]
    sizes = []
    named = [(path.name, note) for path, note in kept.stored(case)] + [("held elsewhere", note) for note in held_elsewhere]
    for name, note in named:
        point = notes.checkpoint(note)
        if fault := _fault(note, tree, origin, trusted):
            yield wrong(f"checkpoint {name}: {fault}")
            continue
        sizes.append(point.size)
        yield from _seen(name, note, trusted)
        if name == "held elsewhere":
            yield holds(f"the first {point.size} events are those of the checkpoint that was held elsewhere")
        elif f"{point.size:010}.note" != name:
            yield wrong(f"checkpoint {name}: is of {point.size} events, which its name does not say")
    whose = "by a key that the case itself names; compare it with what its owner gives you"
    for words, held in (("by a key that its owner gave", keys), ("by your own key", mine)):
        if any(notes.signed_by(note, key) for _, note in named for key in held if key.kind != COSIGNATURE):
            whose = words
    yield from _extent(max(sizes, default=0), len(events), whose)
    log = [msgspec.json.decode(event, type=Custody) for event in events]
    for entry in log:
        if entry.action == kept.ACTION and not (kept.folder(case) / f"{entry.seq:010}.note").is_file():
            yield wrong(f"checkpoint {entry.seq}, of which the log tells, is missing")
    yield from _rows(case, log)


def _fault(note: Note, tree: Tree, origin: str, trusted: Sequence[Key]) -> str | None:
    point = notes.checkpoint(note)
    good = [notes.signed_by(note, key) for key in trusted if key.kind != COSIGNATURE]
    if not any(good):
        return "bears no signature of a known key"
    if point.origin != origin:
        return "belongs to another log"
    if point.size > len(tree):
        return f"covers {point.size} events, but the log has only {len(tree)}: events are missing"
    return None if tree.root(point.size) == point.root else "the log is not the one that was signed: events were changed"


def _seen(name: str, note: Note, trusted: Sequence[Key]) -> Iterator[Finding]:
    for key in trusted:
        if key.kind == COSIGNATURE and (at := notes.seen_at(note, key)) is not None:
            day = datetime.fromtimestamp(at, UTC).date()
            yield holds(f"unchanged since checkpoint {name}, which {key.name} has held since {day}")


def _extent(covered: int, total: int, whose: str) -> Iterator[Finding]:
    if not covered:
        yield uncovered("no checkpoint covers the log: whoever holds the case can rewrite it unnoticed")
        return
    yield holds(f"the first {covered} of {total} events are as they were signed, {whose}")
    if covered < total:
        yield uncovered(f"{total - covered} events stand after the last checkpoint")


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
