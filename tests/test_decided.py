"""Decisions over findings: left out, corrected, brought back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from probanda import decided
from probanda.errors import DecisionError
from probanda.model import Decision, Order, Party, Span, Verdict, identify

ORDER = identify(Order(rule="r", spans=(Span(text="t", start=0, end=2, quote="no"),), by=Party(name="A. Brand"), act="killing"))
FOUND = {ORDER.id: ORDER}


def decide(verdict: Verdict, *about: str, **value: str) -> Decision:
    return identify(
        Decision(at=datetime(2031, 1, 1, tzinfo=UTC), by="Ada", about=about or (ORDER.id,), verdict=verdict, value=value)
    )


def test_a_rejected_finding_is_left_out_and_the_found_ones_stay_as_they_were() -> None:
    found = {ORDER.id: ORDER}
    assert decided.apply(found, [decide("reject")]) == {}
    assert found == {ORDER.id: ORDER}


def test_withdrawing_a_decision_gives_the_state_before() -> None:
    rejected = decide("reject")
    assert decided.apply(FOUND, [rejected, decide("withdraw", rejected.id)]) == FOUND


def test_a_correction_keeps_id_and_quotation() -> None:
    (corrected,) = decided.apply(FOUND, [decide("correct", act="no_quarter")]).values()
    assert isinstance(corrected, Order)
    assert (corrected.id, corrected.act, corrected.spans) == (ORDER.id, "no_quarter", ORDER.spans)


@pytest.mark.parametrize("field", ["spans", "by", "modality"])
def test_quotations_and_foreign_fields_cannot_be_corrected(field: str) -> None:
    with pytest.raises(DecisionError, match="cannot be corrected"):
        decided.apply(FOUND, [decide("correct", **{field: "x"})])
