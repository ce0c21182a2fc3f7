"""Passages that share their wording, and passages that only share their subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.weigh.copying import shared
from probanda.weigh.passages import cut, sentences

REPORT = "The militia emptied the two schools on the river road and drove the teachers towards the salt flats at gunpoint."
TRIMMED = "Gunmen emptied the two schools on the river road and drove the teachers towards the salt flats."
OTHER = "Teachers from both river schools say they were marched to the flats by armed men of the militia."
LAW = "He faces charges of war crimes and crimes against humanity before the International Criminal Court."
LAW_AGAIN = "She was acquitted of war crimes and crimes against humanity by the International Criminal Court."


def pairs(*bodies: str) -> list[tuple[int, int]]:
    passages = cut(bodies)
    return [(int(passages.text_of[s.left]), int(passages.text_of[s.right])) for s in shared(passages)]


@pytest.mark.parametrize(
    "copy", [REPORT, TRIMMED, "A week later it came out. " + TRIMMED + " Nobody was charged.", REPORT.upper()]
)
def test_a_copy_is_met(copy: str) -> None:
    assert pairs(REPORT, copy) == [(0, 1)]


@pytest.mark.parametrize(("left", "right"), [(REPORT, OTHER), (LAW, LAW_AGAIN)])
def test_one_subject_or_one_formula_is_no_copy(left: str, right: str) -> None:
    assert pairs(left, right) == []


def test_a_short_sentence_beside_a_copy_is_a_copy() -> None:
    short = " Nobody came back."
    passages = cut([REPORT + short, REPORT + short])
    assert len(list(shared(passages))) == 2


def test_a_short_sentence_alone_is_none() -> None:
    assert pairs("Nobody came back. It rained.", "Nobody came back. The sun shone.") == []


def test_arabic_copies_are_met_whatever_the_vowel_marks() -> None:
    plain = "أخلى المسلحون المدرستين على طريق النهر واقتادوا المعلمين نحو السبخة تحت تهديد السلاح"
    assert pairs(plain, plain.replace("المسلحون", "المُسَلَّحون")) == [(0, 1)]


def test_blocks_point_at_the_shared_words() -> None:
    passages = cut([REPORT, TRIMMED])
    (found,) = shared(passages)
    for left, right, size in found.blocks:
        assert passages.words(found.left)[left : left + size] == passages.words(found.right)[right : right + size]


def test_a_title_does_not_end_a_sentence() -> None:
    assert len(list(sentences("Gen. Tano met Dr. Ila. They talked."))) == 2


@given(st.lists(st.text("ab .\n“”", max_size=40), max_size=4))
def test_sentences_stand_in_order_and_do_not_overlap(bodies: list[str]) -> None:
    passages = cut(bodies)
    for one, two in zip(range(len(passages.starts)), range(1, len(passages.starts)), strict=False):
        assert passages.text_of[one] < passages.text_of[two] or passages.ends[one] <= passages.starts[two]
