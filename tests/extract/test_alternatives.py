"""Alternatives are kept as stated."""

from __future__ import annotations

from probanda.extract import allegations, incidents
from probanda.extract.alternatives import either
from tests.extract.readings import reading

NAMES = {"Zor": "place", "Red Hand": "armed_group"}


def test_one_of_two_is_neither() -> None:
    looked = reading("The Red Hand or the army shelled the market in Zor, killing 12 civilians.", NAMES)  # type: ignore[arg-type]
    (one,) = incidents.find(looked)
    assert one.perpetrator is not None
    assert (one.perpetrator.name, one.perpetrator.how) == ("The Red Hand or the army", "description")
    assert [[p.name for p in a.accused] for a in allegations.find(looked)] == [["The Red Hand or the army"]]


def test_both_are_both() -> None:
    looked = reading("The Red Hand and the army shelled the market.", NAMES)  # type: ignore[arg-type]
    assert either(looked, [looked.doc[2], looked.doc[5]]) is None
