"""A disagreement as it is found, before dates of publication are weighed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
