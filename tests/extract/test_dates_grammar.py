from __future__ import annotations

import pytest

from probanda.extract.dates_grammar import Match, grammar, matches
from probanda.extract.dates_tokens import tokens
from probanda.extract.dates_words import words


def taken(body: str, language: str = "en") -> list[tuple[str, str]]:
    known, rules = words(language), grammar(language)
    assert known is not None
    assert rules is not None
    return [(m.rule.name, body[m.start : m.end]) for m in matches(tokens(body, known), rules)]


def test_the_longest_rule_wins() -> None:
    assert taken("It was Thursday, 10 August 2017 then.") == [("date", "Thursday, 10 August 2017")]


def test_a_word_of_no_class_ends_an_expression() -> None:
    assert [text for _, text in taken("in March the river in April")] == ["March", "April"]


def test_a_rule_may_need_a_value() -> None:
    assert taken("the 20th century") == [("century", "the 20th century")]
    assert taken("the third-quarter loss") == [("unit.ordinal", "third-quarter")]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_rule_of_every_language_compiles_and_can_be_reached(language: str) -> None:
    rules = grammar(language)
    assert rules is not None
    names = [rule.name for rule, _ in rules.rules]
    assert len(names) == len(set(names))


def test_a_match_knows_what_stands_beside_it() -> None:
    known, rules = words("en"), grammar("en")
    assert known is not None
    assert rules is not None
    (match,) = [m for m in matches(tokens("on 3 May, he", known), rules) if isinstance(m, Match)]
    assert [t.text for n in (-1, 1) if (t := match.beside(n))] == ["on", ","]
