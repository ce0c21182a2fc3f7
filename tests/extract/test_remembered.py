"""The remembered attribute ruler says what the ruler says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probanda.extract.language import model, model_name
from probanda.extract.remembered import Remembered

TEXT = """Let's go, c'mon: "I'm gonna tell y'all nothin'", said Captain Orrin Vale. There are those who say it was us.
He wo n't, can't and shan't do it again; did the 4th Brigade have orders? "Get 'em," they got told.

  It seems that whatever you did, you had that from what's-his-name, who'd gotten it on 3 May.\n\n"""
WORDS = sorted({*TEXT.split(" "), "na", "'s", "all", "is"})


@pytest.fixture(scope="module")
def ruler() -> Any:
    return model(model_name()).get_pipe("attribute_ruler")


def _said(doc: Any) -> list[tuple[object, ...]]:
    return [(t.pos, t.morph.key, t.tag, t.dep, t.lemma, t.head.i, t.is_sent_start) for t in doc]


def _same(text: str, ruler: Any) -> bool:
    parsed = model(model_name())(text, disable=["attribute_ruler", "lemmatizer", "ner"])
    again = parsed.copy()
    return _said(ruler(parsed)) == _said(Remembered(ruler)(again))


def test_says_what_the_ruler_says(ruler: Any) -> None:
    assert _same(TEXT, ruler)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_says_what_the_ruler_says_of_any_words(ruler: Any, words: list[str]) -> None:
    assert _same(" ".join(words), ruler)


def test_asks_once_for_each_kind(ruler: Any) -> None:
    parsed = model(model_name())("The unit left. The unit came.", disable=["attribute_ruler", "lemmatizer", "ner"])
    remembered = Remembered(ruler)
    remembered(parsed.copy())
    known = len(remembered._answers)
    remembered(parsed)
    assert len(remembered._answers) == known < len(parsed)
