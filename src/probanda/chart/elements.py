"""The element charts of a case: crime or mode of liability, person, element; for, against, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from probanda.chart.cells import Weighed, cell
from probanda.chart.charged import Raised, raised, silent_on_character
from probanda.chart.gaps import sentence
from probanda.chart.scenes import Index, index, scene
from probanda.derived import Chart, Disagreement, Entity
from probanda.law import catalogue
from probanda.law.facts import Resolver
from probanda.law.records import Crime
from probanda.model import AnyFinding, Decision


def chart(
    findings: Mapping[str, AnyFinding],
    *,
    entity_of_party: Resolver,
    entities: Mapping[str, Entity],
    origins: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
    origin_labels: Mapping[str, str] | None = None,
    disagreements: Sequence[Disagreement] = (),
    asked: Iterable[tuple[str, str]] = (),
) -> tuple[Chart, ...]:
    """Which crimes and modes of liability the findings raise against whom, element by element.

    `findings` by id, without those that people rejected; `origins` gives the origin's id for each finding and `origin_labels`
    what each origin is called; `decisions` are the standing ones: "status" and "note" about cells named `CRIME/ELEMENT/PERSON`
    count here. `asked` adds charts, as (reference, entity id), that nothing in the findings raises. Raises `LawError` for a
    reference that the catalogue does not hold. The same input gives the same charts.
    """
    known = index(findings, resolve=entity_of_party, entities=entities)
    weighed = Weighed(
        reached=_reached(origins or {}, findings),
        origins=origins or {},
        labels=origin_labels or {},
        disagreements=disagreements,
        decisions=decisions,
    )
    found = list(raised(known))
    found += _added(known, asked, {(one.provision.id, one.scene.accused) for one in found})
    first: set[str] = set()
    made = []
    for one in found:
        made.append(_chart(one, index=known, weighed=weighed, first=one.scene.accused not in first))
        first.add(one.scene.accused)
    return tuple(made)


def _reached(origins: Mapping[str, str], findings: Mapping[str, AnyFinding]) -> dict[str, frozenset[str]]:
    texts: dict[str, set[str]] = {}
    for finding, origin in origins.items():
        if finding in findings:
            texts.setdefault(origin, set()).add(findings[finding].spans[0].text)
    return {origin: frozenset(by) for origin, by in texts.items()}


def _added(known: Index, asked: Iterable[tuple[str, str]], present: set[tuple[str, str]]) -> Iterator[Raised]:
    for reference, accused in asked:
        provision = catalogue.provision(reference)
        if (provision.id, accused) not in present:
            yield Raised(
                provision=provision, scene=scene(known, accused), why=("Charted on request: nothing in the file raises it.",)
            )


def _chart(one: Raised, *, index: Index, weighed: Weighed, first: bool) -> Chart:
    provision, accused = one.provision, one.scene.accused
    reference = provision.elements_ref if isinstance(provision, Crime) else provision.statute_ref
    return Chart(
        crime=provision.id,
        title=f"{provision.title}, {reference}",
        accused=accused,
        accused_name=index.entities[accused].name if accused in index.entities else accused,
        why=one.why,
        cells=tuple(cell(element, one, index=index, weighed=weighed) for element in catalogue.elements_of(provision)),
        questions=tuple(_questions(one, index=index, first=first)),
        notes=tuple(_notes(one)),
        statute=provision.statute_ref,
    )


def _questions(one: Raised, *, index: Index, first: bool) -> Iterator[str]:
    provision = one.provision
    if isinstance(provision, Crime) and provision.counterpart and silent_on_character(index, one.scene):
        yield sentence("character", counterpart=catalogue.crime(provision.counterpart).elements_ref)
    if first:
        # Grounds belong to the person and not to one crime: they are asked once.
        yield from (f"{ground.title} ({ground.statute_ref}): {ground.question}" for ground in catalogue.grounds())


def _notes(one: Raised) -> Iterator[str]:
    provision = one.provision
    for item in provision.not_required:
        yield f"Not required, and so not listed as lacking: {item}"
    yield from provision.notes
    if isinstance(provision, Crime) and provision.amendment:
        amendment = provision.amendment
        yield f"Added by {amendment.by}; first in force on {amendment.first_in_force.isoformat()}. {amendment.note}"
