"""Reports of one step of proceedings are joined when person, step and time allow it."""

from __future__ import annotations

from datetime import date

from probanda.model import Party, Span, Step, When, identify
from probanda.resolve.steps import group


def step(name: str, day: date | None, *, text: str) -> Step:
    when = When(earliest=day, latest=day, precision="day") if day else None
    return identify(
        Step(rule="r", spans=(Span(text=text, start=0, end=1, quote="x"),), step=name, person=Party(name="I. Varro"), when=when)
    )


def grouped(*steps: Step) -> list[int]:
    return sorted(len(one) for one in group({s.id: s for s in steps}, lambda party: None))


def test_one_warrant_in_two_reports_is_one() -> None:
    day = date(2031, 5, 4)
    assert grouped(step("warrant issued", day, text="a"), step("warrant issued", day, text="b")) == [2]


def test_a_report_without_a_date_joins_the_only_one_there_is() -> None:
    assert grouped(step("arrest", date(2031, 5, 4), text="a"), step("arrest", None, text="b")) == [2]


def test_two_arrests_stay_two_and_the_undated_report_is_left_alone() -> None:
    arrests = [
        step("arrest", date(2031, 5, 4), text="a"),
        step("arrest", date(2031, 9, 1), text="b"),
        step("arrest", None, text="c"),
    ]
    assert grouped(*arrests) == []


def test_different_steps_are_never_one() -> None:
    assert grouped(step("arrest", None, text="a"), step("surrender", None, text="b")) == []


def test_a_person_without_words_of_its_own_is_the_one_of_that_name_in_the_text() -> None:
    found = [step("trial", None, text="a"), step("trial", None, text="b")]
    asked: list[Party | None] = []
    group({s.id: s for s in found}, lambda party: asked.append(party))
    assert [party.span.text for party in asked if party and party.span] == ["a", "b"]
