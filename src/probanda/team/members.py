"""Who has which role in which case, and the named sets of sources that are disclosed. Each change is in both logs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, delete, insert, select

from probanda.errors import UsageError
from probanda.model import Record
from probanda.preserve import custody
from probanda.store.case import Case
from probanda.team import accounts, policy, tables
from probanda.team.folder import Team, enter

ACTION = "member"
"""How a change of roles stands in the log of the case."""
_ROWS, _SETS = tables.member, tables.disclosure
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,79}")


class Member(Record, frozen=True, kw_only=True):
    """A person's place in a case. `only` is the disclosure set of somebody with that role."""

    login: str
    folder: str
    role: str
    only: str | None = None
    name: str = ""
    disabled: bool = False


def of(team: Team, login: str, folder: str) -> Member | None:
    """A person's place in a case, if he has one and may sign in."""
    return next((m for m in _found(team, _ROWS.c.account == login, _ROWS.c.folder == folder) if not m.disabled), None)


def cases_of(team: Team, login: str) -> list[Member]:
    """A person's places in all cases."""
    return _found(team, _ROWS.c.account == login)


def of_case(team: Team, folder: str) -> list[Member]:
    """The members of a case."""
    return _found(team, _ROWS.c.folder == folder)


def every(team: Team) -> list[Member]:
    """All places of all people."""
    return _found(team)


def _found(team: Team, *narrow: Any) -> list[Member]:
    query = select(_ROWS, tables.account.c.name, tables.account.c.disabled).join(
        tables.account, tables.account.c.login == _ROWS.c.account
    )
    with team.engine.connect() as connection:
        return [_member(row) for row in connection.execute(query.where(*narrow).order_by(_ROWS.c.folder, _ROWS.c.account))]


def _member(row: Row[Any]) -> Member:
    return Member(login=row.account, folder=row.folder, role=row.role, only=row.only, name=row.name, disabled=row.disabled)


def grant(team: Team, case: Case, login: str, role: str | None, *, only: str | None = None, by: str) -> None:
    """Give a role in a case, in the place of any other; None takes it away.

    Raises UsageError for an unknown account, role or set, and for a disclosure role without a set.
    """
    folder, account = case.folder.name, accounts.get(team, login)
    if role is not None:
        _check(team, folder, role, only=only)
    said = {"account": account.login, "role": role or "none", **({"set": only} if only else {})}
    with team.writing() as connection:
        connection.execute(delete(_ROWS).where(_ROWS.c.account == login, _ROWS.c.folder == folder))
        if role is not None:
            connection.execute(insert(_ROWS).values(account=login, folder=folder, role=role, only=only))
        enter(connection, "role", by=by, case=folder, **said)
    with case.writing() as connection:
        custody.log(connection, [custody.Act(ACTION, detail=said)], by=by)


def _check(team: Team, folder: str, role: str, *, only: str | None) -> None:
    roles = policy.table().roles
    if role not in roles:
        raise UsageError(f"{role!r} is no role", next=f"one of {', '.join(roles)}")
    if (role == policy.DISCLOSURE) != bool(only):
        raise UsageError("the role disclosure, and no other, needs a named set of sources", next="name it, as made before")
    if only and only not in disclosed(team, folder):
        raise UsageError(f"there is no disclosure set {only!r}", where=folder, next="make it with `probanda users disclose`")


def disclosed(team: Team, folder: str) -> dict[str, tuple[str, ...]]:
    """The disclosure sets of a case: by name, the ids of the sources."""
    with team.engine.connect() as connection:
        rows = connection.execute(select(_SETS).where(_SETS.c.folder == folder).order_by(_SETS.c.name))
        return {row.name: msgspec.json.decode(row.sources, type=tuple[str, ...]) for row in rows}


def disclose(team: Team, case: Case, name: str, exhibits: Sequence[str], *, by: str) -> None:
    """Make a disclosure set of exhibits (E1, E2...), in the place of an earlier one of that name; without any it is empty.

    Raises UsageError for an exhibit that the case does not have.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a set", next="letters, digits, spaces, dots and hyphens")
    numbers = {f"E{number}": source.id for number, source in enumerate(case.sources(), 1)}
    if unknown := [one for one in exhibits if one.upper() not in numbers]:
        raise UsageError(f"there is no exhibit {', '.join(unknown)}", where=case.folder.name, next="`probanda show` lists them")
    folder, held = case.folder.name, sorted({numbers[one.upper()] for one in exhibits})
    with team.writing() as connection:
        connection.execute(delete(_SETS).where(_SETS.c.folder == folder, _SETS.c.name == name))
        connection.execute(insert(_SETS).values(folder=folder, name=name, sources=msgspec.json.encode(held)))
        enter(connection, "disclosure-set", by=by, case=folder, set=name, sources=str(len(held)))
    with case.writing() as connection:
        said = {"set": name, "exhibits": " ".join(one.upper() for one in exhibits)}
        custody.log(connection, [custody.Act("disclosure-set", detail=said)], by=by)
