"""Steps of proceedings, and wordings that the law does not know."""

from __future__ import annotations

from datetime import date

import pytest

from probanda.law.proceedings import check
from probanda.law.stages import proceedings, stages
from probanda.model import Party, Span, Step, When


def step(quote: str, name: str, *, body: str = "", day: date | None = None, status: str = "happened") -> Step:
    return Step(
        id=f"f-{name}",
        rule="test.v1",
        spans=(Span(text="t-1", start=0, end=len(quote), quote=quote),),
        step=name,
        body=Party(name=body) if body else None,
        person=Party(name="Salim Orran"),
        when=When(earliest=day, latest=day, precision="day") if day else None,
        status=status,  # type: ignore[arg-type]
    )


UNKNOWN = [
    ("The ICC prosecutor issued a warrant for Salim Orran", "warrant issued", "Pre-Trial Chamber"),
    ("the Prosecutor issued a warrant", "warrant issued", "Pre-Trial Chamber"),
    ("An ICC warrant was issued by the chief prosecutor", "warrant issued", "Pre-Trial Chamber"),
    ("The lawyers referred the killings to the ICC", "referral", "Art. 15"),
    ("The ICC sentenced him to death", "sentence", "Art. 77"),
    ("The ICC arrested the general", "arrest", "no police"),
    ("The ICC opened his trial in absentia", "trial", "Art. 63"),
]
KNOWN = [
    ("The International Criminal Court (ICC) issued on Tuesday an arrest warrant for Salim Orran", "warrant issued"),
    ("The ICC judges issued a warrant at the request of the prosecutor", "warrant issued"),
    ("The ICC prosecutor said that judges issued a warrant", "warrant issued"),
    ("the UN Security Council referred the matter to the ICC", "referral"),
    ("Police arrested the general wanted by the ICC", "arrest"),
    ("The general was arrested on an ICC warrant", "arrest"),
    ("The city prosecutor issued a warrant for a thief", "warrant issued"),
    ("A court in Osmer sentenced him to death", "sentence"),
]


@pytest.mark.parametrize(("quote", "name", "law"), UNKNOWN)
def test_a_wording_that_the_law_does_not_know_is_pointed_out(quote: str, name: str, law: str) -> None:
    (remark,) = check([step(quote, name)])
    assert law in remark.why
    assert quote in str(remark)


@pytest.mark.parametrize(("quote", "name"), KNOWN)
def test_a_wording_that_the_law_knows_is_left_alone(quote: str, name: str) -> None:
    assert check([step(quote, name)]) == []


def test_dates_that_reverse_the_order_of_the_law_are_pointed_out() -> None:
    trial = step("The ICC trial of Orran opened", "trial", day=date(2019, 3, 1))
    verdict = step("The ICC gave judgment on Orran", "verdict", day=date(2018, 3, 1))
    (remark,) = check([trial, verdict])
    assert remark.step == "verdict"
    assert "2018-03-01 and 2019-03-01" in remark.why


def test_silence_about_the_steps_before_is_no_fault() -> None:
    assert check([step("The ICC convicted Orran", "verdict", day=date(2018, 3, 1))]) == []


def test_a_demanded_step_has_not_been_taken_by_anybody() -> None:
    assert check([step("The ICC prosecutor issued a warrant", "warrant issued", status="demanded")]) == []


def test_every_stage_says_who_acts_under_which_law_to_which_standard() -> None:
    assert all(stage.actor and stage.law and stage.standard and stage.artefact for stage in proceedings().steps)


def test_steps_follow_and_precede_steps_that_exist() -> None:
    known = set(stages())
    assert all(set(stage.follows) | set(stage.then) <= known for stage in proceedings().steps)


def test_standards_rise_with_the_stage_and_are_words() -> None:
    names = [standard.name for standard in proceedings().standards]
    assert names[1:] == [
        "reasonable basis to proceed",
        "reasonable grounds to believe",
        "substantial grounds to believe",
        "beyond reasonable doubt",
    ]


def test_the_triggers_of_jurisdiction_and_the_factors_of_admissibility() -> None:
    assert [trigger.law.split(",")[0].split(";")[0] for trigger in proceedings().jurisdiction][:4] == [
        "Art. 13(a)",
        "Art. 13(b)",
        "Art. 13(c)",
        "Art. 12(3)",
    ]
    assert any("gravity" in factor.factor for factor in proceedings().admissibility)
    assert all(factor.asks.endswith(("?", ".")) for factor in proceedings().admissibility)
