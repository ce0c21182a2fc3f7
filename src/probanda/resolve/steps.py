"""One step of proceedings as several sources report it: the same step and person, at a time that may be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from probanda.model import AnyFinding, Party, Step, When

# "X was arrested in March" and "X was arrested in May" are two arrests; a source without a date may mean either, and is left
# alone when there are two.


def group(
    findings: Mapping[str, AnyFinding], entity_of_party: Callable[[Party | None], str | None]
) -> tuple[tuple[str, ...], ...]:
    """Ids of steps that are taken to be one, in groups of two or more."""
    held: dict[tuple[str, str, str], list[Step]] = defaultdict(list)
    for finding in findings.values():
        if isinstance(finding, Step) and (person := _about(finding, entity_of_party)):
            held[finding.step, finding.status, person].append(finding)
    return tuple(tuple(step.id for step in one) for steps in held.values() for one in _by_time(steps) if len(one) > 1)


def _about(step: Step, entity_of_party: Callable[[Party | None], str | None]) -> str | None:
    if step.person:
        # A person that a step takes over from what was said before ("the trial") stands in the same text by the same name.
        person = step.person if step.person.span or not step.spans else replace(step.person, span=step.spans[0])
        return entity_of_party(person) or step.person.name
    return f"situation {step.situation}" if step.situation else None


def _by_time(steps: Iterable[Step]) -> list[list[Step]]:
    dated = sorted((s for s in steps if _dated(s.when)), key=lambda s: (_interval(s.when), s.id))
    groups: list[list[Step]] = []
    for step in dated:
        if groups and all(_may_be_one(step.when, other.when) for other in groups[-1]):
            groups[-1].append(step)
        else:
            groups.append([step])
    undated = [s for s in steps if not _dated(s.when)]
    if len(groups) > 1:
        return groups
    return [[*(groups[0] if groups else []), *sorted(undated, key=lambda s: s.id)]]


def _dated(when: When | None) -> bool:
    return bool(when and (when.earliest or when.latest))


def _interval(when: When | None) -> tuple[date, date]:
    return (when and when.earliest) or date.min, (when and when.latest) or date.max


def _may_be_one(left: When | None, right: When | None) -> bool:
    (a, b), (c, d) = _interval(left), _interval(right)
    return a <= d and c <= b
