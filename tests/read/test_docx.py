import pytest

from probanda.errors import Unreadable
from probanda.read.docx import read_docx
from probanda.read.limits import DEFAULT

from .conftest import W, docx_of, paragraph

TRACKED = """<w:p><w:r><w:t xml:space="preserve">Nine men </w:t></w:r><w:del><w:r><w:delText>died</w:delText></w:r></w:del>
<w:ins><w:r><w:t>were shot</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"""
CITING = '<w:p><w:r><w:t>He denied it.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
SEPARATOR = '<w:footnote w:id="0" w:type="separator"/>'
NOTES = f'<w:footnotes {W}>{SEPARATOR}<w:footnote w:id="2">{paragraph("See Annex 6.")}</w:footnote></w:footnotes>'
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
ROWS = (("Date", "Killed"), ("3 May", "nine"))
TABLE = f"<w:tbl>{''.join(f'<w:tr>{CELL.format(a)}{CELL.format(b)}</w:tr>' for a, b in ROWS)}</w:tbl>"


def passages(data):
    draft = read_docx(data, limits=DEFAULT)
    return [(s.kind, draft.body[s.start : s.end]) for s in draft.segments]


def test_insertions_are_read_deletions_are_not_and_both_are_noted():
    draft = read_docx(docx_of(TRACKED), limits=DEFAULT)
    assert draft.body == "Nine men were shot."
    assert draft.notes == ("1 tracked insertions are included", "1 tracked deletions are left out; the original holds them")


def test_a_footnote_stands_after_the_paragraph_that_cites_it():
    found = passages(docx_of(CITING + paragraph("Next."), footnotes=NOTES))
    assert found == [("paragraph", "He denied it."), ("footnote", "See Annex 6."), ("paragraph", "Next.")]


def test_a_table_is_read_by_rows():
    assert passages(docx_of(paragraph("Before") + TABLE)) == [
        ("paragraph", "Before"),
        ("row", "Date\tKilled"),
        ("row", "3 May\tnine"),
    ]


def test_a_table_within_a_cell_belongs_to_its_row():
    nested = f"<w:tbl><w:tr><w:tc>{TABLE}</w:tc>{CELL.format('outer')}</w:tr></w:tbl>"
    assert passages(docx_of(nested)) == [("row", "Date / Killed / 3 May / nine\touter")]


def test_headings_come_from_styles():
    styles = f'<w:styles {W}><w:style w:styleId="T1"><w:name w:val="Heading 1"/></w:style></w:styles>'
    body = '<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr><w:r><w:t>The facts</w:t></w:r></w:p>'
    assert passages(docx_of(body, styles=styles)) == [("heading", "The facts")]


def test_tabs_breaks_and_field_codes():
    body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:instrText>PAGE</w:instrText><w:t>c</w:t></w:r></w:p>"
    assert passages(docx_of(body)) == [("paragraph", "a\tb\nc")]


def test_comments_and_pictures_are_named():
    comments = f"<w:comments {W}><w:comment>{paragraph('really?')}</w:comment></w:comments>"
    draft = read_docx(docx_of(paragraph("Words."), comments=comments), limits=DEFAULT)
    assert draft.body == "Words."
    assert draft.notes == ("not read: 1 comments in the margin",)


def test_a_broken_lesser_part_loses_only_itself():
    draft = read_docx(docx_of(paragraph("Words."), footnotes="<w:broken"), limits=DEFAULT)
    assert draft.body == "Words."
    assert draft.notes[0].startswith("not read: its part word/footnotes.xml is broken")


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x">',
        '<!DOCTYPE x [<!ENTITY e "x">]>',
    ],
)
def test_a_document_type_is_refused_whatever_it_declares(prolog):
    data = docx_of(paragraph("x"), footnotes=f"{prolog}<w:footnotes {W}/>")
    assert any("document type" in note for note in read_docx(data, limits=DEFAULT).notes)


@pytest.mark.parametrize("data", [b"PK\x05\x06" + bytes(18), b"PK\x03\x04 broken", b"", bytes.fromhex("d0cf11e0a1b11ae1")])
def test_what_is_no_word_document_is_refused(data):
    with pytest.raises(Unreadable):
        read_docx(data, limits=DEFAULT)
