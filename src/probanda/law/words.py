"""Groups of words that rules refer to (data/law/words.yaml). A passage has such words or has not; none are counted."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from re import Pattern

from probanda.errors import LawError
from probanda.law import data
from probanda.model import Record


class Words(
    Record, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"but_not": "but not", "miss": "does not match"}
):
    """A group of words, with sentences that must and must not match."""

    means: str
    any: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


@cache
def groups() -> dict[str, Words]:
    """All groups by name."""
    return data.read("words.yaml", dict[str, Words])


@lru_cache(maxsize=1 << 15)
def has(name: str, passage: str) -> bool:
    """Whether a passage has words of a group; what stands under `but not` is taken out of the passage first."""
    if not _compiled(_all(name)).search(passage):
        return False
    taken_out = groups()[name].but_not
    return not taken_out or _compiled(_all(name)).search(_compiled(taken_out).sub(" ", passage)) is not None


@cache
def named(names: tuple[str, ...]) -> Pattern[str]:
    """The pattern of any of the names of a crime, as whole words, regardless of case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.IGNORECASE)


@cache
def _all(name: str) -> tuple[str, ...]:
    if name not in groups():
        raise LawError(f"no group of words {name}", where="data/law/words.yaml")
    group = groups()[name]
    return (*group.any, *(word for other in group.includes for word in _all(other)))


@cache
def _compiled(words: tuple[str, ...]) -> Pattern[str]:
    joined = "|".join(word.replace("*", r"\w*").replace(" ?", r"\s?").replace(" ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
