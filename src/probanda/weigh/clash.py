"""A disagreement as it is found, before dates of publication are weighed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from probanda.extract import rules
from probanda.model import Span

About = Literal["count", "date", "place", "perpetrator", "step", "denial", "wording", "identity", "role", "correction"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two findings, what they disagree about, why, and the words of each."""

    about: About
    left: str
    right: str
    why: str
    left_span: Span
    right_span: Span


def corrects(sentence: str) -> bool:
    """True when a sentence says that it corrects, raises or withdraws what was reported before."""
    return any(rule.search(sentence) for rule in _rules())


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    return tuple(rule.regex for rule in rules.rules("weighing") if rule.name == "correction")
