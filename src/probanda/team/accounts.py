"""Accounts: made by whoever runs the server, taken over by the person invited. None is ever deleted: decisions bear its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from probanda.errors import UsageError
from probanda.model import Record
from probanda.team import factors, tables
from probanda.team.folder import Team, enter

INVITED = timedelta(days=3)
"""How long an invitation is good."""
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,39}")
_ROWS = tables.account


class Account(Record, frozen=True, kw_only=True):
    """Somebody who may sign in. `login` is what his decisions bear: plain letters, so that no two look alike."""

    login: str
    name: str
    enrolled: bool = False
    """Whether a pass phrase and a second factor are set."""
    disabled: bool = False
    codes_left: int = 0
    created: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Enrolment:
    """What a person takes away: shown once, stored nowhere in the clear."""

    secret: bytes
    codes: Sequence[str]


def add(team: Team, login: str, *, name: str = "", by: str, now: datetime | None = None) -> Account:
    """Make an account without any means to sign in. Raises UsageError for a name that is taken or will not do."""
    if not _LOGIN.fullmatch(login):
        raise UsageError(
            f"{login!r} is no name for an account", next="two to forty small letters a-z, digits, dots or hyphens, a letter first"
        )
    made, at = now or datetime.now(UTC), {"login": login, "name": " ".join(name.split()) or login}
    with team.writing() as connection:
        if connection.execute(select(_ROWS.c.login).where(_ROWS.c.login == login)).first():
            raise UsageError("there is an account of that name already", where=login, next="names are never given twice")
        connection.execute(insert(_ROWS).values(step=0, recovery=b"[]", disabled=False, created=made.timestamp(), **at))
        enter(connection, "account-made", by=by, account=login)
    return get(team, login)


def listed(team: Team) -> list[Account]:
    """All accounts, by name."""
    with team.engine.connect() as connection:
        return [_account(row) for row in connection.execute(select(_ROWS).order_by(_ROWS.c.login)).mappings()]


def get(team: Team, login: str) -> Account:
    """One account. Raises UsageError when there is none of that name."""
    with team.engine.connect() as connection:
        return _account(_row(connection, login))


def _row(connection: Connection, login: str) -> RowMapping:
    row = connection.execute(select(_ROWS).where(_ROWS.c.login == login)).mappings().first()
    if row is None:
        raise UsageError("there is no such account", where=login, next="`probanda users list` names them")
    return row


def _account(row: RowMapping) -> Account:
    return Account(
        login=row["login"],
        name=row["name"],
        enrolled=bool(row["phrase"] and row["totp"]),
        disabled=row["disabled"],
        codes_left=len(msgspec.json.decode(row["recovery"])),
        created=datetime.fromtimestamp(row["created"], UTC),
    )


def invite(team: Team, login: str, *, by: str, now: datetime | None = None) -> str:
    """A word that lets its holder set pass phrase and second factor, once. What was set before is gone, and he is signed out."""
    word = factors.word(15)
    until = (now or datetime.now(UTC)) + INVITED
    with team.writing() as connection:
        _row(connection, login)
        blank = {"phrase": None, "totp": None, "recovery": b"[]"}
        invited = {"invitation": factors.digest(word), "invited_until": until.timestamp()}
        connection.execute(update(_ROWS).where(_ROWS.c.login == login).values(**blank, **invited))
        _sign_out(connection, login)
        enter(connection, "invited", by=by, account=login, until=until.isoformat(timespec="minutes"))
    return word


def invited(team: Team, word: str, *, now: datetime | None = None) -> Account | None:
    """Whose invitation this is, while it is good."""
    query = select(_ROWS).where(_ROWS.c.invitation == factors.digest(factors.retyped(word)), _ROWS.c.disabled.is_(False))
    with team.engine.connect() as connection:
        row = connection.execute(query).mappings().first()
    if row is None or row["invited_until"] <= (now or datetime.now(UTC)).timestamp():
        return None
    return _account(row)


def enrol(team: Team, login: str, phrase: str, *, secret: bytes, step: int = 0, by: str) -> Enrolment:
    """Set pass phrase and second factor, and make new recovery codes; an invitation is used up, and sessions end.

    `step` is the counter of the code that proved that the person holds the secret: it cannot be used again. Raises UsageError for
    a pass phrase that is too easy.
    """
    factors.check(phrase, login)
    codes = factors.recovery_codes()
    held = {
        "phrase": factors.hashed(phrase, team.key),
        "totp": factors.locked(secret, login, team.key),
        "step": step,
        "recovery": msgspec.json.encode([factors.digest(code) for code in codes]),
        "invitation": None,
        "invited_until": None,
    }
    with team.writing() as connection:
        _row(connection, login)
        connection.execute(update(_ROWS).where(_ROWS.c.login == login).values(**held))
        _sign_out(connection, login)
        enter(connection, "enrolled", by=by, account=login)
    return Enrolment(secret, codes)


def rephrase(team: Team, login: str, phrase: str) -> None:
    """Change one's own pass phrase. Ends all sessions. Raises UsageError for one that is too easy."""
    factors.check(phrase, login)
    stored = factors.hashed(phrase, team.key)
    with team.writing() as connection:
        connection.execute(update(_ROWS).where(_ROWS.c.login == login).values(phrase=stored))
        _sign_out(connection, login)
        enter(connection, "pass-phrase-changed", by=login)


def recode(team: Team, login: str) -> Sequence[str]:
    """New recovery codes in the place of all earlier ones."""
    codes = factors.recovery_codes()
    stored = msgspec.json.encode([factors.digest(code) for code in codes])
    with team.writing() as connection:
        connection.execute(update(_ROWS).where(_ROWS.c.login == login).values(recovery=stored))
        enter(connection, "recovery-codes-made", by=login)
    return codes


def disable(team: Team, login: str, *, by: str, disabled: bool = True) -> None:
    """Let an account sign in no more, at once; or again."""
    with team.writing() as connection:
        _row(connection, login)
        gone = {"invitation": None, "invited_until": None} if disabled else {}
        connection.execute(update(_ROWS).where(_ROWS.c.login == login).values(disabled=disabled, **gone))
        _sign_out(connection, login)
        enter(connection, "disabled" if disabled else "enabled", by=by, account=login)


def _sign_out(connection: Connection, login: str) -> None:
    connection.execute(delete(tables.session).where(tables.session.c.account == login))
