"""Of names that overlap, which are kept."""

from __future__ import annotations

from collections.abc import Iterable

from probanda.extract.mentions_lexicon import Candidate


def settle(*groups: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap, the one with more weight, then the longer; in order of place."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for one in sorted((c for group in groups for c in group), key=_rank):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return sorted(kept, key=lambda c: c.start)


def _rank(one: Candidate) -> tuple[int, int, int]:
    return -one.weight, one.start - one.end, one.start
