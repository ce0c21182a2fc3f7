"""A team on each database, with people who can sign in."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, text

from probanda.store import case as store
from probanda.store import tables as case_tables
from probanda.store.case import Case
from probanda.team import accounts, entry, factors, folder, tables
from probanda.team.entry import Given
from probanda.team.folder import Team

NOW = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)
PHRASE = "four ferries left at dawn"


@pytest.fixture(scope="session")
def database() -> Iterator[str | None]:
    """The address of an empty PostgreSQL database, where a server is named."""
    server = os.environ.get("PROBANDA_TEST_POSTGRES")
    if not server:
        yield None
        return
    name = f"team_{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.rsplit("/", 1)[0] + f"/{name}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def team(request: pytest.FixtureRequest, tmp_path: Path, database: str | None) -> Iterator[Team]:
    """A team without people."""
    if request.param == "postgresql" and not database:
        pytest.skip("no PostgreSQL server is named in PROBANDA_TEST_POSTGRES")
    url = database if request.param == "postgresql" else None
    made = folder.create(tmp_path / "team", address="https://cases.example.org", url=url)
    yield made
    if url:
        with made.engine.begin() as connection:
            for table in (*tables.durable.sorted_tables, case_tables.custody):
                connection.execute(delete(table))
    made.engine.dispose()


@pytest.fixture
def case(team: Team) -> Case:
    """An empty case of the team's."""
    return store.create(team.folder / "kestral", name="Kestral")


@dataclass
class Person:
    """Somebody with an authenticator and a list of recovery codes."""

    team: Team
    login: str
    secret: bytes
    codes: list[str]

    def code(self, at: datetime = NOW) -> str:
        """What the authenticator shows."""
        return factors.code(self.secret, at.timestamp())

    def sign_in(self, *, at: datetime = NOW, phrase: str = PHRASE, code: str | None = None, address: str = "192.0.2.7") -> str:
        """Sign in, by default with what is right."""
        given = Given(self.login, phrase, self.code(at) if code is None else code, address=address, agent="a browser")
        return entry.sign_in(self.team, given, now=at)


def enrolled(team: Team, login: str) -> Person:
    """An account that is ready."""
    accounts.add(team, login, by="root", now=NOW)
    made = accounts.enrol(team, login, PHRASE, secret=factors.new_secret(), by=login)
    return Person(team, login, made.secret, list(made.codes))


@pytest.fixture
def ada(team: Team) -> Person:
    """Ada."""
    return enrolled(team, "ada")


def later(**given: float) -> datetime:
    """A time after NOW."""
    return NOW + timedelta(**given)
