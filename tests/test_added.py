"""Findings that people add: their words are the source's, and they go when the decision is withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from probanda import added
from probanda.errors import DecisionError
from probanda.model import Decision, Order, Source, Text, identify

NOW = datetime(2031, 5, 4, tzinfo=UTC)
BODY = "Hollis told them that no cages would be needed."
SOURCE = Source(id="s", name="a.txt", media_type="text/plain", size=1, received_at=NOW, publisher="The Harbour Post")
TEXTS, SOURCES = {"s": Text(id="t", source="s", reader="r", body=BODY)}, {"s": SOURCE}


def use(**value: str) -> Decision:
    return identify(Decision(at=NOW, by="Ada", about=("s",), verdict="use", value=value))


def test_selected_words_become_a_finding_in_the_voice_of_the_source() -> None:
    order = added.finding(use(kind="order", start="0", end="46", who="Hollis", act="no_quarter"), TEXTS, SOURCES)
    assert isinstance(order, Order)
    assert (order.by.name, order.act, order.spans[0].quote) == ("Hollis", "no_quarter", BODY[:46])
    assert order.by.span is not None
    assert order.by.span.quote == "Hollis"
    assert order.voice[0].speaker.name == "The Harbour Post"
    assert order.rule == added.RULE


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"kind": "order"},
        {"kind": "order", "start": "5", "end": "5"},
        {"kind": "order", "start": "0", "end": "999"},
        {"kind": "spell", "start": "0", "end": "4"},
    ],
)
def test_what_names_no_words_of_the_source_is_refused(value: dict[str, str]) -> None:
    with pytest.raises(DecisionError):
        added.finding(use(**value), TEXTS, SOURCES)


@pytest.mark.parametrize("kind", added.KINDS)
def test_every_kind_can_be_added(kind: str) -> None:
    made = added.finding(use(kind=kind, start="0", end="6", who="Hollis", act="killing", what="colonel"), TEXTS, SOURCES)
    assert made.spans[0].quote == "Hollis"
