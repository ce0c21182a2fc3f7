"""Orders that hold violence back are no orders of violence, and accuse nobody."""

from __future__ import annotations

import pytest

from probanda.extract import allegations, orders, statements
from probanda.model import Order
from tests.extract.readings import reading

NAMES = {"Colonel Marek": "person", "Red Hand": "armed_group"}
BEFORE = "The Red Hand has fought the army since May. Forty people were killed in the shelling of Varn. "


def charged(sentence: str) -> bool:
    looked = reading(BEFORE + sentence, NAMES)  # type: ignore[arg-type]
    ordered = [f for f in orders.find(looked, statements.find(looked)) if isinstance(f, Order)]
    return bool(ordered) or any(p.name == "Colonel Marek" for a in allegations.find(looked) for p in a.accused)


@pytest.mark.parametrize(
    "sentence",
    [
        "Colonel Marek ordered his men to hold fire while the wounded were brought out.",
        "Colonel Marek ordered his men not to shell the market.",
        "Colonel Marek instructed them to spare the prisoners.",
        "Colonel Marek ordered the Red Hand to cease fire after ten villagers were shot.",
    ],
)
def test_restraint_is_not_charged(sentence: str) -> None:
    assert not charged(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Colonel Marek ordered his men to shell the market while the wounded were brought out.",
        "Colonel Marek instructed his men not to take prisoners.",
        "He was removed because Colonel Marek ordered his men to shoot the prisoners.",
    ],
)
def test_violence_is(sentence: str) -> None:
    assert charged(sentence)
