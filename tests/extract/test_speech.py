"""The lexicon of attribution."""

from __future__ import annotations

from typing import get_args

import pytest

from probanda.extract import speech
from probanda.model import Stance


@pytest.mark.parametrize(
    ("lemma", "frame", "stance"),
    [("say", "clause", "asserts"), ("deny", "object", "denies"), ("order", "whom-to", "orders"), ("admit", "gerund", "admits")],
)
def test_what_a_construction_means(lemma: str, frame: str, stance: str) -> None:
    assert speech.verb(lemma)[frame].stance == stance


def test_a_particle_makes_another_verb() -> None:
    assert speech.verb("point", "out")["clause"].kind == "speech"


def test_verbs_of_doing_attribute_nothing() -> None:
    assert not any(speech.verb(lemma) for lemma in ("burn", "walk", "eat"))


def test_one_construction_has_one_meaning_of_known_stance() -> None:
    uses = [use for lemma in ("say", "claim", "believe", "show", "order") for use in speech.verb(lemma).values()]
    assert {use.stance for use in uses} <= set(get_args(Stance))


def test_restricted_objects() -> None:
    assert "apology" in speech.verb("offer")["object"].objects
    assert "money" not in speech.verb("offer")["object"].objects


def test_adjectives_and_nouns() -> None:
    assert speech.adjective("aware")["clause"].kind == "belief"
    assert speech.noun("claim")["clause"].stance == "alleges"
