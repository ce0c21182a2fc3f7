"""Passages that recite the law."""

from __future__ import annotations

from probanda.extract import recitals
from tests.extract.readings import reading


def test_sentences_that_carry_on_belong_to_the_recital() -> None:
    body = "Under the Rome Statute, denial of quarter means that nobody is spared. It also requires an order. Shots were heard."
    (recital,) = recitals.find(reading(body))
    assert recital.instrument == "Rome Statute"
    assert recital.spans[0].quote == body.removesuffix(" Shots were heard.")


def test_the_law_applied_to_somebody_is_no_recital() -> None:
    body = "Under the Rome Statute, Paul Marek must be surrendered."
    assert recitals.find(reading(body, {"Paul Marek": "person"})) == []


def test_a_sentence_that_carries_on_needs_one_to_carry_on_from() -> None:
    assert recitals.find(reading("The fire spread. It also includes the mill, a crime of the rebels.")) == []
