"""Posts in French and Arabic."""

from __future__ import annotations

from probanda.extract.reading import Reading
from probanda.model import Role


def find(reading: Reading) -> list[Role]:
    """Roles."""
    return []
