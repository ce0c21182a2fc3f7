"""What a check found, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a case: it holds, it is wrong, or nothing covers it yet."""

    kind: Literal["holds", "wrong", "open"]
    words: str


def holds(words: str) -> Finding:
    """Something that holds."""
    return Finding("holds", words)


def wrong(words: str) -> Finding:
    """Something that does not hold."""
    return Finding("wrong", words)


def uncovered(words: str) -> Finding:
    """Something that no checkpoint covers."""
    return Finding("open", words)
