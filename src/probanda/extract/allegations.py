"""Allegations: who is said to bear responsibility for which conduct, by whom, and whether alleged, charged, admitted, denied or judged.

Three ways of saying so are read: words of accusation ("charged with"), words of denial and admission, and plain tellings in which somebody
named does an act of violence ("Taylor helped rebels ..."). An accused is never anybody whom the text does not name or describe.
"""

from __future__ import annotations

from collections.abc import Iterator

from probanda.extract import accusing, concern, stances, tellings
from probanda.extract.claims import Claim, record
from probanda.extract.reading import Reading
from probanda.model import Allegation


def find(reading: Reading) -> list[Allegation]:
    """The allegations of a block; none where the text as a whole is not of our concern (`concern.judge`)."""
    if reading.language != "en" or not concern.judge(reading).holds:
        return []
    claims = sorted(_all(reading), key=lambda c: (c.start, -c.end))
    return [record(reading, claim) for claim in _once(claims)]


def _all(reading: Reading) -> Iterator[Claim]:
    direct = [*accusing.find(reading), *stances.find(reading)]
    yield from direct
    taken = [(c.start, c.end) for c in direct]
    yield from (c for c in tellings.find(reading) if not any(_covers(c, span) for span in taken))


def _covers(claim: Claim, span: tuple[int, int]) -> bool:
    common = min(claim.end, span[1]) - max(claim.start, span[0])
    return common > 0.5 * min(claim.end - claim.start, span[1] - span[0])


def _once(claims: list[Claim]) -> list[Claim]:
    """A claim that a text repeats is given once, at its fullest place; a claim inside a longer one is a part of it."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = claim.key
        if key not in best or claim.fullness > best[key].fullness:
            best[key] = claim
    return sorted(best.values(), key=lambda c: c.start)
