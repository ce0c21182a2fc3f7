"""What a decision from the terminal may be about, and what it may say: refused before it is recorded, never ignored after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from probanda import decided
from probanda.derived import Status, View
from probanda.errors import DecisionError, LawError, UsageError
from probanda.law import catalogue
from probanda.model import Decision, OfFindings
from probanda.weigh import assessment, settled

VERDICTS = tuple(verdict for verdict in get_args(OfFindings) if verdict != "use")
"""What `decide` takes; names have commands of their own (`entities`), as has consent."""
_ELSEWHERE = {"consent": "probanda consent", "withdraw": "probanda undo", "use": "probanda serve"}
_SETTLED = ("open", "explained")


def values(given: Sequence[str]) -> dict[str, str]:
    """`FIELD=VALUE` as a mapping."""
    for item in given:
        if "=" not in item:
            raise UsageError(f"{item!r} sets nothing", where="--set", next="write FIELD=VALUE, as --set status=contested")
    return dict(item.split("=", 1) for item in given)


def meant(view: View, about: Iterable[str]) -> tuple[str, ...]:
    """The ids that are meant, where an exhibit may be called by its number (`E2`)."""
    exhibit = {label: source for source, label in view.exhibits.items()}
    return tuple(exhibit.get(one, one) for one in about)


def check(view: View, made: Decision) -> None:
    """Raises UsageError or DecisionError for a decision about nothing in the case, or one that says nothing that is known."""
    if made.verdict not in VERDICTS:
        command = _ELSEWHERE.get(made.verdict, "probanda entities")
        raise UsageError(f"{made.verdict} is not decided here", next=f"see `{command} --help`")
    if not made.about:
        raise UsageError("nothing is named to decide about", next="give the id of a finding, a source, a contradiction or a cell")
    for about in made.about:
        _CHECKS.get(made.verdict, _finding)(view, made, about)


def _finding(view: View, made: Decision, about: str) -> None:
    # What was rejected is no longer among the findings, and may be accepted again.
    earlier = {one for decision in view.decisions for one in decision.about}
    if about not in view.findings and about not in earlier:
        raise DecisionError("there is no such finding", where=about, next="list them with `probanda show CASE KIND`, as `order`")
    if made.verdict == "correct" and about in view.findings:
        decided.corrected(view.findings[about], made.value)


def _status(view: View, made: Decision, about: str) -> None:
    told = made.value.get("status", "")
    if about in {d.id for d in view.disagreements}:
        side = told.removeprefix(settled.PREFERRED)
        if told not in _SETTLED and side not in {f for d in view.disagreements if d.id == about for f in (d.left, d.right)}:
            raise DecisionError(
                f"{told!r} settles no contradiction", where=about, next="--set status=explained, preferred/FINDING, or open"
            )
        settled.check(made)
    else:
        _cell(view, about)
        if told not in get_args(Status):
            raise DecisionError(f"{told!r} is no status", where=about, next=f"--set status=... {', '.join(get_args(Status))}")


def _cell(view: View, about: str) -> None:
    crime, element, accused = (*about.split("/", 2), "", "")[:3]
    if accused not in view.entities:
        raise DecisionError("there is no such cell", where=about, next="`probanda chart CASE` names each: CRIME/ELEMENT/ENTITY")
    try:
        known = {str(one.number) for one in catalogue.elements_of(catalogue.provision(crime))}
    except LawError as error:
        raise DecisionError(str(error), where=about) from None
    charted = {cell.element for chart in view.charts if chart.crime == crime for cell in chart.cells}
    if element not in known | charted:
        raise DecisionError("there is no such element", where=about, next=f"see `probanda law show {crime}`")


def _note(view: View, made: Decision, about: str) -> None:
    held = {*view.findings, *view.exhibits, *(d.id for d in view.disagreements)}
    if about not in held:
        _cell(view, about)


def _rate(view: View, made: Decision, about: str) -> None:
    if about not in view.exhibits and about not in view.findings:
        raise DecisionError("there is no such source or finding", where=about, next="see `probanda show CASE sources`")
    assessment.ratings([made])


_CHECKS = {"status": _status, "note": _note, "rate": _rate}
