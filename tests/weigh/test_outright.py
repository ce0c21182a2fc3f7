"""An event that somebody denies outright stands beside its denial, also where nobody is named for it."""

from __future__ import annotations

from datetime import date

import pytest

from probanda.derived import IncidentGroup
from probanda.model import Denial, Incident, Party, Span, When
from probanda.weigh.agreement import disagreements

DAY = When(earliest=date(2024, 3, 4), latest=date(2024, 3, 4), precision="day")
MINISTRY = Party(name="Ministry of Defence of Norland", type="organisation")


def span(words: str, text: str) -> Span:
    return Span(text=text, start=0, end=len(words), quote=words)


def strike(text: str, by: Party | None = None) -> Incident:
    return Incident(
        id=f"i-{text}", rule="r", spans=(span("the strike on Qasr", text),), act="airstrike", when=DAY, perpetrator=by
    )


def denial(text: str, act: str = "airstrike") -> Denial:
    words = "There was no strike"
    return Denial(id=f"d-{text}", rule="r", spans=(span(words, text),), by=MINISTRY, act=act, conduct="that there was a strike")


def why(*found: Incident | Denial) -> list[str]:
    group = IncidentGroup(id="g", findings=tuple(f.id for f in found if isinstance(f, Incident)))
    return [d.why for d in disagreements({f.id: f for f in found}, incidents=[group]) if d.about == "denial"]


def test_a_denied_event_beside_the_report_of_another_source() -> None:
    (said,) = why(strike("a"), strike("b"), denial("b"))
    assert said.startswith('Ministry of Defence of Norland denies it ("There was no strike"); another source gives it as a fact')


def test_a_denied_event_within_one_report() -> None:
    assert "the same report" in why(strike("a"), denial("a"))[0]


@pytest.mark.parametrize(
    "found",
    [
        (strike("a"), denial("a", act="torture")),
        (strike("a"), denial("c")),
        (strike("a", by=Party(name="Sudland army")), denial("a")),
    ],
)
def test_another_act_another_text_and_an_event_laid_to_another(found: tuple[Incident | Denial, ...]) -> None:
    assert why(*found) == []
