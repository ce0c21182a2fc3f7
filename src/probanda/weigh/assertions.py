"""Wording that goes beyond its own source: "is responsible" beside "is allegedly responsible" in one report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from probanda.extract.rules import either
from probanda.model import Allegation, AnyFinding, Incident, Party, Span, Step
from probanda.weigh.chain import Resolver, identity, plain, speakers
from probanda.weigh.clash import Clash
from probanda.weigh.lexicon import rules_for, words_for

_Blame = tuple[str, AnyFinding, str]
"""A finding's name, the finding, and the sentence it stands in."""


def clashes(findings: Mapping[str, AnyFinding], entity_of_party: Resolver, sentence: Callable[[Span], str]) -> Iterator[Clash]:
    """For each report and each accused at most one: an assertion of guilt where the same source, or its own report, only alleges.

    A verdict reported of that person anywhere in the case makes an assertion of guilt no overstatement.
    """
    blamed: dict[tuple[str, str], list[_Blame]] = {}
    settled: set[str] = set()
    for name, finding in findings.items():
        for party in _accused(finding):
            if (who := identity(party, entity_of_party)) is None:
                continue
            settled |= {who} if _settles(finding) else set()
            blamed.setdefault((finding.spans[0].text, who), []).append((name, finding, sentence(finding.spans[0])))
    for (_, who), held in blamed.items():
        if who not in settled:
            yield from _overstated(held)


def _accused(finding: AnyFinding) -> tuple[Party, ...]:
    match finding:
        case Allegation():
            return finding.accused if finding.modality not in ("denied", "acquitted") else ()
        case Incident(perpetrator=Party() as doer):
            return (doer,)
        case Step(person=Party() as person):
            return (person,)
        case _:
            return ()


def _settles(finding: AnyFinding) -> bool:
    if isinstance(finding, Step):
        found_so = finding.step in words_for("settling") and finding.status == "happened"
        return found_so and not any(rule.search(finding.spans[0].quote) for rule in rules_for("acquittal"))
    return isinstance(finding, Allegation) and finding.modality in ("convicted", "admitted")


def _overstated(held: list[_Blame]) -> Iterator[Clash]:
    hedged = [b for b in held if _hedged(b)]
    bare = [b for b in held if not _hedged(b) and _asserts(b)]
    pairs = [(own, b) for b in bare for own in hedged if own[2] != b[2] and _own_source(own[1], b[1])]
    if pairs:
        # Of several the two that are most alike in their words.
        own, over = max(pairs, key=lambda pair: len(set(pair[0][2].split()) & set(pair[1][2].split())))
        why = f'"{_short(over[2])}" asserts what the report gives as an allegation: "{_short(own[2])}"'
        yield Clash("wording", own[0], over[0], why, own[1].spans[0], over[1].spans[0])


def _own_source(hedged: AnyFinding, bare: AnyFinding) -> bool:
    """The outlet's own words, or those of the very speaker who elsewhere only alleges. A court's statement speaks for it."""
    one, two = speakers(bare)[-1:], speakers(hedged)[-1:]
    return not one or [plain(p) for p in one] == [plain(p) for p in two] or (_paper(one) and _paper(two))


def _paper(parties: tuple[Party, ...]) -> bool:
    return any(party.type == "court" or not words_for("papers").isdisjoint(plain(party).split()) for party in parties)


def _hedged(blame: _Blame) -> bool:
    _, finding, words = blame
    if isinstance(finding, Step):
        return finding.step in words_for("accusing") and finding.status == "happened"
    if isinstance(finding, Incident) and finding.how_sure:
        return True
    return bool(_hedges().search(words))


def _asserts(blame: _Blame) -> bool:
    _, finding, words = blame
    return isinstance(finding, Allegation | Incident) and any(rule.search(words) for rule in rules_for("guilt"))


def _short(words: str) -> str:
    return words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " ..."


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"\b{either(words_for('hedges'))}\b", re.IGNORECASE)
