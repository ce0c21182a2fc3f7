"""Which crimes and modes of liability the findings raise against whom, and why. Raised is a question, never a finding."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from probanda.chart.gates import Gate, any_lets, exonerates, gates, met
from probanda.chart.scenes import Index, scene
from probanda.chart.told import detail, told
from probanda.law import catalogue, words
from probanda.law.facts import Facts
from probanda.law.feeds import Scene
from probanda.law.records import Crime, Mode
from probanda.model import Allegation, Incident, Step

_RAISING = ("order", "admission", "allegation", "incident", "step")
_REASONS = 6
"""So many reasons are enough to show why a crime is charted; the cells hold all findings."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A crime or mode of liability raised against one person."""

    provision: Crime | Mode
    scene: Scene
    by: tuple[Facts, ...] = ()
    why: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()
    """The ways in which a decision may name the person: entity id, names."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the charts of one person share."""

    about: Scene
    gates: Mapping[str, Gate]
    characters: frozenset[str]


def raised(index: Index) -> Iterator[Raised]:
    """All that the findings raise, by person in order of name, crimes before modes, each in the order of the Statute."""
    for accused in sorted(_candidates(index), key=lambda entity: (index.entities[entity].name, entity)):
        about = scene(index, accused)
        near = index.near(about)
        if open_gates := gates(near, about):
            own = index.entities[accused]
            setting = _Setting(about=about, gates=open_gates, characters=frozenset(_characters(near)))
            # Only these can raise anything; roles, links and statements stand in the charts that they raise.
            raising = [item for item in near if item.kind in _RAISING and not exonerates(item)]
            for found in (*_crimes(raising, setting), *_modes(raising, setting)):
                yield replace(found, persons=frozenset((accused, own.name, *own.aliases)))


def _named(found: Iterable[Facts]) -> Iterator[Facts]:
    # A pronoun taken to mean a person is an inference: enough to stand in a chart, too little to open one.
    for item in found:
        finding = item.finding
        if not (isinstance(finding, Incident) and finding.perpetrator and finding.perpetrator.how != "named"):
            yield item


def _candidates(index: Index) -> set[str]:
    acting = {e for f in index.facts.values() if f.kind in _RAISING for e in f.actors | f.orderers}
    above = set(index.below) | set(index.civil)
    # Art. 25(1): the Court tries natural persons. What a unit did is charted against those who are said to command it.
    return {e for e in acting | above if e in index.entities and index.entities[e].type == "person"}


def _crimes(raising: Sequence[Facts], setting: _Setting) -> Iterator[Raised]:
    for crime in catalogue.crimes():
        gate = setting.gates.get(crime.category)
        if gate is None or (crime.conflict and crime.conflict not in setting.characters):
            continue
        acts = _named(met(crime.raised_by, raising, setting.about))
        found = tuple(item for item in dict.fromkeys((*acts, *_naming(crime, raising, setting.about))) if gate.lets(item))
        if found:
            yield Raised(provision=crime, scene=setting.about, by=found, why=reasons(found))


def _modes(raising: Sequence[Facts], setting: _Setting) -> Iterator[Raised]:
    for mode in catalogue.modes():
        found = tuple(item for item in _named(met(mode.raised_by, raising, setting.about)) if any_lets(setting.gates, item))
        if found:
            why = (*reasons(found), *_crimes_concerned(found, setting.characters))
            yield Raised(provision=mode, scene=setting.about, by=found, why=why)


def _naming(crime: Crime, near: Sequence[Facts], about: Scene) -> Iterator[Facts]:
    pattern = words.named(crime.named) if crime.named else None
    for found in near:
        naming = isinstance(found.finding, Allegation | Step) and about.accused in found.actors
        if pattern and naming and any(pattern.search(name) for name in getattr(found.finding, "crimes", ())):
            yield found


def _characters(near: Sequence[Facts]) -> set[str]:
    """The characters of conflict that the sources speak of; where they are silent, non-international ones are charted."""
    passages = [found.passage for found in near]
    said = {name for name in ("international", "non-international") if any(words.has(name, passage) for passage in passages)}
    return said or {"non-international"}


def silent_on_character(index: Index, about: Scene) -> bool:
    """Whether no source says if the conflict is international."""
    return not any(
        words.has(name, found.passage) for name in ("international", "non-international") for found in index.near(about)
    )


def _crimes_concerned(found: Sequence[Facts], characters: Collection[str]) -> Iterator[str]:
    acts = {item.act for item in found}
    refs = [
        crime.elements_ref
        for crime in catalogue.crimes()
        if crime.conflict in characters and any(acts & set(rule.acts) and not rule.words for rule in crime.raised_by)
    ]
    if refs:
        yield f"The crime itself may be {', '.join(refs)}: its elements are to be shown too."


def reasons(found: Sequence[Facts]) -> tuple[str, ...]:
    """Why, in words, each with its passage."""
    listed = [_reason(item) for item in found]
    more = len(listed) - _REASONS
    return (*listed[:_REASONS], *((f"And {more} more.",) if more > 0 else ()))


def _reason(found: Facts) -> str:
    quote = " ".join(found.finding.spans[0].quote.split())
    short = detail(found.finding)
    crimes = getattr(found.finding, "crimes", ())
    named = f" The source names the crime: {', '.join(crimes)}." if crimes else ""
    return f"“{quote}” ({found.kind}{': ' + short if short else ''}; {told(found.finding)}).{named}"
