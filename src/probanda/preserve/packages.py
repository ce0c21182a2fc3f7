"""Sealed packages read back: checked in full, then restored as a case, byte for byte."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile

import msgspec
import sqlalchemy

from probanda.errors import CaseError, IntegrityError, UsageError
from probanda.model import Custody, Extraction, Text
from probanda.preserve import checkpoints, custody, notes, recipients, rows, vault
from probanda.store import listed, search, tables
from probanda.store.case import Case, create, open_

_LOOSE = re.compile(r"data/log/.*|manifest-sha256\.txt|tagmanifest-sha256\.txt")
"""What the sealed event cannot list, since it stands in it or is listed by it; the checkpoint and the manifests bind these."""
_CHUNK = 1 << 20
_BROKEN = (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, OverflowError, msgspec.MsgspecError)
"""What reading a broken zip file or a broken record raises."""


def listing(digests: Mapping[str, str]) -> bytes:
    """The lines of a BagIt manifest."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def contents_digest(digests: Mapping[str, str]) -> str:
    """One digest of all files that the sealed event binds."""
    return hashlib.sha256(listing({n: d for n, d in digests.items() if not _LOOSE.fullmatch(n)})).hexdigest()


class Package:
    """An open sealed package: its files by their names inside it. Nothing is extracted to a path that the package names."""

    def __init__(self, path: Path, archive: ZipFile, size: int) -> None:
        self.path, self._archive = path, archive
        names = [entry.filename for entry in archive.infolist()]
        self._top = names[0].split("/")[0] + "/" if names else ""
        self.names = tuple(sorted(name.removeprefix(self._top) for name in names))
        if len(set(names)) != len(names) or not all(n.startswith(self._top) and _safe(n) for n in names):
            raise IntegrityError("the package holds names that no sealed package has", where=str(path))
        # Files are stored as they are and one after the other: what is larger within than without is made to do harm.
        stored = all(e.compress_type == ZIP_STORED and not e.flag_bits & 1 for e in archive.infolist())
        if not stored or sum(e.file_size for e in archive.infolist()) > size:
            raise IntegrityError("the package is packed as no sealed package is", where=str(path))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece."""
        with self._archive.open(self._top + name) as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        if name not in self.names:
            raise IntegrityError(f"{name} is missing from the package", where=str(self.path))
        return b"".join(self.chunks(name))

    def lines(self, name: str) -> list[bytes]:
        """The lines of a file, each of which ends with a line break."""
        *held, rest = self.read(name).split(b"\n")
        if rest:
            raise IntegrityError(f"{name} does not end with a line", where=str(self.path))
        return held

    def digest(self, name: str) -> str:
        """SHA-256 of a file."""
        total = hashlib.sha256()
        for chunk in self.chunks(name):
            total.update(chunk)
        return total.hexdigest()


def _safe(name: str) -> bool:
    return not name.startswith("/") and "\\" not in name and "\0" not in name and ".." not in name.split("/")


def check(package: Package) -> None:
    """Raises IntegrityError, saying what does not hold, unless the whole package is as it was sealed."""
    if "data/log/events.jsonl" not in package.names and any(name.startswith("data/log/events/") for name in package.names):
        advice = "check it with its verify.py; take its originals into a case with `probanda add`"
        raise UsageError("this is an excerpt of a case, of which no case can be made", where=str(package.path), next=advice)
    digests = {name: package.digest(name) for name in package.names}
    payload = {n: d for n, d in digests.items() if n.startswith("data/")}
    tags = {n: d for n, d in digests.items() if n not in payload and n != "tagmanifest-sha256.txt"}
    events = package.lines("data/log/events.jsonl")
    log = [msgspec.json.decode(event, type=Custody) for event in events]
    sealed = next((entry for entry in reversed(log) if entry.action == "sealed"), None)
    faults = {
        "the manifest is not that of the files": package.read("manifest-sha256.txt") != listing(payload),
        "the tag manifest is not that of the tag files": package.read("tagmanifest-sha256.txt") != listing(tags),
        "the custody log is broken": bool(custody.broken(log)),
        "the checkpoint is not that of the log": not _signed(package, events),
        "the files are not those that were sealed": not sealed or sealed.detail.get("contents") != contents_digest(digests),
        "an original does not have the bytes of its name": any(
            name.rpartition("/")[2] != digest for name, digest in payload.items() if name.startswith("data/originals/")
        ),
    }
    for words, fault in faults.items():
        if fault:
            raise IntegrityError(words, where=str(package.path), next="ask for the package again")


def _signed(package: Package, events: list[bytes]) -> bool:
    note = notes.parse(package.read("data/log/checkpoint.note").decode())
    held = notes.parse_keys(package.read("data/log/keys.txt"))
    good = [notes.signed_by(note, key) for key in held]
    return any(good) and notes.checkpoint(note) == checkpoints.describe(events)


def open_sealed(file: Path, into: Path, *, identity: str | None = None, begin: Callable[[Path], Case] = create) -> Case:
    """Check a sealed package and bring the case back in a new folder; the act is in the log, under a checkpoint of one's own key.

    `identity` is the age key of a recipient, for a package that was encrypted; `begin` makes the empty case, encrypted or not.
    Raises IntegrityError for a package that does not hold, before anything is written, and CaseError when the folder exists.
    """
    if into.exists():
        raise CaseError("the folder exists", where=str(into), next="give a folder that does not exist yet")
    with ExitStack() as held:
        try:
            opened = held.enter_context(recipients.clear(file, identity) if recipients.locked(file) else file.open("rb"))
            size = opened.seek(0, os.SEEK_END)
            package = Package(file, held.enter_context(ZipFile(opened)), size)
            check(package)
        except _BROKEN as error:
            raise IntegrityError(f"this is no whole sealed package: {error}", where=str(file), next="ask for it again") from error
        try:
            case = _restore(package, into, begin)
        except OSError as error:
            raise CaseError(f"cannot be restored: {error.strerror}", where=str(into), next="check the disk") from error
    detail = {"file": file.name, "sha256": vault.digest_of(file)}
    with case.writing() as connection:
        custody.log(connection, [custody.Act("opened", detail=detail)])
    checkpoints.commit(case, reason="opened")
    return case


def _restore(package: Package, into: Path, begin: Callable[[Path], Case]) -> Case:
    partial = into.with_name(f".{into.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    case = begin(partial)
    for name in package.names:
        _restore_file(package, name, case)
    point = notes.checkpoint(notes.parse(package.read("data/log/checkpoint.note").decode()))
    checkpoints.folder(case).mkdir(exist_ok=True)
    (checkpoints.folder(case) / f"{point.size:010}.note").write_bytes(package.read("data/log/checkpoint.note"))
    (checkpoints.folder(case) / "keys.txt").write_bytes(package.read("data/log/keys.txt"))
    _restore_rows(package, case)
    case.engine.dispose()
    partial.rename(into)
    vault.sync_folder(into.resolve().parent)
    key = case.key
    return open_(into, unlock=lambda _: key) if key else open_(into)


def _restore_file(package: Package, name: str, case: Case) -> None:
    folder, _, last = name.rpartition("/")
    if folder == "data/originals":
        vault.put(case.vault, package.chunks(name), case.key)
    elif folder == "data/case" and last in checkpoints.FILES:
        case.hold(last, _local(last, package.read(name)))
    elif folder == "data/log/checkpoints" or (folder == "data/dossier" and not case.key):
        # A dossier is readable, and nothing readable stands in an encrypted case: there it is made again when it is wanted.
        to = case.folder / folder.rpartition("/")[2]
        to.mkdir(exist_ok=True)
        (to / last).write_bytes(package.read(name))


def _local(name: str, data: bytes) -> bytes:
    # The address of another machine's database is no place to restore to.
    kept = [line for line in data.splitlines(keepends=True) if not line.startswith(b"database")]
    return b"".join(kept) if name == "case.toml" else data


def _restore_rows(package: Package, case: Case) -> None:
    with case.writing() as connection:
        for table in rows.BOUND:
            rows.restore(connection, table, package.lines(f"data/tables/{table.name}.jsonl"))
        for event in package.lines("data/log/events.jsonl"):
            entry = msgspec.json.decode(event, type=Custody)
            values = {"seq": entry.seq, "source": entry.source, "action": entry.action, "record": event}
            connection.execute(sqlalchemy.insert(tables.custody).values(**values))
        for record in connection.execute(sqlalchemy.select(tables.text.c.record)).scalars().all():
            text = msgspec.json.decode(record, type=Text)
            search.index(connection, text.source, text)
        for row in connection.execute(sqlalchemy.select(tables.extraction)).all():
            listed.put(connection, row.source, msgspec.json.decode(row.record, type=Extraction).findings)
