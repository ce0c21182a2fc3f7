"""decide, undo, decisions: what a named person decides. Nothing is overwritten; everything can be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from probanda import decided, pipeline
from probanda.cli.terminal import say
from probanda.errors import DecisionError, UsageError
from probanda.model import Decision, Verdict, identify
from probanda.preserve import custody
from probanda.preserve.custody import operator
from probanda.store.case import Case, open_


def decide(case: Path, verdict: Verdict, *about: str, set: tuple[str, ...] = (), reason: str = "", by: str | None = None) -> int:
    """Decide about findings or cells of the chart: accept, reject, correct, set_aside, status, note, rate.

    Args:
        case: the folder of the case
        verdict: accept, reject, correct, set_aside, status, note, rate
        about: ids of findings, of sources, or of cells written CRIME/ELEMENT/ENTITY
        set: new values as FIELD=VALUE, as --set status=contested or --set modality=admitted
        reason: why; shown beside the decision
        by: who decides; the user of this computer by default
    """
    opened = open_(case)
    value = dict(item.split("=", 1) for item in set if "=" in item)
    decision = Decision(at=datetime.now(UTC), by=by or operator(), about=about, verdict=verdict, value=value, reason=reason)
    made = record(opened, decision)
    say(f"{made.id}: {verdict} {', '.join(about)}. To take it back: probanda undo {case} {made.id}")
    return 0


def record(case: Case, decision: Decision) -> Decision:
    """Check a decision against the case and add it."""
    view = pipeline.see(case)
    if decision.verdict == "correct":
        for about in decision.about:
            if about not in view.findings:
                raise DecisionError(
                    "there is no such finding", where=about, next=f"list them with `probanda show {case.folder} statement`"
                )
            decided.corrected(view.findings[about], decision.value)
    made = identify(decision)
    custody.decide(case, made)
    return made


def undo(case: Path, decision: str, *, reason: str = "", by: str | None = None) -> int:
    """Withdraw a decision; the case is again as if it had not been made, and both stay on record.

    Args:
        case: the folder of the case
        decision: its id, as `probanda decisions` lists it
        reason: why; shown beside the decision
        by: who decides; the user of this computer by default
    """
    opened = open_(case)
    if decision not in {d.id for d in opened.decisions()}:
        raise UsageError("there is no such decision", where=decision, next=f"list them with `probanda decisions {case}`")
    withdrawal = Decision(at=datetime.now(UTC), by=by or operator(), about=(decision,), verdict="withdraw", reason=reason)
    custody.decide(opened, identify(withdrawal))
    say(f"withdrawn: {decision}")
    return 0


def decisions(case: Path) -> int:
    """List all decisions in order, with who, when and why.

    Args:
        case: the folder of the case
    """
    for d in open_(case).decisions():
        say(f"{d.id}  {d.at:%Y-%m-%d %H:%M}  {d.by}  {d.verdict}  {', '.join(d.about)}  {d.value or ''}  {d.reason}")
    return 0
