"""Allegations: who is said to bear responsibility for which conduct, by whom, and whether alleged, charged, admitted, denied
or judged.

Three ways of saying so are read: words of accusation ("charged with"), words of denial and admission, and plain tellings in
which somebody
named does an act of violence ("Taylor helped rebels ..."). An accused is never anybody whom the text does not name or describe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from probanda.extract import accusing, concern, lexical, perpetrator_lines, stances, tellings
from probanda.extract.claims import Claim, record
from probanda.extract.reading import Reading
from probanda.model import Allegation


def find(reading: Reading) -> list[Allegation]:
    """The allegations of a block; none where the text as a whole is not of our concern (`concern.judge`)."""
    if not concern.judge(reading).holds:
        return []
    if not reading.doc.has_annotation("DEP"):
        return [*perpetrator_lines.find(reading), *lexical.allegations(reading)]
    claims = sorted(_all(reading), key=lambda c: (c.start, -c.end))
    return [*perpetrator_lines.find(reading), *(record(reading, claim) for claim in _once(claims, reading.body))]


def _all(reading: Reading) -> Iterator[Claim]:
    kept: list[Claim] = []
    for claim in (*stances.find(reading), *accusing.find(reading), *tellings.find(reading)):
        if not any(_repeats(claim, other) for other in kept):
            kept.append(claim)
    guilty = {p.name for claim in kept if claim.modality == "convicted" and claim.rule == accusing.RULE for p in claim.accused}
    yield from (_sober(claim, guilty) for claim in kept)


def _sober(claim: Claim, guilty: set[str]) -> Claim:
    """Nobody accuses himself, and what a court says is a finding of guilt only where the text tells of a conviction."""
    names = {p.name for p in claim.accused}
    if claim.accuser is not None and claim.modality in ("alleged", "charged") and names == {claim.accuser.name}:
        claim = replace(claim, accuser=None)
    if claim.modality == "convicted" and claim.rule == tellings.RULE and not names & guilty:
        claim = replace(claim, modality="alleged")
    return claim


def _repeats(claim: Claim, other: Claim) -> bool:
    """The same words read again by a weaker rule."""
    common = min(claim.end, other.end) - max(claim.start, other.start)
    shorter = min(claim.end - claim.start, other.end - other.start)
    return common > 0.5 * shorter and (
        claim.rule != other.rule or bool({p.name for p in claim.accused} & {p.name for p in other.accused})
    )


def _once(claims: list[Claim], body: str) -> list[Claim]:
    """A claim that a text repeats is given once, at its fullest place."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.fullness, reverse=True):
        if not any(claim.repeats(other, body) for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda c: c.start)
