import pytest
from hypothesis import given
from hypothesis import strategies as st

from probanda.errors import Unreadable
from probanda.read.html import draft_of, read_html
from probanda.read.limits import DEFAULT

PAGE = """<!doctype html><html lang="en"><head><title>x</title><script>steal()</script><style>p{}</style></head><body>
<nav><ul><li>Home</li><li>World</li></ul></nav>
<article><h1>Brigade denies killings</h1>
<p>The spokesman of the Heron Brigade on Tuesday denied that <b>any</b> prisoner had been harmed by his men at the quarry,<br>
calling the reports a fabrication and asking those who spread them for their proof of it.</p>
<p dir="rtl">قال الناطق باسم اللواء إن قواته لم تقتل أي أسير في المحجر القريب من المدينة.</p>
<table><tr><th>Date</th><th>Killed</th></tr><tr><td>3 May</td><td>nine</td></tr></table>
<ul><li>He said that six men had fallen.</li></ul>
<p>Witnesses told the paper that nine men were taken from the school, and that none of them came back to the town.</p>
<p style="display: none">Never shown to any reader.</p></article>
<aside>Most read: something else entirely</aside><footer>All rights reserved</footer></body></html>"""


def passages(markup):
    draft = draft_of(markup)
    return {draft.body[s.start : s.end]: s for s in draft.segments}


def test_the_article_is_read_with_the_place_of_each_passage():
    found = passages(PAGE)
    assert found["Brigade denies killings"].kind == "heading"
    assert next(s.xpath for words, s in found.items() if words.startswith("Witnesses")) == "/html/body/article/p[3]"


@pytest.mark.parametrize("words", ["steal", "p{}", "Never shown", "Most read", "Home", "All rights"])
def test_scripts_styles_menus_and_hidden_words_are_left_out(words):
    assert words not in draft_of(PAGE).body


def test_what_is_left_out_is_noted():
    assert "10 words outside the main text left out (menus, links, forms)" in draft_of(PAGE).notes


def test_line_breaks_and_inline_marks_are_kept_as_they_read():
    assert "denied that any prisoner had been harmed by his men at the quarry,\ncalling the reports" in draft_of(PAGE).body


def test_words_typed_in_lines_stay_in_lines():
    assert (
        draft_of("<pre>Q: Where?\r\nA:   At the quarry.</pre><p>End\nof it.</p>").body
        == "Q: Where?\nA: At the quarry.\n\nEnd of it."
    )


def test_a_row_of_a_table_is_one_passage():
    found = passages(PAGE)
    assert found["3 May\tnine"].kind == "row"
    assert found["He said that six men had fallen."].kind == "item"


def test_words_from_right_to_left_are_kept_in_order():
    assert "قال الناطق باسم اللواء" in draft_of(PAGE).body


def test_a_page_without_an_article_is_read_whole_and_says_so():
    draft = draft_of("<p>Nine men.</p><form>Search</form>")
    assert draft.body == "Nine men."
    assert any("could not be told" in note for note in draft.notes)


def test_the_declared_encoding_is_used():
    data = '<meta charset="windows-1256"><p>لا أسرى</p>'.encode("cp1256")
    assert read_html(data, limits=DEFAULT).body == "لا أسرى"


def test_a_tag_with_thousands_of_attributes_is_refused():
    attributes = " ".join(f"a{n}=1" for n in range(5000))
    with pytest.raises(Unreadable, match="attributes"):
        draft_of(f"<p {attributes}>x</p>")


def test_what_is_nested_too_deep_is_noted():
    assert any("nested" in note for note in draft_of("<p>Words.</p>" + "<div>" * 5000 + "deep" + "</div>" * 5000).notes)


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<td>",
            "<tr>",
            "<br>",
            "<div>",
            "</div>",
            "<b>",
            "<script>",
            "<li>",
            "<h1>",
            "nine men",
            " ",
            "\t\n",
            "<!--",
        ]
    )
)


@given(MARKUP)
def test_segments_tile_the_body_whatever_the_markup(pieces):
    try:
        draft = draft_of("".join(pieces))
    except Unreadable:
        return
    place = 0
    for segment in draft.segments:
        assert not draft.body[place : segment.start].strip()
        assert draft.body[segment.start : segment.end] == draft.body[segment.start : segment.end].strip() != ""
        place = segment.end
    assert place == len(draft.body)
