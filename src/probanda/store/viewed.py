"""The view of a case as stored: rows of its parts, so that a page reads those that it shows and nothing else.

A part (entities, pairs, charts ...) is replaced as a whole. Its new rows are written beside the old ones, a few thousand in each
transaction, so that nobody who decides has to wait; then one short transaction makes them the ones that count. The rows before
them stay until the next time, for pages that are just reading them.
"""

from __future__ import annotations

import fcntl
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, Select, delete, func, insert, select

from probanda.model import Record
from probanda.store import tables
from probanda.store.case import Case

_ROWS = tables.viewed
_AT_ONCE = 2000
_KEYS = 500
"""Keys asked for at a time: well below the number of parameters that any database takes."""


class Stamp(Record, frozen=True, kw_only=True):
    """Of what something is the view: the last entry of the log that changed what was read, the decisions, and the code."""

    read: int
    decisions: int
    code: str
    at: datetime
    """When it was begun."""


class Row(NamedTuple):
    """One row of a part. `seq` gives the order; `kind` and `words` are what lists are narrowed by."""

    seq: int
    key: str
    kind: str = ""
    words: str = ""
    record: bytes = b""


Parts = Mapping[str, int]
"""For each part the number of the writing that counts."""


def now(engine: Engine) -> tuple[Stamp, Parts] | None:
    """What is stored; None before the first time."""
    with engine.connect() as connection:
        held = connection.execute(select(tables.view)).all()
    if not held:
        return None
    newest = max(held, key=lambda row: row.of)
    return msgspec.json.decode(newest.stamp, type=Stamp), {row.part: row.of for row in held}


def keep(case: Case, stamp: Stamp, parts: Mapping[str, Iterable[Row]]) -> None:
    """Store parts of a view; those not given stay as they are, and are taken for parts of this view."""
    with (case.folder / "lock.view").open("a+b") as lock:
        # One at a time: whoever stores sweeps away what nobody else can be writing.
        fcntl.flock(lock, fcntl.LOCK_EX)
        _keep(case, stamp, parts)


def _keep(case: Case, stamp: Stamp, parts: Mapping[str, Iterable[Row]]) -> None:
    held = now(case.engine)
    _sweep(case, held[1] if held else {})
    number = 1 + max(held[1].values() if held else (0,))
    for part, rows in parts.items():
        _write(case, number, part=part, rows=rows)
    with case.writing() as connection:
        for part in parts:
            connection.execute(delete(tables.view).where(tables.view.c.part == part))
            connection.execute(insert(tables.view).values(part=part, of=number, stamp=b""))
        connection.execute(tables.view.update().values(stamp=msgspec.json.encode(stamp)))


def _write(case: Case, number: int, *, part: str, rows: Iterable[Row]) -> None:
    waiting = iter(rows)
    while batch := list(islice(waiting, _AT_ONCE)):
        with case.writing() as connection:
            connection.execute(insert(_ROWS), [{"of": number, "part": part, **row._asdict()} for row in batch])


def _sweep(case: Case, parts: Parts) -> None:
    """Take away what no longer counts, and what was left half written."""
    with case.engine.connect() as connection:
        there = connection.execute(
            select(_ROWS.c.of, _ROWS.c.part, func.max(_ROWS.c.seq)).group_by(_ROWS.c.of, _ROWS.c.part)
        ).all()
    for number, part, last in there:
        if parts.get(part) != number:
            for first in range(0, last + 1, _AT_ONCE):
                with case.writing() as connection:
                    _drop(connection, number, part=part, first=first)


def _drop(connection: Connection, number: int, *, part: str, first: int) -> None:
    place = _ROWS.c.seq.between(first, first + _AT_ONCE - 1)
    connection.execute(delete(_ROWS).where(_ROWS.c.of == number, _ROWS.c.part == part, place))


class Stored:
    """What is stored, for reading. Every question names a part; what a part lacks is not there."""

    def __init__(self, engine: Engine, parts: Parts) -> None:
        self._engine, self._parts = engine, parts

    def record(self, part: str, key: str) -> bytes | None:
        """The record of one key."""
        found = self.keyed(part, [key])
        return found[0].record if found else None

    def keyed(self, part: str, keys: Collection[str]) -> list[Row]:
        """The rows of some keys, in order."""
        asked, found = sorted(set(keys)), []
        for first in range(0, len(asked), _KEYS):
            found += self._rows(self._all(part, select(*_COLUMNS)).where(_ROWS.c.key.in_(asked[first : first + _KEYS])))
        return sorted(found)

    def page(self, part: str, *, first: int, most: int, without: Collection[str] = (), **narrow: str) -> list[Row]:
        """Rows in order from the `first` on. `kind` and `key` narrow to what is so, `words` to what holds these words.

        `without` leaves out keys: few, for they travel with the question.
        """
        query = self._narrowed(self._all(part, select(*_COLUMNS)), narrow, without)
        return self._rows(query.order_by(_ROWS.c.seq).offset(first).limit(most))

    def count(self, part: str, *, without: Collection[str] = (), **narrow: str) -> int:
        """How many rows there are."""
        query = self._narrowed(self._all(part, select(func.count()).select_from(_ROWS)), narrow, without)
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def heads(self, part: str) -> list[Row]:
        """All rows of a part without their records."""
        columns = (_ROWS.c.seq, _ROWS.c.key, _ROWS.c.kind, _ROWS.c.words)
        return self._rows(self._all(part, select(*columns)).order_by(_ROWS.c.seq))

    def _all(self, part: str, query: Select[Any]) -> Select[Any]:
        return query.where(_ROWS.c.of == self._parts.get(part, -1), _ROWS.c.part == part)

    @staticmethod
    def _narrowed(query: Select[Any], narrow: Mapping[str, str], without: Collection[str]) -> Select[Any]:
        for name, wanted in narrow.items():
            if wanted and name == "words":
                query = query.where(_ROWS.c.words.contains(wanted, autoescape=True))
            elif wanted:
                query = query.where(_ROWS.c[name] == wanted)
        return query.where(_ROWS.c.key.not_in(sorted(without))) if without else query

    def _rows(self, query: Select[Any]) -> list[Row]:
        with self._engine.connect() as connection:
            return [Row(*row) for row in connection.execute(query)]


_COLUMNS = (_ROWS.c.seq, _ROWS.c.key, _ROWS.c.kind, _ROWS.c.words, _ROWS.c.record)


def numbered(held: Iterable[tuple[str, str, str, Any]]) -> Iterator[Row]:
    """Rows in the order given, of (key, kind, words, record)."""
    encode = msgspec.json.Encoder(order="deterministic").encode
    for seq, (key, kind, words, record) in enumerate(held):
        yield Row(seq, key, kind, words, b"" if record is None else encode(record))
