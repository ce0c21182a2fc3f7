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
