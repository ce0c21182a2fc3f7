"""A case that lies open on the disk is encrypted in its place.

A whole encrypted copy is made beside it, verified, and compared with the case; then the two exchange their names in one step, and
the open one is removed. Whatever interrupts this, under the case's name stands one whole case, open or encrypted; the same call
again finishes the work.

CASE                 the case
.CASE.encrypting     the copy while it is made; after the exchange, the open case until it is removed
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from probanda.errors import CaseError, IntegrityError, UsageError
from probanda.preserve import checkpoints, custody, rows, vault
from probanda.preserve.verify import verify
from probanda.store import encrypted, secrets
from probanda.store.case import Case, locked, open_

ACTION = "encrypted"
_OURS = {"case.toml", "names.csv", "case.db", "case.db-wal", "case.db-shm", "lock", "lock.view", "vault", "checkpoints"}
_MADE_AGAIN = {"dossier.html", "dossier.docx", "dossier.pdf"}
"""What is made from the case at any time, and goes with the open one."""
_CHUNK = 1 << 20
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'passage_fts%' AND name NOT LIKE 'sqlite%'"
_AT_CWD, _EXCHANGE = -100, 2


def encrypt(folder: Path, begin: Callable[[Path], Case]) -> Case:
    """Encrypt a case in its place. `begin` makes an empty encrypted case in a folder.

    Raises IntegrityError for a case that does not verify, UsageError for one that is encrypted, whose folder holds other readable
    things, or whose database lies elsewhere.
    """
    if (folder / secrets.FILE).is_file():
        raise UsageError("the case is encrypted already", where=str(folder))
    beside = _beside(folder)
    # A copy that was not finished. It is made anew: what was added to the case since would be lacking.
    shutil.rmtree(beside, ignore_errors=True)
    case = open_(folder)
    _check(case)
    try:
        copy = _copied(case, begin, beside)
    except BaseException as error:
        shutil.rmtree(beside, ignore_errors=True)
        if not isinstance(error, OSError):
            raise
        raise CaseError(f"cannot be encrypted: {error.strerror or error}", where=str(folder), next="check the disk") from error
    case.engine.dispose()
    _exchange(beside, folder.resolve())
    _discard(beside)
    key = copy.key
    return open_(folder, unlock=lambda _: key) if key else copy


def finished(folder: Path) -> bool:
    """Remove what an interrupted call left in the open beside a case that is encrypted. True when there was something."""
    beside = _beside(folder)
    if not (folder / secrets.FILE).is_file() or not beside.is_dir():
        return False
    _discard(beside)
    return True


def _beside(folder: Path) -> Path:
    return folder.resolve().with_name(f".{folder.resolve().name}.encrypting")


def _check(case: Case) -> None:
    if not encrypted.local(case.url, case.folder):
        raise UsageError("the case keeps its database elsewhere", where=str(case.folder), next="encrypt the database's server")
    others = sorted(path.name for path in case.folder.iterdir() if path.name not in _OURS and not _dossier(path))
    if others:
        what = f"the folder of the case holds other things that can be read: {', '.join(others[:5])}"
        raise UsageError(what, where=str(case.folder), next="move them to a place that is encrypted, or delete them")
    report = verify(case)
    if not report.sound:
        raise IntegrityError(f"the case does not verify: {report.wrong[0]}", where=str(case.folder), next="run `probanda verify`")


def _dossier(path: Path) -> bool:
    return path.name == "dossier" and path.is_dir() and {file.name for file in path.iterdir()} <= _MADE_AGAIN


def _copied(case: Case, begin: Callable[[Path], Case], beside: Path) -> Case:
    copy = begin(beside)
    # Nobody writes to the case from here until it is out of the way: what they wrote would be lost.
    with locked(case.folder / "lock"):
        for name in checkpoints.FILES:
            if (content := case.held(name)) is not None:
                copy.hold(name, content)
        if checkpoints.folder(case).is_dir():
            shutil.copytree(checkpoints.folder(case), checkpoints.folder(copy), dirs_exist_ok=True)
        for source in case.sources():
            with vault.open_(case.vault, source.id) as file:
                vault.put(copy.vault, iter(lambda: file.read(_CHUNK), b""), copy.key)
        events = _events(case)
        # Two builds of SQLite in one process do not see each other's locks: only one of them has the file open.
        case.engine.dispose()
        copy.engine.dispose()
        encrypted.convert(case.folder / "case.db", copy.folder / "case.db", copy.key)
        if _events(copy) != events:
            raise IntegrityError("the copy's log is not that of the case", next="nothing was changed; try again, on another disk")
        _finish(copy)
    return copy


def _events(case: Case) -> list[bytes]:
    with case.engine.connect() as connection:
        return rows.events(connection)


def _finish(copy: Case) -> None:
    with copy.writing() as connection:
        custody.log(connection, [custody.Act(ACTION, detail={"recovery": "yes" if secrets.recoverable(copy.folder) else "no"})])
    checkpoints.commit(copy, reason=ACTION)
    report = verify(copy)
    if not report.sound:
        raise IntegrityError(f"the encrypted copy does not verify: {report.wrong[0]}", next="the case is as it was")
    copy.engine.dispose()
    for folder, _, names in os.walk(copy.folder):
        for name in names:
            with Path(folder, name).open("rb") as file:
                os.fsync(file.fileno())
        vault.sync_folder(Path(folder))


def _exchange(one: Path, other: Path) -> None:
    """Two folders exchange their names, in one step of the file system (Linux: renameat2)."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.renameat2(_AT_CWD, os.fsencode(one), _AT_CWD, os.fsencode(other), _EXCHANGE):
        number = ctypes.get_errno()
        advice = "nothing was changed; move the case to a disk of the usual kind (ext4, XFS, Btrfs) and try again"
        raise CaseError(f"this file system cannot exchange two folders: {os.strerror(number)}", where=str(other), next=advice)
    vault.sync_folder(other.parent)


def _discard(folder: Path) -> None:
    """Remove the open case. A program that still has its database open must not write into what is gone: its tables go first."""
    path = folder / "case.db"
    if path.is_file():
        # Half removed by an earlier call, or in use by a reader: the file goes in either case.
        with closing(sqlite3.connect(path, isolation_level=None)) as connection, suppress(sqlite3.Error):
            for (name,) in connection.execute(_TABLES).fetchall():
                connection.execute(f'DROP TABLE "{name}"')
    shutil.rmtree(folder)
    vault.sync_folder(folder.parent)
