"""A team with two cases and somebody in each role, all signed in; the second case belongs to somebody else."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from probanda.store.case import Case, open_
from probanda.team import accounts, factors, folder, members, policy
from probanda.team.folder import Team
from probanda.web.served.app import application

ADDRESS = "https://cases.example.org"
ORIGIN = {"origin": ADDRESS}
PHRASE = "four ferries left at dawn"
KEPT, SECRET_NAME = "the defence", "Samir Dorrak"
NAMES = f"name,type,protect,pseudonym\n{SECRET_NAME},person,witness,Witness K\n"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Time passes."""
        self.now += timedelta(**by)


@dataclass
class World:
    """The server with those who use it."""

    team: Team
    app: Starlette
    clock: Clock
    cases: dict[str, Case]
    secrets: dict[str, bytes] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)

    def stranger(self) -> TestClient:
        """A browser that is not signed in."""
        return TestClient(self.app, base_url=ADDRESS, follow_redirects=False)

    def add(self, login: str, role: str | None = None, *, case: str = "kestral") -> None:
        """Somebody with an account and a role."""
        accounts.add(self.team, login, name=login.title(), by="root")
        made = accounts.enrol(self.team, login, PHRASE, secret=factors.new_secret(), by=login)
        self.secrets[login], self.codes[login] = made.secret, list(made.codes)
        if role:
            only = KEPT if role == policy.DISCLOSURE else None
            members.grant(self.team, self.cases[case], login, role, only=only, by="root")

    def code(self, login: str) -> str:
        """What the authenticator shows now."""
        return factors.code(self.secrets[login], self.clock.now.timestamp())

    def typed(self, login: str, **other: str) -> dict[str, str]:
        """What somebody types to sign in."""
        return {"login": login, "phrase": PHRASE, "code": self.code(login), **other}

    def signed_in(self, login: str) -> TestClient:
        """A browser in which somebody has signed in."""
        self.clock.move(seconds=31)
        client = self.stranger()
        answer = client.post("/sign-in", data=self.typed(login), headers=ORIGIN)
        assert answer.status_code == 303, answer.text
        return client


@pytest.fixture(scope="session")
def prepared(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the team, made once."""
    where = tmp_path_factory.mktemp("served") / "team"
    team = folder.create(where, address=ADDRESS)
    for name in ("kestral", "lomar"):
        shutil.copytree(example.folder, where / name)
        open_(where / name).hold("names.csv", NAMES.encode())
    members.disclose(team, open_(where / "kestral"), KEPT, ["E2", "E4"], by="root")
    return where


@pytest.fixture
def world(prepared: Path, tmp_path: Path) -> World:
    """A server of one's own, without people."""
    shutil.copytree(prepared, tmp_path / "team")
    team, clock = folder.open_(tmp_path / "team"), Clock()
    cases = {name: open_(path) for name, path in team.cases().items()}
    return World(team, application(team, patience=60.0, clock=clock), clock, cases)


@pytest.fixture(scope="session")
def peopled(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A server with somebody in each role of the first case, and an owner of the second. For tests that change nothing."""
    where = tmp_path_factory.mktemp("peopled") / "team"
    shutil.copytree(prepared, where)
    team, clock = folder.open_(where), Clock()
    cases = {name: open_(path) for name, path in team.cases().items()}
    made = World(team, application(team, patience=60.0, clock=clock), clock, cases)
    for role in policy.table().roles:
        made.add(role, role)
    made.add("elsewhere", "owner", case="lomar")
    made.add("nowhere")
    made.add("gone", "owner")
    return made


@pytest.fixture(scope="session")
def browsers(peopled: World) -> dict[str, TestClient]:
    """Who is signed in, by account; `gone` was disabled after signing in, `nobody` never did."""
    logins = [*policy.table().roles, "elsewhere", "nowhere", "gone"]
    found = {login: peopled.signed_in(login) for login in logins}
    accounts.disable(peopled.team, "gone", by="root")
    return found | {"nobody": peopled.stranger()}
