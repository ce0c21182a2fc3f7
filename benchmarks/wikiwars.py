"""Temporal expressions of histories of wars (Mazur and Dale 2010), scored as `tempeval3`: same options, same figures.

They are annotated by TIMEX2, so what is found is first put as that guideline has it (`timex2`); `--timex3` leaves it as it is.
"""

from __future__ import annotations

from benchmarks import tempeval3, timex2


def main(argv: list[str]) -> int:
    """Print the figures; the last line is a JSON object. Returns an exit status."""
    plain = "--timex3" in argv
    return tempeval3.main([a for a in argv if a != "--timex3"], convention=None if plain else timex2.converted)
