"""Contradictions that a person has settled: which reading is preferred, or how both can stand. Both stay in the register.

A settlement is a decision with the verdict `status` about the contradiction: `preferred/FINDING`, `explained` or `open`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from probanda import decided
from probanda.derived import Disagreement
from probanda.errors import DecisionError
from probanda.model import Decision

PREFERRED = "preferred/"


def settlements(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Standing decisions with the verdict `status` or `note`, the latest last, by what they are about."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decided.standing(decisions):
        if decision.verdict in ("status", "note"):
            for about in decision.about:
                found[about].append(decision)
    return dict(found)


def preferred(decision: Decision) -> str | None:
    """The finding that a settlement prefers; None where both stand, or nothing is settled."""
    status = decision.value.get("status", "")
    return status.removeprefix(PREFERRED) if status.startswith(PREFERRED) else None


def check(decision: Decision) -> None:
    """Raises DecisionError for a settlement without its reason: nobody could weigh it later."""
    if (preferred(decision) or decision.value.get("status") == "explained") and not decision.reason.strip():
        raise DecisionError("a contradiction is settled with a reason", where=decision.about[0], next="say why")


def outcome(found: Disagreement, decision: Decision, *, left: str, right: str) -> str:
    """A settlement in words; `left` and `right` are the citations of the two readings."""
    chosen, status = preferred(decision), decision.value.get("status")
    said = f"{left if chosen == found.left else right} is preferred" if chosen else _SAID.get(status or "note", status or "noted")
    return f"{said} ({decision.by}, {decision.at:%Y-%m-%d}: {decision.reason or 'no reason given'})"


_SAID = {"explained": "both can stand", "open": "left open", "note": "noted"}
