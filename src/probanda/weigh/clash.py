"""A disagreement as it is found, before dates of publication are weighed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from probanda.model import Span
from probanda.weigh.lexicon import rules_for

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
    return any(rule.search(sentence) for rule in rules_for("correction"))
