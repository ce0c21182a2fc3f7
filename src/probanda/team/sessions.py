"""Sessions: a random token that only the browser holds, of which the database has the hash; they end by themselves."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from probanda.model import Record
from probanda.team import factors, tables
from probanda.team.folder import Team, enter

IDLE, LONGEST = 3600.0, 12 * 3600.0
"""Seconds: without a request, and at the most."""
_NOTED = 60.0
"""Seconds between two notes of when a session was last used."""
_ROWS = tables.session


class Session(Record, frozen=True, kw_only=True):
    """Somebody who is signed in. `id` is a hash: it lets nobody in."""

    id: str
    login: str
    name: str
    created: datetime
    seen: datetime
    address: str = ""
    agent: str = ""


def begin(connection: Connection, login: str, *, now: float, address: str, agent: str) -> str:
    """Make a session and return its token. Those that ended are cleared away."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(_ROWS).where((_ROWS.c.seen < now - IDLE) | (_ROWS.c.created < now - LONGEST)))
    held = {"id": factors.digest(token), "account": login, "address": address[:64], "agent": agent[:200]}
    connection.execute(insert(_ROWS).values(created=now, seen=now, **held))
    return token


def of(team: Team, token: str, *, now: float) -> Session | None:
    """The session that a token opens; None when there is none, it has ended, or its account was disabled."""
    if not token:
        return None
    live = (_ROWS.c.seen > now - IDLE) & (_ROWS.c.created > now - LONGEST) & tables.account.c.disabled.is_(False)
    query = _joined().where(_ROWS.c.id == factors.digest(token), live)
    with team.engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    if row.seen < now - _NOTED:
        with team.engine.begin() as connection:
            connection.execute(update(_ROWS).where(_ROWS.c.id == row.id).values(seen=now))
    return _session(row)


def of_account(team: Team, login: str) -> list[Session]:
    """The sessions of an account, the newest first."""
    with team.engine.connect() as connection:
        return [_session(row) for row in connection.execute(_joined().where(_ROWS.c.account == login).order_by(-_ROWS.c.created))]


def end(team: Team, id: str, *, login: str) -> None:
    """End one session of an account, by its id."""
    with team.writing() as connection:
        connection.execute(delete(_ROWS).where(_ROWS.c.id == id, _ROWS.c.account == login))
        enter(connection, "signed-out", by=login)


def end_all(team: Team, login: str) -> None:
    """Sign an account out everywhere."""
    with team.writing() as connection:
        connection.execute(delete(_ROWS).where(_ROWS.c.account == login))
        enter(connection, "signed-out-everywhere", by=login)


def _joined() -> Select[Any]:
    return select(_ROWS, tables.account.c.name).join(tables.account, tables.account.c.login == _ROWS.c.account)


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        login=row.account,
        name=row.name,
        created=datetime.fromtimestamp(row.created, UTC),
        seen=datetime.fromtimestamp(row.seen, UTC),
        address=row.address,
        agent=row.agent,
    )
