"""Who is said to know, and at how many removes."""

from __future__ import annotations

import pytest

from probanda.model import Fact, Order, Party, Span, Statement, Voice
from probanda.weigh.chain import hand, identity, speakers, unresolved

SPANS = (Span(text="t", start=0, end=5, quote="words"),)
OUTLET, ILA, TANO = Party(name="Harbour Post", how="outlet"), Party(name="Sera Ila"), Party(name="Ruan Tano")


def chain(*parties: Party) -> tuple[Voice, ...]:
    return tuple(Voice(speaker=party) for party in parties)


def test_the_last_in_the_chain_is_the_one_who_knows() -> None:
    assert speakers(Fact(rule="r", spans=SPANS, name="x", voice=chain(OUTLET, ILA, TANO))) == (ILA, TANO)
    assert speakers(Fact(rule="r", spans=SPANS, name="x", voice=chain(OUTLET))) == ()


def test_a_statement_without_a_chain_has_its_speaker() -> None:
    assert speakers(Statement(rule="r", spans=SPANS, speaker=ILA, mode="direct")) == (ILA,)


def test_the_words_of_an_order_are_the_conduct_and_no_testimony_to_it() -> None:
    order = Order(rule="r", spans=SPANS, by=TANO, act="killing", voice=chain(OUTLET, ILA, TANO))
    assert speakers(order) == (ILA,)


@pytest.mark.parametrize(
    ("parties", "far"),
    [((OUTLET,), "first-hand"), ((OUTLET, ILA), "second-hand"), ((OUTLET, ILA, TANO), "third-hand or further")],
)
def test_removes(parties: tuple[Party, ...], far: str) -> None:
    assert hand(Fact(rule="r", spans=SPANS, name="x", voice=chain(*parties))) == far


def test_two_men_called_he_are_not_one() -> None:
    he = Party(name="He", how="pronoun")
    assert identity(he, unresolved) is None
    assert identity(Party(name="The Ruan Tano"), unresolved) == identity(TANO, unresolved)
    assert identity(TANO, lambda _: "e1") == "e1"
