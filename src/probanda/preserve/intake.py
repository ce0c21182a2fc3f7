"""Receiving files: each is copied into the vault, recorded as a source, and entered in the custody log."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from probanda.errors import SourceError
from probanda.model import Failure, Source
from probanda.preserve import vault
from probanda.preserve.custody import Act, log
from probanda.store.case import Case, put_source
from probanda.visible import shown

SIDECARS = ("sources.csv", "names.csv")
"""Files beside the sources that describe them; no sources themselves."""
_PER_COMMIT = 64


@dataclass(frozen=True, slots=True)
class Found:
    """A file to receive: where it lies, and its name relative to the folder it was found in, as it can be shown."""

    path: Path
    name: str


def find(path: Path) -> tuple[list[Found], list[Failure]]:
    """The files at a path, in order of name, and what was not followed. Hidden files are left out, as are links to folders."""
    if path.is_file():
        return [Found(path, shown(path.name))], []
    if not path.is_dir():
        raise SourceError("no such file or folder", where=str(path), next="check the path")
    files: list[Found] = []
    failures: list[Failure] = []
    for folder, folders, names in os.walk(path, onerror=_raise):
        for name in sorted(folders):
            _skim(Path(folder, name), path, failures)
        folders[:] = sorted(n for n in folders if not n.startswith("."))
        files += [Found(Path(folder, n), shown(Path(folder, n).relative_to(path).as_posix())) for n in names if _wanted(n)]
    return sorted(files, key=lambda found: found.name), failures


def _raise(error: OSError) -> None:
    raise SourceError(f"cannot be listed: {error.strerror}", where=str(error.filename), next="check its permissions") from error


def _skim(folder: Path, root: Path, failures: list[Failure]) -> None:
    if folder.is_symlink():
        name = shown(folder.relative_to(root).as_posix())
        message = "a link to a folder is not followed; add the folder itself if it holds sources"
        failures.append(Failure(source=f"file:{name}", stage="preserve", message=message, name=name))


def _wanted(name: str) -> bool:
    return not name.startswith(".") and name not in SIDECARS


def preserve(
    files: list[Found],
    case: Case,
    *,
    described: Mapping[str, Mapping[str, Any]],
    again: bool = True,
    done: Callable[[int], None] = lambda _: None,
) -> list[Failure]:
    """Receive files. `described` gives by name what is known of a source (title, publisher, published ...).

    With `again` a file that is in the case already gets a new custody entry; without it only what is new is entered. Returns the
    files that could not be preserved.
    """
    known = _Known(case)
    failures: list[Failure] = []
    for start in range(0, len(files), _PER_COMMIT):
        batch = files[start : start + _PER_COMMIT]
        received = list(_received(batch, case, failures))
        with case.writing() as connection:
            for found, digest, size in received:
                _enter(connection, known, entry=(found, digest, size), about=described.get(found.name, {}), again=again)
        done(len(batch))
    return failures


def _received(batch: list[Found], case: Case, failures: list[Failure]) -> Iterator[tuple[Found, str, int]]:
    for found in batch:
        try:
            yield found, *vault.keep(case.vault, found.path, case.key)
        except SourceError as error:
            failures.append(Failure(source=f"file:{found.name}", stage="preserve", message=str(error), name=found.name))


class _Known:
    """What the case holds already: sources by id, and the names each was received under."""

    def __init__(self, case: Case) -> None:
        self.sources = {source.id: source for source in case.sources()}
        self.names = {(e.source, e.detail.get("name")) for e in case.custody() if e.action.startswith("received")}


def _exactly(found: Found) -> dict[str, str]:
    """The bytes of a name that could not be shown as it is: the log says exactly what was received."""
    name = found.path.name
    return {} if shown(name) == name else {"name_bytes": os.fsencode(name).hex()}


def _enter(
    connection: Connection, known: _Known, *, entry: tuple[Found, str, int], about: Mapping[str, Any], again: bool
) -> None:
    found, digest, size = entry
    old = known.sources.get(digest)
    now = datetime.now(UTC)
    fields = {key: value for key, value in about.items() if value}
    if old is None:
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        source = Source(id=digest, name=found.name, media_type=kind, size=size, received_at=now, **fields)
        acts = [
            Act(
                "received",
                digest,
                {"name": found.name, "size": str(size), "from": str(fields.get("received_from") or shown(str(found.path)))}
                | _exactly(found),
            )
        ]
    else:
        source = msgspec.structs.replace(old, **fields) if found.name == old.name else old
        new_name = (digest, found.name) not in known.names
        acts = [Act("received-again", digest, {"name": found.name, "size": str(size)})] if again or new_name else []
    if source != old:
        acts += [Act("described", digest, {key: str(value) for key, value in fields.items()})] if fields else []
        put_source(connection, source)
    known.sources[digest] = source
    known.names.add((digest, found.name))
    log(connection, acts)
