"""Temporal expressions of histories of wars (Mazur and Dale 2010), scored as `tempeval3`: same options, same figures."""

from __future__ import annotations

from benchmarks import tempeval3


def main(argv: list[str]) -> int:
    """Print the figures; the last line is a JSON object. Returns an exit status."""
    return tempeval3.main(argv)
