"""Arabic as lexicons write it: one form of alif, no vowel signs, and the way back to the frozen text.

Lexicons would otherwise hold every word in a dozen spellings. Offsets always refer to the frozen text (see `Folded.origin`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAME_LENGTH = str.maketrans("أإآٱ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااا01234567890123456789")
_SIGNS = re.compile("[\u064b-\u065f\u0670\u0640]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with, where it became shorter, the original position of each of its characters."""

    body: str
    places: tuple[int, ...] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The positions in the original text of `start:end` in the folded one; signs on the last letter belong to it."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end] if end > start else self.places[start]


def fold(body: str) -> Folded:
    """Bare alif for its hamza forms, ASCII for Arabic-Indic digits, without vowel signs and tatweel."""
    plain = body.translate(_SAME_LENGTH)
    if not _SIGNS.search(plain):
        return Folded(plain)
    places = [i for i, c in enumerate(plain) if not _SIGNS.match(c)]
    return Folded("".join(plain[i] for i in places), (*places, len(plain)))
