"""Words as pieces, texts as windows, and states that depend on what stands around a word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.extract import encoder

KNOWN = {"bomb": 1, "##er": 2, "##s": 3, "a": 4, ".": 5, "cafe": 6}


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    assert list(encoder.pieces("A bombers.", KNOWN)) == [(4, 0, 1), (1, 2, 6), (2, 6, 8), (3, 8, 9), (5, 9, 10)]


def test_accents_do_not_make_another_word() -> None:
    assert list(encoder.pieces("Café", KNOWN)) == [(6, 0, 4)]


def test_a_word_without_known_pieces_is_one_unknown_piece() -> None:
    assert list(encoder.pieces("bombxq a", KNOWN)) == [(100, 0, 6), (4, 7, 8)]


@given(st.integers(0, 5000))
def test_windows_give_each_piece_once_and_hold_what_they_give(length: int) -> None:
    found = encoder.windows(length)
    assert [piece for _, _, first, last in found for piece in range(first, last)] == list(range(length))
    assert all(start <= first <= last <= end and end - start <= 254 for start, end, first, last in found)


@given(st.text())
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    found = [(start, end) for _, start, end in encoder.pieces(text, encoder.vocabulary())]
    assert all(0 <= start <= end <= len(text) for start, end in found)
    assert found == sorted(found)


def test_a_state_depends_on_the_words_around() -> None:
    body = "The bank of the river was wet. The bank lent him money. The bank lent her money."
    read = encoder.encode(body)
    banks = [read.states[read.pieces(at, at + 4)[0]] for at in (4, 35, 60)]
    river, him, her = (bank / np.linalg.norm(bank) for bank in banks)
    assert him @ her > river @ him + 0.05


def test_an_empty_text_has_an_opening_and_no_pieces() -> None:
    read = encoder.encode("")
    assert read.states.shape == (0, encoder.WIDTH)
    assert read.opening.any()


def test_a_long_text_is_read_as_far_as_its_end() -> None:
    read = encoder.encode("Shots were heard in the town. " * 120)
    assert len(read.states) == len(read.starts) == 120 * 7
    assert read.states[-2] == pytest.approx(read.states[-9], abs=3)
