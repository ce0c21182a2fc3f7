"""Signing in: pass phrase and code of the moment together, so that no answer tells which of them was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Row, select, update

from probanda.errors import RefusedError
from probanda.team import attempts, factors, sessions, tables
from probanda.team.folder import Team, enter

WRONG = "the name, the pass phrase or the code is wrong"
_ROWS = tables.account
_TYPED = 1024
"""Characters of a pass phrase that are looked at."""


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """What was typed, and where from. `code` is that of the moment, or a recovery code."""

    login: str
    phrase: str
    code: str
    address: str = ""
    agent: str = ""


class Waiting(RefusedError):
    """Too many sign-ins failed: nothing is looked at for a while."""

    seconds: int = 0


def sign_in(team: Team, given: Given, *, now: datetime | None = None) -> str:
    """The token of a new session. Raises RefusedError, always with the same words, and Waiting after too many failures."""
    at = (now or datetime.now(UTC)).timestamp()
    counted = attempts.keys(team, login=given.login, address=given.address)
    if (seconds := attempts.wait(team, counted, now=at)) > 0:
        raise _waiting(seconds)
    with team.engine.connect() as connection:
        row = connection.execute(select(_ROWS).where(_ROWS.c.login == given.login.strip().casefold()[:40])).first()
    right = factors.fits(given.phrase[:_TYPED], row.phrase if row else None, team.key)
    with team.writing() as connection:
        why = _wrong(connection, team, row, given, right=right, at=at)
        if why is None and row is not None:
            attempts.forget(connection, counted["name"])
            enter(connection, "signed-in", by=row.login, address=given.address)
            return sessions.begin(connection, row.login, now=at, address=given.address, agent=given.agent)
        # A pass phrase typed into the wrong field must not stand in the log: only names of accounts do.
        attempts.failed(connection, counted.values(), now=at)
        enter(connection, "sign-in-failed", by=row.login if row else "nobody", address=given.address, why=why or "")
    raise RefusedError(WRONG, next="try again")


def _wrong(connection: Connection, team: Team, row: Row[Any] | None, given: Given, *, right: bool, at: float) -> str | None:
    """What is wrong, for the log alone; None when nothing is, and then the code is used up."""
    if row is None:
        return "no such account"
    if row.disabled:
        return "disabled"
    if not right:
        return "pass phrase"
    return None if _used(connection, team, row, given.code, at=at) else "code"


def _used(connection: Connection, team: Team, row: Row[Any], code: str, *, at: float) -> bool:
    """Use up a code. The row is read again: of two who come with the same code at the same time, one gets in."""
    now = connection.execute(select(_ROWS).where(_ROWS.c.login == row.login)).one()
    if now.totp is None or now.phrase != row.phrase:
        return False
    try:
        secret = factors.unlocked(now.totp, now.login, team.key)
    except InvalidTag:
        return False
    mine = update(_ROWS).where(_ROWS.c.login == now.login)
    if (step := factors.step(secret, code, now=at, after=now.step)) is not None:
        connection.execute(mine.values(step=step))
        return True
    stored = msgspec.json.decode(now.recovery, type=list[str])
    if (found := factors.recovered(code, stored)) is None:
        return False
    connection.execute(mine.values(recovery=msgspec.json.encode([one for one in stored if one != found])))
    enter(connection, "recovery-code-used", by=now.login, left=str(len(stored) - 1))
    return True


def confirm(team: Team, login: str, phrase: str, *, now: datetime | None = None) -> None:
    """Check the pass phrase of somebody who is signed in. Raises RefusedError when it is wrong, Waiting after many failures.

    Failures count as those of signing in do: a session that was stolen is no place to guess at leisure.
    """
    at = (now or datetime.now(UTC)).timestamp()
    counted = attempts.keys(team, login=login, address="")
    if (seconds := attempts.wait(team, counted, now=at)) > 0:
        raise _waiting(seconds)
    with team.engine.connect() as connection:
        stored = connection.execute(select(_ROWS.c.phrase).where(_ROWS.c.login == login)).scalar()
    if factors.fits(phrase[:_TYPED], stored, team.key):
        return
    with team.writing() as connection:
        attempts.failed(connection, [counted["name"]], now=at)
        enter(connection, "confirmation-failed", by=login)
    raise RefusedError("this is not your present pass phrase", next="try again")


def _waiting(seconds: float) -> Waiting:
    whole = int(seconds) + 1
    error = Waiting("too many sign-ins failed", next=f"wait {whole} seconds and try again")
    error.seconds = whole
    return error
