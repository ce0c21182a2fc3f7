"""A team: one folder with its cases in it, beside them what belongs to no case.

TEAM/team.toml     the address that people open, and that of the database when it is not the file beside
TEAM/team.db       SQLite, unless team.toml names another: accounts, sessions, roles, log
TEAM/team.key      32 random bytes; without it no pass phrase fits and no code can be computed
TEAM/lock          held by whoever writes
TEAM/CASE/         the cases, each a folder as `probanda init` makes it
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from probanda.errors import CaseError, UsageError
from probanda.model import Custody
from probanda.preserve import custody
from probanda.store import tables as case_tables
from probanda.store.case import durable_sqlite, locked
from probanda.store.secrets import replace

FILE = "team.toml"
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


class Team:
    """An open team. Reading is free at any time; writing goes through `writing()`, one at a time."""

    def __init__(self, folder: Path, url: str, address: str, *, key: bytes) -> None:
        self.folder, self.url, self.address, self.key = folder, url, address.rstrip("/"), key
        self.engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", durable_sqlite)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, held alone: committed at the end, rolled back on any error."""
        with locked(self.folder / "lock"), self.engine.begin() as connection:
            yield connection

    @property
    def host(self) -> str:
        """The host name that people open, without a port."""
        return urlsplit(self.address).hostname or ""

    def cases(self) -> dict[str, Path]:
        """The folders of the cases, by name. A folder with a name that no address can hold is left out."""
        found = sorted(path.parent for path in self.folder.glob("*/case.toml"))
        return {path.name: path for path in found if _FOLDER.fullmatch(path.name)}

    def log(self) -> list[Custody]:
        """The team's own log in order: accounts, sign-ins, failures, roles."""
        query = select(case_tables.custody.c.record).order_by(case_tables.custody.c.seq)
        with self.engine.connect() as connection:
            return [msgspec.json.decode(row.record, type=Custody) for row in connection.execute(query)]


def enter(connection: Connection, action: str, *, by: str, **detail: str) -> None:
    """Append to the team's log, as part of the caller's transaction."""
    custody.log(connection, [custody.Act(action, detail=detail)], by=by)


def create(folder: Path, *, address: str, url: str | None = None) -> Team:
    """Make a team. Raises UsageError where there is one already, and for an address that is not https://host."""
    if (folder / FILE).exists():
        raise UsageError("there is a team already", where=str(folder), next="add people with `probanda users add`")
    given = urlsplit(address)
    if given.scheme != "https" or not given.hostname or given.path.strip("/") or given.query or given.fragment:
        raise UsageError(f"{address!r} is no address of a server of its own", next="give one as https://cases.example.org")
    folder.mkdir(parents=True, exist_ok=True)
    _key(folder, new=True)
    lines = [("address", address.rstrip("/")), *([("database", url)] if url else [])]
    replace(folder / FILE, "".join(f"{name} = {msgspec.json.encode(value).decode()}\n" for name, value in lines).encode())
    return open_(folder)


def open_(folder: Path) -> Team:
    """Open a team, bringing its tables up to date. Raises CaseError when there is none, or its database cannot be opened."""
    try:
        described = tomllib.loads((folder / FILE).read_text("utf-8"))
    except FileNotFoundError:
        raise CaseError("there is no team here", where=str(folder), next=f"make one with `probanda team {folder}`") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{FILE} cannot be read: {error}", where=str(folder), next="correct the file by hand") from None
    url = described.get("database") or f"sqlite:///{(folder / 'team.db').resolve()}"
    team = Team(folder, url, str(described.get("address", "")), key=_key(folder))
    try:
        with locked(folder / "lock"):
            _upgrade(team)
    except SQLAlchemyError as error:
        raise CaseError(f"the database cannot be opened: {error}", where=make_url(url).render_as_string()) from None
    return team


def _upgrade(team: Team) -> None:
    if inspect(team.engine).has_table("source"):
        raise UsageError("this database holds a case", next="give the team a database of its own")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with team.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _key(folder: Path, *, new: bool = False) -> bytes:
    path = folder / "team.key"
    if new and not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(32))
            file.flush()
            os.fsync(file.fileno())
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CaseError(f"the key of the team cannot be read: {error}", where=str(path), next="restore it from a copy") from None
    if len(content) != 32:
        raise CaseError("the key of the team is damaged", where=str(path), next="restore it from a copy")
    return content
