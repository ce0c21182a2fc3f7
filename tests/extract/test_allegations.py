"""Who is said to bear responsibility for what, by whom, and with what standing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda.extract import allegations, statements
from probanda.model import Allegation, MentionType
from tests.extract.readings import reading

NAMES: dict[str, MentionType] = {
    "Colonel Marek": "person",
    "Marek": "person",
    "Ada Bern": "person",
    "Justice Watch": "organisation",
    "Red Hand": "armed_group",
    "Special Court": "court",
    "Zor": "place",
    "Norland air force": "armed_group",
}
SETTING = " The civil war and its war crimes are under investigation."


def found(body: str) -> list[Allegation]:
    looked = reading(body + SETTING, NAMES)
    return allegations.find(replace(looked, said=tuple(statements.find(looked))))


def brief(body: str) -> list[tuple[list[str], str]]:
    return [([p.name for p in a.accused], a.modality) for a in found(body)]


@pytest.mark.parametrize(
    ("body", "modality"),
    [
        ("Justice Watch accused Colonel Marek of torturing detainees.", "alleged"),
        ("Colonel Marek was charged with crimes against humanity.", "charged"),
        ("Colonel Marek faces charges of murder and torture.", "charged"),
        ("Colonel Marek was convicted of genocide.", "convicted"),
        ("Colonel Marek was found guilty of murder.", "convicted"),
        ("Colonel Marek was acquitted of one count of rape.", "acquitted"),
        ("Colonel Marek is responsible for the killing of 33 persons.", "alleged"),
        ("Colonel Marek insists he is innocent.", "denied"),
        ("Colonel Marek denied the killings.", "denied"),
        ("The Red Hand admitted that it had executed the prisoners.", "admitted"),
        ("The Red Hand claimed responsibility for the bombing.", "admitted"),
        ("Colonel Marek ordered the execution of the captives.", "alleged"),
        ("Fighters of the Red Hand shot the prisoners.", "alleged"),
    ],
)
def test_modality(body: str, modality: str) -> None:
    assert [m for _, m in brief(body)] == [modality]


def test_accuser_crimes_and_mode() -> None:
    (claim,) = found("Justice Watch accused Colonel Marek of orchestrating war crimes in Zor.")
    assert (claim.accuser and claim.accuser.name, claim.crimes, claim.mode) == ("Justice Watch", ("war crimes",), ("planned",))


def test_the_judges_speak_for_the_one_court_that_is_named() -> None:
    claim = found("The Special Court met. Colonel Marek was convicted by the judges of murder.")[0]
    assert claim.accuser is not None
    assert (claim.accuser.name, claim.accuser.how) == ("Special Court", "description")


def test_a_crime_is_given_exactly_as_written() -> None:
    (claim,) = found("The Special Court says Colonel Marek is allegedly responsible for murder as a war crime.")
    assert claim.crimes == ("murder as a war crime",)


def test_a_denial_is_an_item_of_its_own() -> None:
    assert [m for _, m in brief("Justice Watch accused Colonel Marek of torture. Colonel Marek denied the accusations.")] == [
        "alleged",
        "denied",
    ]


def test_a_denial_for_somebody_else_names_him() -> None:
    (denial,) = found("Ada Bern rejected the claim that Colonel Marek had ordered the killings.")
    assert (denial.accused[0].name, denial.accuser and denial.accuser.name, denial.modality) == (
        "Colonel Marek",
        "Ada Bern",
        "denied",
    )


def test_a_claim_that_is_repeated_is_given_once() -> None:
    twice = "Justice Watch accused Colonel Marek of torture. Justice Watch accused Colonel Marek of torture in Zor."
    assert brief(twice) == [(["Colonel Marek"], "alleged")]


def test_whose_planes_they_were() -> None:
    told = brief("Norland warplanes bombed the clinic in Zor. The Norland air force did not comment.")
    assert (["Norland air force"], "alleged") in told


def test_a_form_names_the_alleged_perpetrator() -> None:
    assert (["Norland air force"], "alleged") in brief("Date: 7 May\nAlleged perpetrator: Norland air force\n")


@pytest.mark.parametrize(
    "body",
    [
        "War crimes prosecutors met in Zor.",
        "Nine captured fighters shot at quarry, residents say.",
        "The war goes on. It has killed more than 2,000 people.",
        "Never before has any unit acknowledged killing captives.",
        "Colonel Marek told his men to rest.",
        "The world must help to end the atrocities committed by forces.",
        "If Colonel Marek is convicted of murder, he will appeal.",
    ],
)
def test_no_allegation(body: str) -> None:
    assert brief(body) == []


def test_no_accused_who_is_not_in_the_text() -> None:
    body = "He committed murder. They killed the captives."
    text = body + SETTING
    assert all(p.name in text for a in found(body) for p in a.accused)


def test_a_crime_that_is_named_says_more_than_its_class() -> None:
    (told,) = found("Justice Watch said Colonel Marek had violated every element of the war crime of denying quarter.")
    assert (told.crimes, told.act) == (("war crime of denying quarter",), "no_quarter")
