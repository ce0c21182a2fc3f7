"""Steps of proceedings, one per person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda import edtf
from probanda.extract import dates, proceedings
from probanda.model import MentionType, Step
from tests.extract.readings import reading

NAMES: dict[str, MentionType] = {
    "Marek": "person",
    "Brandt": "person",
    "Special Court": "court",
    "Security Council": "organisation",
    "Justice Watch": "organisation",
    "Norland": "place",
}
SETTING = " The war crimes of the civil war are known."


def found(body: str) -> list[Step]:
    return proceedings.find(reading(body + SETTING, NAMES))


def brief(body: str) -> list[tuple[str, str | None, str]]:
    return [(s.step, s.person.name if s.person else None, s.status) for s in found(body)]


@pytest.mark.parametrize(
    ("body", "step"),
    [
        ("The Special Court issued an arrest warrant for Marek.", "warrant issued"),
        ("The prosecutor requested an arrest warrant for Marek.", "warrant requested"),
        ("Marek was indicted in 2015.", "charges"),
        ("Marek was arrested in Norland.", "arrest"),
        ("Marek was convicted by the Special Court.", "verdict"),
        ("Marek was sentenced to 40 years in prison.", "sentence"),
        ("Marek lost his appeal.", "appeal"),
        ("Marek was extradited on Monday.", "surrender"),
        ("The trial of Marek opened in June.", "trial"),
    ],
)
def test_a_step_of_a_person(body: str, step: str) -> None:
    assert (step, "Marek", "happened") in brief(body)


@pytest.mark.parametrize(
    ("body", "step"),
    [
        ("The Special Court opened an investigation into the killings in Norland.", "investigation opened"),
        ("The Security Council referred the situation to the court.", "referral"),
        ("Justice Watch filed a criminal complaint with the prosecutor.", "complaint"),
    ],
)
def test_a_step_without_a_person(body: str, step: str) -> None:
    assert (step, None, "happened") in brief(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The prosecutor called on Norland to arrest Marek.", ("arrest", "Marek", "demanded")),
        ("Marek would appeal the decision.", ("appeal", "Marek", "planned")),
        ("The prosecutor urged Norland to hand over Marek.", ("surrender", "Marek", "demanded")),
    ],
)
def test_what_is_demanded_or_planned_is_marked_so(body: str, expected: tuple[str, str, str]) -> None:
    assert expected in brief(body)


def test_each_person_has_a_step() -> None:
    assert [(s, p) for s, p, _ in brief("Marek and Brandt were indicted in 2015.")] == [
        ("charges", "Marek"),
        ("charges", "Brandt"),
    ]


def test_the_body_is_named() -> None:
    (step,) = found("The Special Court issued an arrest warrant for Marek.")
    assert step.body is not None
    assert step.body.name == "Special Court"


@pytest.mark.parametrize(
    "body", ["If Marek is convicted, he will leave.", "Marek came to Norland to stand trial.", "The indictments were long."]
)
def test_conditions_and_aims_are_no_steps(body: str) -> None:
    assert brief(body) == []


def test_a_step_told_twice_is_given_once() -> None:
    assert brief("Marek was arrested. Marek was arrested in Norland.") == [("arrest", "Marek", "happened")]


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("Marek was convicted of the 1995 massacre.", None),
        ("Marek was convicted of crimes during the war of the 1990s.", None),
        ("Marek was convicted in 1995.", 1995),
        ("Marek was convicted of murder in 1995.", 1995),
    ],
)
def test_the_year_of_the_crime_is_not_the_year_of_the_verdict(body: str, year: int | None) -> None:
    looked = reading(body + SETTING, NAMES)
    published = edtf.parse("2020-06-15")
    times = tuple(dates.find(looked.body, published=published, language="en", span=looked.span))
    (step,) = proceedings.find(replace(looked, published=published, whens=times))
    assert times
    assert (step.when.earliest.year if step.when and step.when.earliest else None) == year
