"""Orders, admissions and denials."""

from __future__ import annotations

import pytest

from probanda.extract import orders, statements
from probanda.model import Admission, AnyFinding, Denial, Order
from tests.extract.readings import reading

NAMES = {"Colonel Marek": "person", "Marek": "person", "General Brandt": "person", "Red Hand": "armed_group"}


def found(body: str) -> list[AnyFinding]:
    looked = reading(body, NAMES)  # type: ignore[arg-type]
    return list(orders.find(looked, statements.find(looked)))


def acts(body: str) -> list[tuple[str, str]]:
    return [(f.by.name, f.act) for f in found(body) if isinstance(f, Order)]


@pytest.mark.parametrize(
    "body",
    [
        "“There shall be no prisoners,” Colonel Marek told his men.",
        "“Show them no mercy,” Colonel Marek told his men.",
        "Colonel Marek ordered his men to leave no one alive.",
        "Colonel Marek instructed his men not to take prisoners.",
    ],
)
def test_no_quarter(body: str) -> None:
    assert ("Colonel Marek", "no_quarter") in acts(body)


def test_an_order_has_who_it_was_given_to_and_its_words() -> None:
    order = found("Colonel Marek ordered his men to shell the market.")[0]
    assert isinstance(order, Order)
    assert (order.to and order.to.name, order.conduct, order.act, order.quoted) == (
        "his men",
        "to shell the market",
        "shelling",
        False,
    )


def test_command_in_quoted_words() -> None:
    order = found("“Shoot the driver,” Colonel Marek said.")[0]
    assert isinstance(order, Order)
    assert (order.act, order.quoted) == ("shooting", True)


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Marek ordered lunch for his men.",
        "“They took no prisoners,” a witness said.",
        "Colonel Marek never ordered the attack.",
        "Colonel Marek denied ordering the killings.",
        "The court ordered him to pay the costs.",
    ],
)
def test_no_order(body: str) -> None:
    assert acts(body) == []


def test_on_the_orders_of() -> None:
    assert acts("Eleven captives were shot on the orders of General Brandt.") == [("General Brandt", "shooting")]


def test_an_admission_says_on_whose_orders() -> None:
    admission = next(
        f
        for f in found("The Red Hand admitted that it had shot eleven captives on the orders of General Brandt.")
        if isinstance(f, Admission)
    )
    assert (admission.by.name, admission.act) == ("Red Hand", "shooting")
    assert admission.on_orders_of is not None
    assert admission.on_orders_of.name == "General Brandt"


def test_claim_of_responsibility() -> None:
    admission = found("The Red Hand claimed responsibility for the bombing of the bridge.")[0]
    assert isinstance(admission, Admission)
    assert admission.act == "bombing"


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("Colonel Marek denied that his men had tortured anyone.", "torture"),
        ("Colonel Marek pleaded not guilty to murder.", "killing"),
        ("Colonel Marek has always maintained his innocence.", "other"),
        ("The Red Hand rejected the allegations of torture.", "torture"),
    ],
)
def test_denial(body: str, act: str) -> None:
    assert [f.act for f in found(body) if isinstance(f, Denial)] == [act]


@pytest.mark.parametrize("words", ["it", "all of this", "these allegations"])
def test_a_denial_of_it_says_what_was_told_before(words: str) -> None:
    body = f"Villagers said that the Red Hand had shot nine prisoners. Colonel Marek denied {words}."
    denial = next(f for f in found(body) if isinstance(f, Denial))
    assert denial.told_before
    assert denial.told_before.quote == "Villagers said that the Red Hand had shot nine prisoners."
    assert denial.act == "shooting"


def test_a_denial_that_says_what_it_denies_needs_nothing_before() -> None:
    body = "The road was closed. Colonel Marek denied that his men had shot nine prisoners."
    assert [f.told_before for f in found(body) if isinstance(f, Denial)] == [None]


def test_acting_on_orders() -> None:
    body = "The Red Hand said that it had shot two prisoners and that it had acted on the orders of Colonel Marek."
    assert ("Colonel Marek", "shooting") in acts(body)


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Marek told his men that no prisoners would be taken.",
        "A video appears to show Colonel Marek telling the brigade at the camp that he did not want prisoners.",
        "Colonel Marek declared before the Red Hand that no quarter would be given.",
    ],
)
def test_what_is_told_to_those_who_fight_may_deny_quarter(body: str) -> None:
    assert ("Colonel Marek", "no_quarter") in acts(body)


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Marek told reporters that there would be no mercy for thieves.",
        "Colonel Marek told his men that he did not want prisoners to be harmed.",
        "Colonel Marek denied that he had told his men that no prisoners would be taken.",
        "Colonel Marek told his men that we leave nobody behind.",
    ],
)
def test_what_denies_no_quarter(body: str) -> None:
    assert not acts(body)


def test_the_orders_of_its_commander_are_not_its_own() -> None:
    body = "The Red Hand said that it had shot two prisoners on the orders of its former commander, Colonel Marek."
    assert acts(body) == [("Colonel Marek", "shooting")]


@pytest.mark.parametrize(
    "body",
    [
        "“All of this is untrue,” Colonel Marek said.",
        "All of this is untrue, Colonel Marek said.",
        "Colonel Marek has denied all of this.",
        "Colonel Marek said that none of it was true.",
    ],
)
def test_a_denial_of_what_the_paragraph_before_tells(body: str) -> None:
    before = "Villagers said that the Red Hand had shot nine prisoners."
    (denial,) = [f for f in found(f"{before}\n\n{body}") if isinstance(f, Denial)]
    assert denial.told_before
    assert (denial.by.name, denial.act, denial.told_before.quote) == ("Colonel Marek", "shooting", before)


@pytest.mark.parametrize(
    "body",
    [
        "“We did not shoot the prisoners,” Colonel Marek told reporters.",
        "Colonel Marek said that his men had never shot prisoners.",
        "Colonel Marek said he had not shot the prisoners.",
    ],
)
def test_an_act_denied_for_ones_own_side(body: str) -> None:
    assert [(f.by.name, f.act) for f in found(body) if isinstance(f, Denial)] == [("Colonel Marek", "shooting")]


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Marek said that the Red Hand had not shot the prisoners.",
        "“We will not shoot prisoners,” Colonel Marek said.",
        "Colonel Marek said that it is true.",
    ],
)
def test_what_denies_nothing_of_ones_own(body: str) -> None:
    assert not [f for f in found(body) if isinstance(f, Denial)]


@pytest.mark.parametrize(
    "body",
    [
        "Any unit that admitted that it had shot prisoners would be disbanded.",
        "The report admitted that its soldiers had shot prisoners.",
        "No group claimed responsibility for the shooting.",
    ],
)
def test_only_those_admit_who_could_have_done_it(body: str) -> None:
    assert not [f for f in found(body) if isinstance(f, Admission)]
