"""Lexicons that not every language has, and patterns made of their words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import TypeVar

from probanda.extract.rules import load_as

_T = TypeVar("_T")


def load(language: str, name: str, kind: type[_T]) -> _T | None:
    """The lexicon `name` of a language, or None when there is none. Raises `RuleError` when the file is wrong."""
    path = files("probanda") / "data" / "lexicon" / language / f"{name}.yaml"
    # The checker takes the class of a type variable for unhashable.
    return load_as(kind, name, language) if path.is_file() else None  # type: ignore[arg-type]


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first; a space or hyphen in a word matches either."""
    return "|".join(_loose(w) for w in sorted(words, key=len, reverse=True))


def _loose(word: str) -> str:
    return re.sub(r"\\?[ -]", r"[\\s-]+", re.escape(word))
