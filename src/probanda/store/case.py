"""A case: one folder with its database, its vault and its lock.

CASE/case.toml     name, and the address of the database when it is not the file beside
CASE/case.db       SQLite, unless case.toml names another
CASE/vault/        the bytes of the sources
CASE/lock          held by the process that writes

An encrypted case has in their place: case.toml, which says no more than that; case.key (see `secrets`); case.toml.age and
names.csv.age; case.db under SQLCipher; a vault of age files.
"""

from __future__ import annotations

import fcntl
import os
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from probanda.errors import CaseError
from probanda.model import Custody, Decision, Extraction, Failure, Record, Source, Text
from probanda.store import damage, encrypted, listed, migrate, passphrase, secrets, tables

_encode = msgspec.json.Encoder(order="deterministic").encode
WAIT = 10.0
"""Seconds to wait for another process that writes to the same case."""


class Case:
    """An open case. Reading is free at any time; writing goes through `writing()`, one process at a time."""

    def __init__(self, folder: Path, url: str, name: str, *, key: secrets.Key | None = None) -> None:
        self.folder, self.url, self.name, self.key = folder, url, name, key
        self.engine = _engine(url, key)

    @property
    def vault(self) -> Path:
        """The folder of the sources' bytes."""
        return self.folder / "vault"

    def held(self, name: str) -> bytes | None:
        """The content of a file of the case's own (case.toml, names.csv), if there is one; IntegrityError when it is damaged."""
        return _held(self.folder, name, self.key)

    def hold(self, name: str, content: bytes) -> None:
        """Write a file of the case's own."""
        _hold(self.folder, name, content, key=self.key)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction on the case, held alone: committed at the end, rolled back on any error."""
        with locked(self.folder / "lock"), self.engine.begin() as connection:
            yield connection

    # durable

    def sources(self) -> list[Source]:
        """All sources in the order they were first received."""
        return self._records(select(tables.source.c.record).order_by(tables.source.c.seq), Source)

    def custody(self) -> list[Custody]:
        """The whole custody log in order."""
        return self._records(select(tables.custody.c.record).order_by(tables.custody.c.seq), Custody)

    def decisions(self) -> list[Decision]:
        """All decisions in the order they were made."""
        return self._records(select(tables.decision.c.record).order_by(tables.decision.c.seq), Decision)

    def decide(self, decision: Decision) -> None:
        """Add one decision; nothing is ever overwritten."""
        with self.writing() as connection:
            connection.execute(insert(tables.decision).values(id=decision.id, record=_encode(decision)))

    # derived

    def text(self, source: str) -> Text | None:
        """The frozen text of a source, by the source's id."""
        found = self._records(select(tables.text.c.record).where(tables.text.c.source == source), Text)
        return found[0] if found else None

    def texts(self) -> list[Text]:
        """All frozen texts."""
        return self._records(select(tables.text.c.record).order_by(tables.text.c.source), Text)

    def extractions(self) -> list[Extraction]:
        """All extractions."""
        return self._records(select(tables.extraction.c.record).order_by(tables.extraction.c.source), Extraction)

    def extraction(self, source: str) -> Extraction | None:
        """What was extracted from a source, by the source's id."""
        found = self._records(select(tables.extraction.c.record).where(tables.extraction.c.source == source), Extraction)
        return found[0] if found else None

    def list_findings(self) -> None:
        """List the findings of a case that was built before they were listed."""
        if listed.lacking(self.engine):
            with self.writing() as connection:
                for row in connection.execute(select(tables.extraction)).all():
                    listed.put(connection, row.source, msgspec.json.decode(row.record, type=Extraction).findings)

    def failures(self) -> list[Failure]:
        """All recorded failures."""
        order = (tables.failure.c.source, tables.failure.c.stage)
        return self._records(select(tables.failure.c.record).order_by(*order), Failure)

    def keys(self, table: Table) -> dict[str, str]:
        """Producer key by source id, of a derived table: what need not be made again."""
        with self.engine.connect() as connection:
            return {row.source: row.key for row in connection.execute(select(table.c.source, table.c.key))}

    def _records(self, query: Any, kind: type[Any]) -> list[Any]:
        decode = msgspec.json.Decoder(kind).decode
        with self.engine.connect() as connection:
            return [decode(row.record) for row in connection.execute(query)]


def put_source(connection: Connection, source: Source) -> None:
    """Add a source, or replace what is said about it (its bytes and id never change)."""
    known = connection.execute(select(tables.source.c.seq).where(tables.source.c.id == source.id)).scalar()
    if known is not None:
        connection.execute(delete(tables.source).where(tables.source.c.id == source.id))
    seq = known or (connection.execute(select(func.max(tables.source.c.seq))).scalar() or 0) + 1
    connection.execute(insert(tables.source).values(id=source.id, seq=seq, name=source.name, record=_encode(source)))


def put_custody(connection: Connection, entries: Sequence[Custody]) -> None:
    """Append entries to the custody log."""
    rows = [{"seq": e.seq, "source": e.source, "action": e.action, "record": _encode(e)} for e in entries]
    if rows:
        connection.execute(insert(tables.custody), rows)


def last_custody(connection: Connection) -> Custody | None:
    """The newest entry of the custody log."""
    row = connection.execute(select(tables.custody.c.record).order_by(tables.custody.c.seq.desc()).limit(1)).first()
    return msgspec.json.decode(row.record, type=Custody) if row else None


class Derived(Record, frozen=True, kw_only=True):
    """All that was made from one source by the producer with this key: a text and its findings, or why there are none."""

    source: str
    key: str
    text: Text | None = None
    extraction: Extraction | None = None
    failure: Failure | None = None


def put_derived(connection: Connection, made: Derived) -> None:
    """Replace all that was derived from one source."""
    for table in (tables.text, tables.extraction, tables.failure):
        connection.execute(delete(table).where(table.c.source == made.source))
    common = {"source": made.source, "key": made.key}
    if made.text:
        connection.execute(insert(tables.text).values(id=made.text.id, record=_encode(made.text), **common))
    if made.extraction:
        connection.execute(insert(tables.extraction).values(record=_encode(made.extraction), **common))
    listed.put(connection, made.source, made.extraction.findings if made.extraction else ())
    if made.failure:
        put_failure(connection, made.failure, key=made.key)


def put_failure(connection: Connection, failure: Failure, *, key: str = "") -> None:
    """Record a failure, in place of an earlier one of the same source and stage."""
    table = tables.failure
    connection.execute(delete(table).where(table.c.source == failure.source, table.c.stage == failure.stage))
    connection.execute(insert(table).values(source=failure.source, stage=failure.stage, key=key, record=_encode(failure)))


def drop_failures(connection: Connection, stage: str) -> None:
    """Forget the failures of a stage that is about to run again."""
    connection.execute(delete(tables.failure).where(tables.failure.c.stage == stage))


def create(folder: Path, *, name: str | None = None, url: str | None = None) -> Case:
    """Make a new, empty case. An existing case is opened and left as it is."""
    if (folder / "case.toml").exists():
        return open_(folder)
    _begin(folder)
    _hold(folder, "case.toml", _described(name or folder.resolve().name, url))
    return open_(folder)


def create_encrypted(folder: Path, *, name: str | None = None, passphrase: str, recovery: Sequence[str] = ()) -> Case:
    """Make a new, empty case of which nothing can be read without the pass phrase or a recovery key (age public keys).

    Raises CaseError when there is a case already, and UsageError for a pass phrase or a recipient that will not do.
    """
    if (folder / "case.toml").exists():
        raise CaseError("there is a case already, and it is left as it is", where=str(folder), next="give another folder")
    # Whatever is lacking is said before the folder is made.
    encrypted.library()
    secrets.check(passphrase, recovery)
    _begin(folder)
    key = secrets.Key.new()
    secrets.write(folder, key, passphrase, recovery=recovery)
    _hold(folder, "case.toml", _described(name or folder.resolve().name, None), key=key)
    _hold(folder, "case.toml", b"encrypted = true\n")
    return open_(folder, unlock=lambda _: key)


def _begin(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        raise CaseError("the folder is not empty and is not a case", where=str(folder), next="give another folder for the case")
    (folder / "vault").mkdir(parents=True, exist_ok=True)


def _described(name: str, url: str | None) -> bytes:
    lines = [f"name = {_toml(name)}", *([f"database = {_toml(url)}"] if url else [])]
    return ("\n".join(lines) + "\n").encode()


def _asked(folder: Path) -> secrets.Key:
    passphrase.keep_off_disk()
    return secrets.unlock(folder, passphrase.ask())


def open_(folder: Path, *, unlock: Callable[[Path], secrets.Key] = _asked) -> Case:
    """Open an existing case, bringing its tables up to date. `unlock` gives the key of an encrypted one; by default it asks."""
    described = _toml_of(_held(folder, "case.toml"), folder)
    key = None
    if described.get("encrypted") or (folder / secrets.FILE).exists():
        key = unlock(folder)
        described = _toml_of(_held(folder, "case.toml", key) or b"", folder)
    url = described.get("database") or f"sqlite:///{(folder / 'case.db').resolve()}"
    case = Case(folder, url, described.get("name", folder.name), key=key)
    try:
        with locked(folder / "lock"):
            migrate.upgrade(case.engine)
    except SQLAlchemyError as error:
        known = damage.told(error) or CaseError(f"the database cannot be opened: {error}")
        raise type(known)(known.what, where=make_url(url).render_as_string(), next=known.next) from None
    return case


def _toml(value: str) -> str:
    # A JSON string is a TOML basic string.
    return msgspec.json.encode(value).decode()


def _toml_of(content: bytes | None, folder: Path) -> dict[str, Any]:
    if content is None:
        raise CaseError("there is no case here", where=str(folder), next=f"make one with `probanda init {folder}`")
    try:
        return tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"case.toml cannot be read: {error}", where=str(folder), next="correct the file by hand") from None


def _held(folder: Path, name: str, key: secrets.Key | None = None) -> bytes | None:
    path = folder / (f"{name}.age" if key else name)
    if not path.is_file():
        return None
    content = path.read_bytes()
    return key.unlock(content, where=str(path)) if key else content


def _hold(folder: Path, name: str, content: bytes, *, key: secrets.Key | None = None) -> None:
    secrets.replace(folder / (f"{name}.age" if key else name), key.lock(content) if key else content)


def _engine(url: str, key: secrets.Key | None) -> Engine:
    engine = encrypted.engine(url, key) if key else create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", durable_sqlite)
    return engine


def durable_sqlite(connection: Any, _record: Any) -> None:
    """What every connection to SQLite is told."""
    # Acknowledged means on disk: a commit waits for fsync, also in write-ahead mode.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=10000")


@contextmanager
def locked(path: Path) -> Iterator[IO[str]]:
    """Hold a file alone. Raises CaseError when another process holds it for longer than WAIT."""
    with path.open("a+", encoding="utf-8") as file:
        _acquire(file, path)
        try:
            yield file
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _acquire(file: IO[str], path: Path) -> None:
    deadline, pause = time.monotonic() + WAIT, 0.001
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                busy = CaseError("another process is writing to this case", where=str(path.parent), next="wait until it ends")
                raise busy from None
            time.sleep(pause)
            pause = min(2 * pause, 0.05)
        else:
            os.utime(path)
            return
