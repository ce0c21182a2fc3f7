"""Names in languages that are not parsed."""

from __future__ import annotations

from probanda.extract.reading import Reading
from probanda.model import Mention


def find(reading: Reading) -> list[Mention]:
    """Names."""
    return []
