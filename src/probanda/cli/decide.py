"""decide, undo, decisions: what a named person decides. Nothing is overwritten; everything can be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from probanda import pipeline
from probanda.cli import judged
from probanda.cli.terminal import as_json, say
from probanda.errors import UsageError
from probanda.model import Decision, Verdict, identify
from probanda.preserve import custody
from probanda.preserve.custody import operator
from probanda.store.case import open_


def decide(case: Path, verdict: Verdict, *about: str, set: tuple[str, ...] = (), reason: str = "", by: str | None = None) -> int:
    """Decide about findings or cells of the chart: accept, reject, correct, set_aside, status, note, rate.

    Args:
        case: the folder of the case
        verdict: accept, reject, correct, set_aside, status, note, rate
        about: ids of findings or contradictions, exhibits (E1), or cells (CRIME/ELEMENT/ENTITY), as `show` and `chart` print them
        set: new values as FIELD=VALUE: status=contested for a cell, status=explained or status=preferred/FINDING for a
            contradiction, reliability=B for a source, act=killing and the like for a finding
        reason: why; shown beside the decision
        by: who decides; the user of this computer by default
    """
    opened = open_(case)
    view = pipeline.see(opened)
    made = Decision(
        at=datetime.now(UTC),
        by=by or operator(),
        about=judged.meant(view, about),
        verdict=verdict,
        value=judged.values(set),
        reason=reason,
    )
    judged.check(view, made)
    made = identify(made)
    custody.decide(opened, made)
    say(f"{made.id}: {verdict} {', '.join(about)}. To take it back: probanda undo {case} {made.id}")
    return 0


def undo(case: Path, decision: str, *, reason: str = "", by: str | None = None) -> int:
    """Withdraw a decision; the case is again as if it had not been made, and both stay on record.

    Args:
        case: the folder of the case
        decision: its id, as `probanda decisions` lists it
        reason: why; shown beside the decision
        by: who decides; the user of this computer by default
    """
    opened = open_(case)
    made = opened.decisions()
    if decision not in {d.id for d in made}:
        raise UsageError("there is no such decision", where=decision, next=f"list them with `probanda decisions {case}`")
    if any(d.verdict == "withdraw" and decision in d.about for d in made):
        raise UsageError("this decision is withdrawn already", where=decision, next=f"see `probanda decisions {case}`")
    withdrawal = Decision(at=datetime.now(UTC), by=by or operator(), about=(decision,), verdict="withdraw", reason=reason)
    custody.decide(opened, identify(withdrawal))
    say(f"withdrawn: {decision}")
    return 0


def decisions(case: Path, *, json: Annotated[bool, Parameter(negative="")] = False) -> int:
    """List all decisions in order, with who, when and why.

    Args:
        case: the folder of the case
        json: print as JSON
    """
    made = open_(case).decisions()
    if json:
        as_json(made)
        return 0
    for d in made:
        say(f"{d.id}  {d.at:%Y-%m-%d %H:%M}  {d.by}  {d.verdict}  {', '.join(d.about)}  {d.value or ''}  {d.reason}")
    return 0
