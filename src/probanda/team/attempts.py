"""Failed sign-ins, counted by name tried and by address: after a few, each further one makes everybody wait longer.

A name without an account is treated like any other, so that waiting tells nothing. The wait ends by itself and never grows beyond
a quarter of an hour: otherwise anybody could keep a colleague out for good.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, update

from probanda.team import factors, tables
from probanda.team.folder import Team

FREE = {"name": 5, "address": 30}
"""Failures without a wait. Many people may share one address."""
FIRST, LONGEST, FORGOTTEN = 15.0, 900.0, 24 * 3600.0
"""Seconds: the first wait, which doubles; the longest; after which nothing is held against anybody."""
_ROWS = tables.attempt


def keys(team: Team, *, login: str, address: str) -> dict[str, str]:
    """The keys that a sign-in counts under."""
    tried = {"name": " ".join(login.split()).casefold()[:200], "address": address}
    return {kind: factors.hidden(f"{kind} {word}", team.key) for kind, word in tried.items()}


def wait(team: Team, counted: dict[str, str], *, now: float) -> float:
    """Seconds until the next attempt is looked at; 0.0 when it is looked at now."""
    with team.engine.connect() as connection:
        held = {row.key: row for row in connection.execute(select(_ROWS).where(_ROWS.c.key.in_(counted.values())))}
    found = ((kind, held[key]) for kind, key in counted.items() if key in held)
    return max((row.last + delay(row.failures, free=FREE[kind]) - now for kind, row in found), default=0.0)


def delay(failures: int, *, free: int) -> float:
    """Seconds to wait after so many failures."""
    over = failures - free
    return 0.0 if over < 0 else min(LONGEST, FIRST * 2.0 ** min(over, 10))


def failed(connection: Connection, counted: Iterable[str], *, now: float) -> None:
    """Count a failure."""
    connection.execute(delete(_ROWS).where(_ROWS.c.last < now - FORGOTTEN))
    for key in counted:
        more = update(_ROWS).where(_ROWS.c.key == key).values(failures=_ROWS.c.failures + 1, last=now)
        if not connection.execute(more).rowcount:
            connection.execute(insert(_ROWS).values(key=key, failures=1, last=now))


def forget(connection: Connection, key: str) -> None:
    """Hold nothing against a name any more: its owner has signed in."""
    connection.execute(delete(_ROWS).where(_ROWS.c.key == key))
