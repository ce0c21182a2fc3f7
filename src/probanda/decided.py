"""What decisions make of findings: rejected ones are left out, corrected ones stand as corrected, all others stand as found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from probanda.derived import View
from probanda.errors import DecisionError
from probanda.model import AnyFinding, Decision

CORRECTABLE = ("act", "conduct", "modality", "step", "post", "relation", "mode", "stance", "status", "former")
"""Fields that a person may correct. Spans and quotations are what the source says and cannot be corrected, only set aside."""


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that have been neither withdrawn nor superseded, in order."""
    made = list(decisions)
    gone = {d.supersedes for d in made if d.supersedes}
    gone |= {about for d in made if d.verdict == "withdraw" for about in d.about}
    return [d for d in made if d.id not in gone and d.verdict != "withdraw"]


def merged(view: View, *entities: str) -> tuple[str, ...]:
    """What a decision that these entities are one is about: all that stood under them, one mention a text.

    What the person saw is what is decided. Were only two mentions named, the rest would stay where rules put them.
    """
    text_of = {mention.id: mention.span.text for mention in view.mentions}
    chosen: dict[str, None] = dict.fromkeys(entities)
    for entity in entities:
        first = (
            {text_of[mention]: mention for mention in reversed(view.entities[entity].mentions)} if entity in view.entities else {}
        )
        chosen |= dict.fromkeys(first.values())
    return tuple(chosen)


def refusal(before: View, after: View) -> None:
    """Raises DecisionError when the decision between the two views contradicts an earlier one."""
    fresh = [line for line in after.refused if line not in before.refused]
    if fresh:
        raise DecisionError(fresh[0], next="withdraw the earlier decision first if it was wrong")


def apply(findings: Mapping[str, AnyFinding], decisions: Sequence[Decision]) -> dict[str, AnyFinding]:
    """The findings as people left them, by id. The latest standing decision on a finding counts."""
    result = dict(findings)
    for decision in standing(decisions):
        for about in decision.about:
            _apply(result, findings, about=about, decision=decision)
    return result


def _apply(result: dict[str, AnyFinding], findings: Mapping[str, AnyFinding], *, about: str, decision: Decision) -> None:
    if about not in findings:
        return
    if decision.verdict in ("reject", "set_aside"):
        result.pop(about, None)
    elif decision.verdict == "accept":
        result.setdefault(about, findings[about])
    elif decision.verdict == "correct":
        result[about] = corrected(findings[about], decision.value)


def corrected(finding: AnyFinding, value: Mapping[str, str]) -> AnyFinding:
    """The finding with some fields replaced, under the same id. Raises DecisionError for a field that cannot be corrected so."""
    fields = set(finding.__struct_fields__)
    wrong = [name for name in value if name not in CORRECTABLE or name not in fields]
    if wrong:
        known = ", ".join(sorted(fields & set(CORRECTABLE)))
        raise DecisionError(f"{', '.join(wrong)} cannot be corrected", where=finding.id, next=f"this finding has {known}")
    try:
        built = msgspec.to_builtins(finding) | dict(value)
        return msgspec.convert(built, AnyFinding, strict=False)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        raise DecisionError(str(error), where=finding.id) from None
