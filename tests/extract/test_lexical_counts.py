"""Counts of the dead and injured in French and Arabic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda.extract import dates, lexical_counts
from probanda.model import Casualties
from tests.extract.readings import reading

MATCHES = [(language, dict(example)) for language in ("fr", "ar") for example in lexical_counts.words(language).match]
REJECTS = [(language, text) for language in ("fr", "ar") for text in lexical_counts.words(language).reject]


def counted(body: str, language: str) -> list[Casualties]:
    plain = reading(body, language=language)
    looked = replace(plain, whens=tuple(dates.find(body, published=None, language=language, span=plain.span)))
    return list(lexical_counts.of_sentence(looked, 0, len(body)))


@pytest.mark.parametrize(("language", "example"), MATCHES)
def test_what_the_lexicon_says_that_it_counts(language: str, example: dict[str, str | int]) -> None:
    (count,) = counted(str(example["text"]), language)
    assert (count.outcome, count.minimum, count.kind) == (example["outcome"], example["minimum"], example["kind"])
    assert count.span is not None
    assert count.span.quote in str(example["text"])


@pytest.mark.parametrize(("language", "body"), REJECTS)
def test_what_counts_nobody(language: str, body: str) -> None:
    assert counted(body, language) == []


def test_each_number_has_the_word_next_to_it() -> None:
    found = counted("L'attaque a tué trois civils et blessé dix autres.", "fr")
    assert [(c.outcome, c.minimum) for c in found] == [("killed", 3), ("injured", 10)]


@pytest.mark.parametrize(
    ("body", "language"),
    [("Douze villageois ont été tués, dont quatre enfants.", "fr"), ("قتل اثنا عشر مدنيا بينهم أربعة أطفال.", "ar")],
)
def test_a_part_belongs_to_its_whole(body: str, language: str) -> None:
    found = counted(body, language)
    assert [(c.minimum, c.part_of is not None) for c in found] == [(12, False), (4, True)]
