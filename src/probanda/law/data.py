"""Where the files of the law are, and how they are read into typed records."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from probanda.errors import LawError
from probanda.plugins import manager

_T = TypeVar("_T")


def folder() -> Traversable:
    """The folder data/law of the package."""
    return files("probanda") / "data" / "law"


def names(place: str) -> list[str]:
    """The YAML files below a folder of data/law, in alphabetical order, as paths relative to data/law."""
    found = (item.name for item in (folder() / place).iterdir() if item.name.endswith(".yaml"))
    return [f"{place}/{name}" for name in sorted(found)]


def read(name: str, kind: type[_T]) -> _T:
    """One file of data/law as a record of type `kind`. Raises `LawError` naming the file and the entry that is wrong."""
    return _decoded(_bytes(name), kind, where=f"data/law/{name}")


def added(part: str, kind: type[_T]) -> list[_T]:
    """The files that plug-ins add: those in `part` ("feeds") of each of their folders, or in the folder itself for ""."""
    folders = [Path(folder) / part for offered in manager().hook.law_catalogues() for folder in offered]
    files_of = (path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.yaml")))
    return [_decoded(path.read_bytes(), kind, where=str(path)) for path in files_of]


def _decoded(content: bytes, kind: type[_T], *, where: str) -> _T:
    try:
        return msgspec.yaml.decode(content, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise LawError(str(error), where=where, next="correct the file as data/law/README.md explains") from error


@cache
def _bytes(name: str) -> bytes:
    return (folder() / name).read_bytes()


def table(name: str) -> dict[str, Any]:
    """One file of data/law as a plain table."""
    return read(name, dict[str, Any])
