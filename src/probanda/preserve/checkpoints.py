"""Checkpoints of a case: from time to time the log binds all rows, and its root is signed.

CASE/checkpoints/0000000042.note   the log had 42 events with this root; signed, to be printed, mailed or given to somebody else
CASE/checkpoints/keys.txt          the verifier keys that signed here

A checkpoint proves nothing by itself: who holds the case and the key can write both anew. It proves that the case is unchanged
since the moment at which somebody else received a copy of the note.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from probanda.errors import IntegrityError
from probanda.model import Custody
from probanda.preserve import custody, keys, notes, rows, vault
from probanda.preserve.merkle import Tree, leaf_hash
from probanda.preserve.notes import COSIGNATURE, Checkpoint, Key, Note
from probanda.store.case import Case, last_custody

ACTION = "checkpoint"
FILES = ("case.toml", "names.csv")
"""Files of the case's folder that a checkpoint binds beside the tables."""


def commit(case: Case, *, reason: str = "") -> Path:
    """Bind all rows in the log, sign its root, and write the checkpoint; nothing new is written when nothing has changed."""
    key = keys.own()
    with case.writing() as connection:
        bound = state(case, connection)
        last = last_custody(connection)
        if last is None or last.action != ACTION or any(last.detail.get(name) != value for name, value in bound.items()):
            custody.log(connection, [custody.Act(ACTION, detail={**bound, **({"reason": reason} if reason else {})})])
        events = rows.events(connection)
    origin, tree = describe(events).origin, Tree([leaf_hash(event) for event in events])
    # Whatever kept an earlier note from being written (a full disk, a kill), it is written now: the log is the same.
    for size in [*_told(events), len(events)]:
        path = folder(case) / f"{size:010}.note"
        if not path.exists():
            _write(path, str(notes.sign(str(Checkpoint(origin, size, tree.root(size))), name=origin, key=key)))
    _remember(case, Key(origin, key.public_key().public_bytes_raw()))
    return path


def _told(events: list[bytes]) -> Iterator[int]:
    """The sizes of which the log itself says that there was a checkpoint."""
    for number, event in enumerate(events, 1):
        if b'"action":"checkpoint"' in event and msgspec.json.decode(event, type=Custody).action == ACTION:
            yield number


def describe(events: list[bytes]) -> Checkpoint:
    """The checkpoint of a log. Its name is taken from its first event, whose salt no other log has."""
    leaves = [leaf_hash(event) for event in events]
    if not leaves:
        raise IntegrityError("the log is empty", next="add a source first")
    return Checkpoint(f"probanda/{leaves[0].hex()[:32]}", len(leaves), Tree(leaves).root())


def state(case: Case, connection: Connection) -> dict[str, str]:
    """A digest of each table and file that is bound."""
    held = {table.name: rows.digest(rows.lines(connection, table)) for table in rows.BOUND}
    files = {name: hashlib.sha256(content).hexdigest() for name in FILES if (content := case.held(name)) is not None}
    return held | files


def stored(case: Case) -> Iterator[tuple[Path, Note]]:
    """The checkpoints kept with the case, oldest first. Raises IntegrityError for a file that is no signed note."""
    for path in sorted(folder(case).glob("*.note")):
        yield path, read(path)


def read(path: Path) -> Note:
    """A checkpoint from a file."""
    try:
        return notes.parse(path.read_bytes().decode())
    except UnicodeDecodeError:
        raise IntegrityError("this is no signed note", where=str(path)) from None


def countersign(file: Path, *, name: str, at: datetime) -> Key:
    """Add one's own co-signature to a checkpoint that one has received: proof of having seen it then. Gives the key for it.

    `name` is one's own, without spaces or plus signs, as an address on the web. The case is not needed.
    """
    key = keys.own()
    note = notes.cosign(read(file), name=name, key=key, at=int(at.timestamp()))
    _write(file, str(note))
    return Key(name, key.public_key().public_bytes_raw(), COSIGNATURE)


def known_keys(case: Case) -> list[Key]:
    """The verifier keys that the case itself names."""
    path = folder(case) / "keys.txt"
    return notes.parse_keys(path.read_bytes()) if path.is_file() else []


def folder(case: Case) -> Path:
    """Where the checkpoints of a case lie."""
    return case.folder / "checkpoints"


def _remember(case: Case, key: Key) -> None:
    held = known_keys(case)
    if key not in held:
        _write(folder(case) / "keys.txt", "".join(f"{k}\n" for k in [*held, key]))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    vault.sync_folder(path.parent)
