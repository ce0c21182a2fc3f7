"""Bags of words: what is rare weighs more, and a bag has length one."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import pytest

from probanda.extract.wording import Wording, bag, opening_words, rarity, whole_words
from tests.extract.readings import reading


def test_rare_words_weigh_more() -> None:
    table = rarity([Counter("aab"), Counter("a"), Counter("ab")], least=1, most=5)
    assert table["b"] > table["a"] == 1.0
    assert set(rarity([Counter("aab"), Counter("a")], least=2, most=5)) == {"a"}


def test_a_bag_has_length_one() -> None:
    weights = bag({"a": 3, "b": 1, "unknown": 9}, {"a": 1.0, "b": 2.0})
    assert math.hypot(*weights.values()) == pytest.approx(1.0)
    assert set(weights) == {"a", "b"}


def test_words_of_the_whole_and_of_the_opening() -> None:
    text = replace(reading("Police arrested two reporters."), title="Two held")
    assert whole_words(text)["reporter"] == 1
    assert opening_words(text)["two held"] == 2


def test_scores_add_up_what_words_weigh() -> None:
    model = Wording(whole={"police": (1.0, 2.0, -1.0)}, opening={})
    assert model.scores(reading("Police came."), 2) == [2.0, -1.0]
