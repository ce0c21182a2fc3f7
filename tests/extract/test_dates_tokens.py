from __future__ import annotations

import pytest

from probanda.extract.dates_tokens import tokens
from probanda.extract.dates_words import words


def kinds(body: str, language: str = "en") -> list[tuple[str, str]]:
    known = words(language)
    assert known is not None
    return [(t.text, t.kind) for t in tokens(body, known) if t.kind not in ("OTHER", "MARK")]


def test_written_numbers_are_one_token() -> None:
    assert kinds("twenty-one days") == [("twenty-one", "NUM"), ("days", "UNITS")]


def test_a_year_in_words_is_a_year() -> None:
    assert ("nineteen ninety-six", "YEAR") in kinds("in nineteen ninety-six")


@pytest.mark.parametrize("body", ["They may go on Friday.", "The march to Friday market", "He sat on Friday."])
def test_words_that_are_dates_only_in_company_lose_their_class(body: str) -> None:
    assert [kind for _, kind in kinds(body) if kind in ("MONTH", "WDAY")] == ["WDAY"]


def test_the_point_of_an_abbreviation_belongs_to_it() -> None:
    assert kinds("Oct. 3") == [("Oct.", "MONTH"), ("3", "DAY")]


def test_a_sentence_without_a_temporal_word_is_passed_over() -> None:
    known = words("en")
    assert known is not None
    assert tokens("The river was wide. The men were tired.", known) == []


def test_a_conjunction_written_onto_a_word_is_left_outside() -> None:
    assert kinds("وايار", "ar") == [("ايار", "MONTH")]


def test_a_language_without_a_lexicon_has_no_words() -> None:
    assert words("xx") is None


@pytest.mark.parametrize(
    "body",
    [
        "in the 1200 block of Quay Street",
        "at 2100 Elm Street",
        "At 2100 hours the guard left.",
        "Officers were called about 2100 on Friday.",
        "They came at around 1400.",
        "Call 774-1300 before Friday.",
        "We launch @dockers1999 on Friday.",
        "under resolutions 1970 and 1973 of the Council, on Friday",
        "The Dockers' Union, Local 1010, met on Friday.",
    ],
)
def test_a_number_of_a_house_an_hour_or_a_telephone_is_no_year(body: str) -> None:
    assert "YEAR" not in [kind for _, kind in kinds(body)]


@pytest.mark.parametrize("body", ["in 1400", "by 2100", "around 1990", "since 2011 the block stood empty"])
def test_a_year_is_one(body: str) -> None:
    assert "YEAR" in [kind for _, kind in kinds(body)]
