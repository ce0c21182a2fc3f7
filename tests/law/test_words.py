"""Each group of words matches its examples and not its counter-examples; all are sentences of our own."""

from __future__ import annotations

import pytest

from probanda.errors import LawError
from probanda.law import words


@pytest.mark.parametrize("name", sorted(words.groups()))
def test_each_group_has_examples_of_both_sorts_and_holds_them(name: str) -> None:
    group = words.groups()[name]
    assert group.matches
    assert group.miss
    assert [sentence for sentence in group.matches if not words.has(name, sentence)] == []
    assert [sentence for sentence in group.miss if words.has(name, sentence)] == []


def test_words_are_whole_words() -> None:
    assert words.has("hors-de-combat", "They shot the prisoners.")
    assert not words.has("hors-de-combat", "The imprisonersome tale.")


def test_words_may_be_parted_by_a_line_or_a_hard_space() -> None:
    assert words.has("non-international", "a non-international\narmed\u00a0conflict")


def test_what_is_taken_out_does_not_hide_another_hit() -> None:
    assert words.has("armed-conflict", "A trade war began while rebels took the town.")


def test_an_unknown_group_is_an_error() -> None:
    with pytest.raises(LawError, match="no group of words"):
        words.has("nothing of the kind", "text")


def test_names_of_crimes_are_matched_as_written_regardless_of_case() -> None:
    assert words.named(("denying quarter",)).search("the war crime of Denying Quarter")
    assert not words.named(("rape",)).search("a bunch of grapes")
