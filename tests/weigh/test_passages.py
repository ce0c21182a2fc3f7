"""Texts cut into sentences, each a run of word codes that is alike however the words are set."""

from __future__ import annotations

import pytest

from probanda.weigh.passages import cut, paragraph, quotations, sentence_at, sentences


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("One. Two! Three?", 3),
        ("He met Gen. Tano there.", 1),
        ("“Stop.” She ran.", 2),
        ("line\nline", 2),
        ("وصلوا. ثم رحلوا.", 2),
        ("", 0),
    ],
)
def test_sentences(body: str, count: int) -> None:
    assert len(list(sentences(body))) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [("In Kessar", "in\u00a0KESSAR"), ("Al-Tano", "Al Tano"), ("مدرسة", "مَدرسـة"), ("ﬁre", "fire")],
)
def test_words_are_alike_in_any_setting(one: str, other: str) -> None:
    passages = cut([one, other])
    assert passages.words(0) == passages.words(1)


def test_a_stretch_is_found_in_its_sentences() -> None:
    body = "First one. Second one. Third one."
    passages = cut(["Another text.", body])
    assert list(passages.sentences_at(1, body.index("one. Sec"), body.index("Second") + 3)) == [1, 2]
    assert sentence_at(body, 12, 14) == "Second one."


@pytest.mark.parametrize(
    ("body", "held"),
    [
        ("x “a b” y «c»", ["“a b”", "«c»"]),
        ("He said: ‘The town’s bridge is gone.’ Then he left.", ["‘The town’s bridge is gone.’"]),
        ("'It's over,' she said of the rebels' retreat.", ["'It's over,'"]),
        ("The rebels' retreat and the army's advance.", []),
    ],
)
def test_quotations_with_their_marks(body: str, held: list[str]) -> None:
    assert [body[start:end] for start, end in quotations(body, 0, len(body))] == held


@pytest.mark.parametrize(
    ("body", "found"),
    [("one\ntwo words\nthree", "two words"), ("two words", "two words"), ("x" * 5000 + "two words" + "y" * 5000, None)],
)
def test_the_line_that_holds_some_words(body: str, found: str | None) -> None:
    start = body.index("two")
    low, high = paragraph(body, start, start + 3)
    assert low <= start < high
    assert body[low:high] == found if found else high - low < 5000
