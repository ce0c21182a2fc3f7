from contextlib import closing

import pytest

from probanda.read.glyphs import Glyphs, lines


@pytest.fixture
def glyphs(pdf_of):
    """Makes the glyphs of the first page of a document in Typst markup, and the lines of it."""
    import pypdfium2

    opened = []

    def do(markup):
        document = pypdfium2.PdfDocument(pdf_of(markup))
        page = document[0]
        letters = page.get_textpage()
        opened.extend((letters, page, document))
        return Glyphs(letters)

    yield do
    for thing in opened:
        with closing(thing):
            pass


def test_letters_have_places_from_left_to_right(glyphs):
    found = glyphs("AB")
    assert found.text.strip() == "AB"
    assert 0 < found.box(0)[0] < found.box(1)[0]
    assert found.base(0) == pytest.approx(found.base(1))


def test_size_and_weight_are_those_of_the_font(glyphs):
    found = glyphs("#text(size: 14pt)[*Bold*] plain")
    assert found.size(0) == pytest.approx(14)
    assert (found.bold(0), found.bold(found.text.index("plain"))) == (True, False)


def test_a_letter_that_is_not_there_has_an_empty_box(glyphs):
    assert glyphs("A").box(10_000) == (0, 0, 0, 0)


def test_letters_beyond_the_basic_plane_do_not_shift_the_rest(glyphs):
    found = glyphs('#set text(font: "DejaVu Sans Mono")\n\U0001d552\U0001d553 words here')
    assert found.text[found.text.index("w")] == "w"
    first, second = found.box(found.at(found.text.index("w"))), found.box(found.at(found.text.index("here")))
    assert first[0] < second[0]


def test_a_line_holds_its_words_and_edges(glyphs):
    (line,) = lines(glyphs("Nine men were shot."), rtl=False)
    assert line.words == "Nine men were shot."
    assert 70 < line.left < line.right < 300
