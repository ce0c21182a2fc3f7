"""Random single-bit and single-byte edits: each must be detected, or leave the content provably the same.

The case is opened and verified in full after each edit, as `probanda verify` does it; nothing is assumed of what an edit can
affect. It lies in memory, the compiled form of SQL statements is kept from one edit to the next, and openssl is asked once about
each signature: these make it quick and change no answer.
"""

from __future__ import annotations

import json
import runpy
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

from sqlalchemy import Engine, select

from benchmarks.integrity.material import make
from probanda.errors import ProbandaError
from probanda.preserve import rows, seal, vault
from probanda.preserve.verify import verify
from probanda.store import case as store
from probanda.store import tables
from probanda.store.case import Case, open_

TARGETS = {"blob": 0.15, "database": 0.35, "log": 0.1, "checkpoint": 0.1, "package": 0.3}
"""What is edited, and how often. The log lies in the database; edits of it hit the bytes of an event."""
_SLICE = 1000
Place = tuple[Path, int, int]
"""A file, and where in it an edit may fall: first byte, and the one after the last."""


def measure(
    folder: Path, edits: int, *, seed: int = 5, state: Path | None = None, only: str | None = None
) -> dict[str, dict[str, int]]:
    """Counts by target: detected, content the same, silent. With `state` a run goes on where the last one ended."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in TARGETS}
    for name, held in (json.loads(state.read_text()) if state and state.exists() else {}).items():
        counts[name].update(held)
    with _kept_engines() as engines:
        field = _Field(folder, engines)
        while (done := sum(count.total() for count in counts.values())) < edits:
            # Each slice has chances of its own: the n-th is the same in every run.
            made = Counter(field.edited(Random(f"{seed}/{done}"), min(_SLICE, edits - done), only))
            # An edit that was left behind would make all that follows look detected.
            field.check_whole()
            for (target, verdict), count in made.items():
                counts[target][verdict] += count
            if state:
                state.write_text(json.dumps(counts))
                print(
                    "edits", sum(count.total() for count in counts.values()), {n: dict(c) for n, c in counts.items()}, flush=True
                )
    return {name: dict(count) for name, count in counts.items()}


@contextmanager
def _kept_engines() -> Iterator[list[Engine]]:
    """Opening a case again gives the engine that it had. They are listed, so that all their connections can be closed."""
    kept: list[Engine] = []
    made = store._engine

    @cache
    def engine(url: str, key: Any) -> Engine:
        kept.append(made(url, key))
        return kept[-1]

    with patch.object(store, "_engine", engine):
        yield kept


class _Field:
    """A case and its sealed package, to be edited again and again."""

    def __init__(self, folder: Path, engines: list[Engine]) -> None:
        self._engines = engines
        case = make(folder)
        package = seal.seal(case, folder / "sealed.zip")
        events = _events(case)
        self._whole = _content(case)
        case.engine.dispose()
        self._folder = case.folder
        database = case.folder / "case.db"
        self._places: dict[str, list[Place]] = {
            "blob": [_whole(path) for path in vault.kept(case.vault)],
            "database": [_whole(database)],
            "log": [place for event in events if (place := _within(database, event))],
            "checkpoint": [_whole(path) for path in sorted((case.folder / "checkpoints").iterdir())],
            "package": [_whole(package)],
        }
        self._sealed = _Sealed(package)

    def edited(self, chance: Random, edits: int, only: str | None) -> Iterator[tuple[str, str]]:
        """Make so many edits, one at a time. Gives what was edited, and the verdict."""
        for _ in range(edits):
            target = only or chance.choices(list(TARGETS), list(TARGETS.values()))[0]
            place = chance.choice(self._places[target])
            check: Callable[[Path], str] = self._sealed if target == "package" else self._judged
            yield target, _edited(place, chance, check)

    def check_whole(self) -> None:
        """Raises AssertionError unless case and package are as they were before any edit."""
        if (self._judged(self._folder / "case.db"), self._sealed(self._places["package"][0][0])) != ("same", "same"):
            raise AssertionError("an edit was left behind: the counts since the last slice mean nothing")

    def _judged(self, path: Path) -> str:
        """An edit of a blob or of a checkpoint changes content; one of the database may fall where no content stands."""
        try:
            case = open_(self._folder)
            if not verify(case).sound:
                return "detected"
            return "same" if path.suffix == ".db" and _content(case) == self._whole else "silent"
        except (ProbandaError, ValueError):
            return "detected"
        finally:
            for engine in self._engines:
                engine.dispose()


def _whole(path: Path) -> Place:
    return path, 0, path.stat().st_size


def _within(path: Path, content: bytes) -> Place | None:
    """Where the bytes stand in a file; None when they do not stand there in one piece."""
    at = path.read_bytes().find(content)
    return (path, at, at + len(content)) if at >= 0 else None


def _edited(place: Place, chance: Random, check: Callable[[Path], str]) -> str:
    path, first, end = place
    whole = path.read_bytes()
    at = chance.randrange(first, end)
    value = whole[at] ^ (1 << chance.randrange(8)) if chance.random() < 0.5 else (whole[at] + chance.randrange(1, 256)) % 256
    path.chmod(0o644)
    path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
    try:
        verdict = check(path)
    finally:
        for left in path.parent.glob(path.name + "-*"):
            left.unlink()
        path.write_bytes(whole)
    if verdict == "silent":
        print("silent:", path.name, at, value, flush=True)
    return verdict


def _events(case: Case) -> list[bytes]:
    with case.engine.connect() as connection:
        return rows.events(connection)


def _content(case: Case) -> Any:
    with case.engine.connect() as connection:
        every = [*tables.durable.sorted_tables, *tables.derived.sorted_tables]
        return [[tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))] for table in every]


class _Sealed:
    """Judges an edited package by the stand-alone verifier."""

    def __init__(self, package: Path) -> None:
        self._check = runpy.run_path(str(files("probanda").joinpath("data", "verify.py")))["check"]
        said = self._check.__globals__
        said["ed25519"] = cache(said["ed25519"])
        self._whole = _files(package)

    def __call__(self, package: Path) -> str:
        try:
            self._check(str(package), "", "")
        except Exception:
            return "detected"
        return "same" if _files(package) == self._whole else "silent"


def _files(package: Path) -> dict[str, bytes]:
    with ZipFile(package) as archive:
        # By its name inside: an edit may rename the top folder, which is no content.
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
