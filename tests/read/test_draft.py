import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.errors import Unreadable
from probanda.model import Segment
from probanda.read.draft import LONGEST, Builder, Draft, freeze
from probanda.read.limits import DEFAULT, Limits

from .conftest import source_of

SOURCE = source_of("a.txt", b"x")


def frozen(body, **fields):
    return freeze(Draft(body, **fields), SOURCE, reader="text.v1", limits=DEFAULT)


def test_control_characters_are_replaced_one_for_one_and_noted():
    text = frozen("No\x00prisoners\x0b\ud800 at\x07 all")
    assert text.body == "No\ufffdprisoners\n\ufffd at\ufffd all"
    assert text.notes == ("4 control characters replaced one for one (U+0000, U+0007, U+000B, U+D800)",)


def test_marks_of_direction_are_kept_and_noted():
    text = frozen("The order was \u202eesrever\u202c.\u200b")
    assert text.body == "The order was \u202eesrever\u202c.\u200b"
    assert text.notes[0].startswith("2 characters kept that turn the direction")
    assert text.notes[1] == "1 invisible characters kept"


def test_letters_are_as_found_and_not_composed():
    assert frozen("H\u0301aftar ﷲ ﻻ").body == "H\u0301aftar ﷲ ﻻ"


@pytest.mark.parametrize("body", ["", " \n\t", "\ufeff", "\x00\x00"])
def test_a_text_without_words_is_refused(body):
    with pytest.raises(Unreadable, match="holds no text"):
        frozen(body)


def test_a_text_over_the_limit_is_refused():
    with pytest.raises(Unreadable, match="longer than 3 characters"):
        freeze(Draft("four"), SOURCE, reader="text.v1", limits=Limits(characters=3))


def test_a_text_of_too_many_passages_is_refused():
    cut = tuple(Segment(start=n, end=n + 1) for n in range(4))
    with pytest.raises(Unreadable, match="more than 3 passages"):
        freeze(Draft("four", cut), SOURCE, reader="text.v1", limits=Limits(segments=3))


def test_metadata_is_one_clean_line():
    assert frozen("x", title=" A\x00 title\nof two lines ", author="").title == "A title of two lines"
    assert frozen("x", author=" ").author is None


def test_the_same_draft_has_the_same_id_and_another_has_another():
    assert frozen("same").id == frozen("same").id != frozen("other").id


@pytest.mark.parametrize("body", ["Nine men were shot. " * 3000, "word " * 9000, "A" * 50_001])
def test_a_segment_without_end_is_cut_at_sentences_or_spaces(body):
    text = frozen(body.strip(), segments=(Segment(start=0, end=len(body.strip())),))
    assert len(text.segments) > 1
    assert all(0 < s.end - s.start <= LONGEST for s in text.segments)
    assert "".join(text.body[s.start : s.end] for s in text.segments).replace(" ", "") == body.replace(" ", "")


def test_rows_follow_each_other_and_paragraphs_stand_apart():
    builder = Builder()
    for kind, words in (("paragraph", "a"), ("row", "b"), ("row", " c\r\n"), ("paragraph", "  "), ("paragraph", "d")):
        builder.add(words, kind=kind)
    assert builder.draft().body == "a\n\nb\nc\n\nd"


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "row", "item", "heading"]), st.text(max_size=20)), min_size=1))
def test_segments_tile_the_frozen_body_and_their_slices_hold(passages):
    builder = Builder()
    for kind, words in passages:
        builder.add(words, kind=kind)
    try:
        text = freeze(builder.draft(), SOURCE, reader="text.v1", limits=DEFAULT)
    except Unreadable:
        return
    place = 0
    for segment in text.segments:
        assert not text.body[place : segment.start].strip()
        assert segment.start < segment.end
        place = segment.end
    assert place == len(text.body) == len("".join(builder.parts))
    assert msgspec.json.decode(msgspec.json.encode(text), type=type(text)) == text
