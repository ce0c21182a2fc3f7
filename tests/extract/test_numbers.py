from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.extract import numbers
from probanda.extract.lexicons import load

LANGUAGES = ("en", "fr", "ar")
EXAMPLES = [(lang, e) for lang in LANGUAGES for e in (load(lang, "numbers", numbers.Lexicon) or numbers.Lexicon()).match]
REJECTS = [(lang, t) for lang in LANGUAGES for t in (load(lang, "numbers", numbers.Lexicon) or numbers.Lexicon()).reject]


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_examples_of_the_lexicon_are_found(language: str, example: numbers.Example) -> None:
    found = [(q.minimum, q.maximum) for q in numbers.find(example.text, language)]
    assert found == example.found


@pytest.mark.parametrize(("language", "text"), REJECTS)
def test_numbers_that_count_nothing_are_left_out(language: str, text: str) -> None:
    assert numbers.find(text, language) == []


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("33", "en", 33),
        ("1,200", "en", 1200),
        ("thirty-three", "en", 33),
        ("a hundred and five", "en", 105),
        ("two million three hundred thousand", "en", 2_300_000),
        ("1.5 million", "en", 1_500_000),
        ("soixante et onze", "fr", 71),
        ("deux mille trois cents", "fr", 2300),
        ("ألف ومئتان وخمسة وعشرون", "ar", 1225),
        ("٣٣", "ar", 33),
    ],
)
def test_parse_gives_the_number_written(words: str, language: str, value: int) -> None:
    assert numbers.parse(words, language) == value


@pytest.mark.parametrize("words", ["", "the others", "dozens", "three twenty", "two and three", "33 people"])
def test_parse_refuses_what_is_no_number(words: str) -> None:
    assert numbers.parse(words) is None


def test_a_qualifier_is_part_of_the_span_and_the_span_ends_at_the_number() -> None:
    (quantity,) = numbers.find("They said that at least 33 guards fled.")
    assert "They said that at least 33 guards fled."[quantity.start : quantity.end] == "at least 33"


def test_positions_refer_to_the_text_with_its_vowel_signs() -> None:
    body = "قُتِلَ خَمْسَةٌ وعشرونَ حارسا"
    (quantity,) = numbers.find(body, "ar")
    assert body[quantity.start : quantity.end] == "خَمْسَةٌ وعشرونَ"


def test_an_unknown_language_gives_digits_only() -> None:
    assert [(q.minimum, q.maximum) for q in numbers.find("убиты 33 человека", "uk")] == [(33, 33)]


@given(st.integers(min_value=0, max_value=999_999))
def test_digits_with_separators_are_read_back(value: int) -> None:
    assert numbers.parse(f"{value:,}") == numbers.parse(str(value)) == value


@given(st.text(max_size=80))
def test_any_text_gives_ordered_spans_and_bounds(body: str) -> None:
    for quantity in numbers.find(body):
        assert 0 <= quantity.start < quantity.end <= len(body)
        assert quantity.maximum is None or (quantity.minimum or 0) <= quantity.maximum


def test_digits_without_end_are_no_count() -> None:
    assert numbers.find("9" * 400 + " men") == []
