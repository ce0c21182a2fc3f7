"""Words as data: `data/lexicon/<language>/<name>.yaml` decoded into the type a module asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import TypeVar

import msgspec

from probanda.errors import RuleError

_T = TypeVar("_T")


def load(language: str, name: str, kind: type[_T]) -> _T | None:
    """The lexicon `name` of a language, or None when there is none. Raises `RuleError` when the file is wrong."""
    path = files("probanda") / "data" / "lexicon" / language / f"{name}.yaml"
    if not path.is_file():
        return None
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except msgspec.DecodeError as error:
        raise RuleError(str(error), where=str(path)) from error


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first; a space or hyphen in a word matches either."""
    return "|".join(_loose(w) for w in sorted(words, key=len, reverse=True))


def _loose(word: str) -> str:
    return re.sub(r"\\?[ -]", r"[\\s-]+", re.escape(word))
