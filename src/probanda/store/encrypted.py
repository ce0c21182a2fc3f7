"""The database of an encrypted case: SQLite with every page under AES-256 and an HMAC (SQLCipher), by a key of 256 bits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy import text as sql
from sqlalchemy.engine import make_url

from probanda.errors import UsageError
from probanda.store.secrets import Key


def engine(url: str, key: Key) -> Engine:
    """An engine on the SQLite file at `url`, opened with the key. Raises UsageError when SQLCipher is not installed."""
    if make_url(url).get_backend_name() != "sqlite":
        raise UsageError("an encrypted case keeps its database in its own folder", next="leave out the database's address")
    dbapi2, path = library(), make_url(url).database

    def connect() -> Any:
        connection = dbapi2.connect(path, check_same_thread=False)
        # What is wrong is told by errors; SQLCipher's own log would go to the terminal.
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(key.pragma())
        # What does not fit in memory while it sorts must not go to a file in the clear.
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    return create_engine(url, module=dbapi2, creator=connect)


def library() -> Any:
    """SQLCipher, as a module of the kind that `sqlite3` is. Raises UsageError when it is not installed."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise UsageError("the packages for encryption are not installed", next="pip install 'probanda[encrypt]'") from None
    return dbapi2


def damaged(connection: Connection) -> list[str]:
    """The pages whose HMAC is not theirs, in the words of SQLCipher."""
    return [str(row[0]) for row in connection.execute(sql("PRAGMA cipher_integrity_check"))]


def convert(plain: Path, target: Path, key: Key | None) -> None:
    """Copy a SQLite database that lies open into an encrypted one, tables, indexes and all. The target is replaced."""
    if key is None:
        raise UsageError("the case to copy into is not encrypted")
    for end in ("", "-wal", "-shm"):
        target.with_name(target.name + end).unlink(missing_ok=True)
    connection = library().connect(str(plain))
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute(f"ATTACH DATABASE ? AS target KEY {key.raw()}", (str(target),))
        connection.execute("SELECT sqlcipher_export('target')").fetchall()
        connection.execute("DETACH DATABASE target")
    finally:
        connection.close()


def local(url: str, folder: Path) -> bool:
    """True when the database is the SQLite file in the case's folder."""
    made = make_url(url)
    return made.get_backend_name() == "sqlite" and Path(made.database or "") == (folder / "case.db").resolve()
