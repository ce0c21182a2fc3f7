"""Whether the sources say enough for a class of crimes to be considered at all (data/law/classes.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from probanda.law import catalogue
from probanda.law.facts import Facts
from probanda.law.feeds import Scene, meets
from probanda.law.records import Rule
from probanda.model import Allegation
from probanda.weigh.polarity import disowned

NEAR = 3000
"""So many characters apart, a finding and what is said of a conflict still belong together; a survey of a continent does not."""
_ACQUITTING = ("denied", "acquitted")


@dataclass(frozen=True, slots=True)
class Gate:
    """Open for everything said of the person, or only near the places where an armed conflict is spoken of."""

    wide: bool
    places: tuple[tuple[str, int], ...] = ()

    def lets(self, found: Facts) -> bool:
        """Whether a finding may raise a crime of the class."""
        start = found.finding.spans[0].start
        return self.wide or any(text == found.text and abs(start - place) <= NEAR for text, place in self.places)


def gates(near: Sequence[Facts], about: Scene) -> dict[str, Gate]:
    """The gates that the findings open, by class of crimes."""
    found = {name: _gate(rules, near, about) for name, rules in catalogue.gates().items()}
    return {name: gate for name, gate in found.items() if gate.wide or gate.places}


def any_lets(open_gates: Mapping[str, Gate], found: Facts) -> bool:
    """Whether a finding may raise a crime of some class: what a mode of liability asks."""
    return any(gate.lets(found) for gate in open_gates.values())


def met(rules: Iterable[Rule], near: Sequence[Facts], about: Scene) -> Iterator[Facts]:
    """The findings that meet any of the rules; what denies or acquits raises and supports nothing."""
    wanted = tuple(rules)
    return (found for found in near if not exonerates(found) and any(meets(rule, found, about) for rule in wanted))


def exonerates(found: Facts) -> bool:
    """Whether the finding reports a denial or an acquittal of the accusation that it speaks of."""
    if isinstance(found.finding, Allegation):
        return found.finding.modality in _ACQUITTING
    return disowned(found.finding)


def _gate(rules: Sequence[Rule], near: Sequence[Facts], about: Scene) -> Gate:
    tied = [rule for rule in rules if rule.who != "anyone"]
    loose = [rule for rule in rules if rule.who == "anyone"]
    if any(met(tied, near, about)):
        return Gate(wide=True)
    return Gate(wide=False, places=tuple((found.text, found.finding.spans[0].start) for found in met(loose, near, about)))
