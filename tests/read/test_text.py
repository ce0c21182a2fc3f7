from hypothesis import given
from hypothesis import strategies as st

from probanda.read.limits import DEFAULT
from probanda.read.text import read_text

WRAPPED = "The brigade denied\nthe report.\n\n  It said that six men\n  fell in combat.\n"
LONG = f"{'The brigade denied the report. ' * 6}\n{'It said that six men fell in combat. ' * 6}\n"


def passages(text):
    draft = read_text(text.encode(), limits=DEFAULT)
    return [(s.kind, draft.body[s.start : s.end]) for s in draft.segments]


def test_the_body_is_the_file_itself():
    assert read_text(b"a \r\nb\r\n\r\n  c\n", limits=DEFAULT).body == "a \nb\n\n  c\n"


def test_a_paragraph_goes_to_the_next_empty_line():
    assert [words for _, words in passages(WRAPPED)] == [
        "The brigade denied\nthe report.",
        "It said that six men\n  fell in combat.",
    ]


def test_long_lines_are_paragraphs_of_their_own():
    assert len(passages(LONG)) == 2


def test_headings_and_list_items_stand_alone():
    kinds = [kind for kind, _ in passages("# A title\nWords.\n- one\n- two\n")]
    assert kinds == ["heading", "paragraph", "item", "item"]


def test_front_matter_of_markdown_is_metadata():
    draft = read_text(b"---\ntitle: A statement\npublisher: Press office\ndate: 2023-02-16\n---\n\nWords.\n", limits=DEFAULT)
    assert (draft.title, draft.publisher, draft.published) == ("A statement", "Press office", "2023-02-16")


def test_no_title_is_made_up_for_a_plain_text():
    assert read_text(b"The brigade denied it.\n\nAll of it.", limits=DEFAULT).title is None


@given(st.text(alphabet="ab .#-1\n\t\u0627\u2028", max_size=200))
def test_segments_tile_the_body(text):
    draft = read_text(text.encode(), limits=DEFAULT)
    place = 0
    for segment in draft.segments:
        assert not draft.body[place : segment.start].strip()
        assert draft.body[segment.start : segment.end].strip()
        place = segment.end
    assert not draft.body[place:].strip()
