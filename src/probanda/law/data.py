"""Where the files of the law are, and how they are read into typed records."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from probanda.errors import LawError

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
    try:
        return msgspec.yaml.decode(_bytes(name), type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise LawError(str(error), where=f"data/law/{name}", next="correct the file as data/law/README.md explains") from error


@cache
def _bytes(name: str) -> bytes:
    return (folder() / name).read_bytes()


def table(name: str) -> dict[str, Any]:
    """One file of data/law as a plain table."""
    return read(name, dict[str, Any])
