"""The rows of a case as exact bytes: what checkpoints bind, what a sealed package holds, and what it is restored from.

One line of JSON per row, columns by name; the `record` stands in it byte for byte as it is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, Table, insert, select

from probanda.errors import IntegrityError
from probanda.store import tables

BOUND = (tables.source, tables.decision, tables.text, tables.extraction, tables.failure)
"""The tables that a checkpoint binds; the custody log is bound by its own tree, the search index is checked against the texts."""


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """The rows of a table in the order of its key, without line ends."""
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        held = {name: msgspec.Raw(_stored(value)) if name == "record" else value for name, value in row.items()}
        yield msgspec.json.encode(held)


def restore(connection: Connection, table: Table, stored: Iterable[bytes]) -> None:
    """Put rows back as they were."""
    for line in stored:
        row = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        values = {name: bytes(value) if name == "record" else msgspec.json.decode(value) for name, value in row.items()}
        connection.execute(insert(table).values(**values))


def digest(stored: Iterable[bytes], *, first: int | None = None) -> str:
    """Number of rows and SHA-256 over them, as "3:ab12...". With `first`, of the first so many rows only."""
    total, count = hashlib.sha256(), 0
    for line in stored:
        if first is not None and count == first:
            break
        total.update(line + b"\n")
        count += 1
    return f"{count}:{total.hexdigest()}"


def events(connection: Connection) -> list[bytes]:
    """The stored bytes of every event of the custody log, in order."""
    return [_stored(row.record) for row in connection.execute(select(tables.custody.c.record).order_by(tables.custody.c.seq))]


def _stored(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise IntegrityError("a record is not stored as bytes: it was written by something else")
    return value
