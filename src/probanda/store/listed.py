"""Findings listed one a row, so that the next one to review is found, and all are counted, without reading the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Engine, delete, exists, func, insert, select, tuple_

from probanda.model import AnyFinding, Record, kind_of
from probanda.store import tables

_ROWS = tables.finding
_AT_ONCE = 500
"""Rows asked for at a time: well below the number of parameters that any database takes."""


class Listed(Record, frozen=True, kw_only=True):
    """Where a finding stands: its source, and the place of its first word in the frozen text."""

    id: str
    source: str
    kind: str
    start: int


def put(connection: Connection, source: str, findings: Iterable[AnyFinding]) -> None:
    """Replace the rows of one source."""
    connection.execute(delete(_ROWS).where(_ROWS.c.source == source))
    rows = [{"id": f.id, "source": source, "kind": kind_of(f), "start": f.spans[0].start} for f in findings]
    if rows:
        connection.execute(insert(_ROWS), rows)


def lacking(engine: Engine) -> bool:
    """True for a case that was built before findings were listed."""
    with engine.connect() as connection:
        return not connection.execute(select(exists(select(_ROWS)))).scalar() and bool(
            connection.execute(select(exists(select(tables.extraction)))).scalar()
        )


def counts(engine: Engine) -> dict[str, int]:
    """How many findings there are of each kind."""
    with engine.connect() as connection:
        rows = connection.execute(select(_ROWS.c.kind, func.count().label("number")).group_by(_ROWS.c.kind))
        return {row.kind: row.number for row in rows}


def places(engine: Engine, ids: Sequence[str]) -> dict[str, Listed]:
    """Where these findings stand, by id; those that nothing found any more are left out."""
    found: dict[str, Listed] = {}
    with engine.connect() as connection:
        for first in range(0, len(ids), _AT_ONCE):
            rows = connection.execute(select(_ROWS).where(_ROWS.c.id.in_(ids[first : first + _AT_ONCE])))
            found |= {row.id: Listed(**row._mapping) for row in rows}
    return found


def following(engine: Engine, kind: str, after: Listed | None = None) -> Iterator[Listed]:
    """Findings of a kind source by source and in the order of the text, those behind `after` alone."""
    key = (_ROWS.c.source, _ROWS.c.start, _ROWS.c.id)
    while True:
        query = select(_ROWS).where(_ROWS.c.kind == kind).order_by(*key).limit(_AT_ONCE)
        if after:
            query = query.where(tuple_(*key) > (after.source, after.start, after.id))
        with engine.connect() as connection:
            rows = [Listed(**row._mapping) for row in connection.execute(query)]
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1]
