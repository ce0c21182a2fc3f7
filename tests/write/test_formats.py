"""The three formats show the same document, and words of a source break out of none of them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from probanda.errors import UsageError
from probanda.write import html, pdf, word
from probanda.write.document import Bullets, Cite, Dossier, Exhibit, Grid, Picture, Section, paragraph, said
from probanda.write.dossier import write

NASTY = "#strong[x] *b* <img src=x onerror=alert(1)> \\ $a$ [l](u) أمر"
CITE = Cite(exhibit="E1", start=4, end=9, quote="the quoted words", page=3)
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='30' height='10'/></svg>"
DOSSIER = Dossier(
    title="Case file: Ferry",
    subtitle="one source",
    marks=("NOT COMPLETE",),
    sections=(
        Section(
            title="Statements",
            anchor="statements",
            blocks=(
                paragraph(said(NASTY, CITE)),
                Bullets(items=(said("a gap", weight="gap"),)),
                Grid(columns=("For", "Against"), rows=(((said("x", CITE),), (said("y", weight="against"),)),), widths=(2, 1)),
                Picture(svg=SVG, caption="a drawing", alt="a bar"),
            ),
        ),
    ),
    exhibits=(Exhibit(number="E1", name="a <b>.txt", body="0123the quoted words", cuts=(4, 9)),),
)


def test_html_is_whole_in_itself_and_escapes_what_sources_say() -> None:
    page = html.html(DOSSIER)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert 'href="#E1-4"' in page
    assert 'id="E1-4"' in page
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", page)


def test_docx_has_real_footnotes(tmp_path: Path) -> None:
    word.docx(DOSSIER, tmp_path / "d.docx")
    with zipfile.ZipFile(tmp_path / "d.docx") as file:
        notes, body = file.read("word/footnotes.xml").decode(), file.read("word/document.xml").decode()
    assert "the quoted words" in "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", notes))
    assert "footnoteReference" in body
    assert "onerror=alert(1)&gt;" in body


def test_pdf_shows_words_as_words(tmp_path: Path) -> None:
    pdf.pdf(DOSSIER, tmp_path / "d.pdf")
    pages = pypdfium2.PdfDocument(tmp_path / "d.pdf")
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "#strong[x] *b*" in words
    assert "E1 p. 3:4-9" in words


def test_two_notes_of_a_sentence_are_not_read_as_one_number(tmp_path: Path) -> None:
    section = Section(title="Orders", anchor="orders", blocks=(paragraph(said("An order.", CITE, CITE)),))
    twice = Dossier(title="t", subtitle="s", sections=(section,), exhibits=DOSSIER.exhibits)
    pdf.pdf(twice, tmp_path / "d.pdf")
    words = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "d.pdf"))
    assert "Anorder.1,2" in "".join(words.split())
    word.docx(twice, tmp_path / "d.docx")
    with zipfile.ZipFile(tmp_path / "d.docx") as file:
        body = file.read("word/document.xml").decode()
    assert re.search(r"footnoteReference.*superscript.*,.*footnoteReference", body, re.DOTALL)


def test_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format odt"):
        write(DOSSIER, tmp_path, formats=("odt",))
