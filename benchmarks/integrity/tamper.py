"""Random single-bit and single-byte edits: each must be detected, or leave the content provably the same."""

from __future__ import annotations

import random
import runpy
import shutil
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from sqlalchemy import select

from benchmarks.integrity.material import make
from probanda.errors import ProbandaError
from probanda.preserve import rows, seal, vault
from probanda.preserve.verify import verify
from probanda.store import tables
from probanda.store.case import open_

TARGETS = {"blob": 0.2, "database": 0.4, "checkpoint": 0.1, "package": 0.3}
"""What is edited, and how often."""


def measure(folder: Path, edits: int, *, seed: int = 5) -> dict[str, dict[str, int]]:
    """Counts by target: detected, content the same, silent."""
    case = make(folder)
    package = seal.seal(case, folder / "sealed.zip")
    case.engine.dispose()
    shutil.copyfile(case.folder / "case.db", folder / "whole.db")
    checks: dict[str, Callable[[Path], str]] = {
        "blob": lambda _: _case(case.folder),
        "database": lambda _: _database(case.folder, folder / "whole.db"),
        "checkpoint": lambda _: _case(case.folder),
        "package": _Sealed(package),
    }
    places = {
        "blob": list(vault.kept(case.vault)),
        "database": [case.folder / "case.db"],
        "checkpoint": sorted((case.folder / "checkpoints").iterdir()),
        "package": [package],
    }
    chance, counts = random.Random(seed), {name: Counter[str]() for name in TARGETS}
    for _ in range(edits):
        target = chance.choices(list(TARGETS), list(TARGETS.values()))[0]
        path = chance.choice(places[target])
        counts[target][_edited(path, chance, checks[target])] += 1
    return {name: dict(count) for name, count in counts.items()}


def _edited(path: Path, chance: random.Random, check: Callable[[Path], str]) -> str:
    whole = path.read_bytes()
    place = chance.randrange(len(whole))
    value = (
        whole[place] ^ (1 << chance.randrange(8)) if chance.random() < 0.5 else (whole[place] + chance.randrange(1, 256)) % 256
    )
    path.chmod(0o644)
    path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
    try:
        return check(path)
    finally:
        for left in path.parent.glob(path.name + "-*"):
            left.unlink()
        path.write_bytes(whole)


def _case(folder: Path) -> str:
    try:
        case = open_(folder)
        try:
            return "silent" if verify(case).sound else "detected"
        finally:
            case.engine.dispose()
    except (ProbandaError, ValueError):
        return "detected"


def _database(folder: Path, whole: Path) -> str:
    said = _case(folder)
    if said == "silent":
        other = folder.parent / "other"
        other.mkdir(exist_ok=True)
        shutil.copyfile(folder / "case.toml", other / "case.toml")
        shutil.copyfile(whole, other / "case.db")
        said = "same" if _content(folder) == _content(other) else "silent"
    return said


def _content(folder: Path) -> Any:
    case = open_(folder)
    try:
        with case.engine.connect() as connection:
            held = [list(rows.lines(connection, table)) for table in rows.BOUND]
            return held, rows.events(connection), [tuple(row) for row in connection.execute(select(tables.passage))]
    finally:
        case.engine.dispose()


class _Sealed:
    """Judges an edited package by the stand-alone verifier."""

    def __init__(self, package: Path) -> None:
        self._check = runpy.run_path(str(files("probanda").joinpath("data", "verify.py")))["check"]
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
