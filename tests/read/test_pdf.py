import pytest

from probanda.errors import Unreadable
from probanda.read.limits import DEFAULT, Limits
from probanda.read.pdf import read_pdf

REPORT = """
#set page(header: [The report], footer: context counter(page).display())
#set text(size: 11pt, font: ("Libertinus Serif", "DejaVu Sans Mono"))
= Killings at the quarry
The Observatory received reports that nine men had been shot.

#text(lang: "ar", dir: rtl)[لا أسرى، قال القائد للأسرى.]
#pagebreak() #pagebreak()
#table(columns: (4cm, 4cm), [Date], [Killed], [3 May], [nine])
"""


def test_passages_carry_page_and_box(pdf_of):
    draft = read_pdf(pdf_of(REPORT), limits=DEFAULT)
    found = {draft.body[s.start : s.end]: s for s in draft.segments}
    assert found["Killings at the quarry"].kind == "heading"
    assert found["3 May\tnine"].page == 3
    left, bottom, right, top = found["3 May\tnine"].box
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842


def test_arabic_stands_in_the_order_it_is_read_ligatures_included(pdf_of):
    assert "لا أسرى، قال القائد للأسرى." in read_pdf(pdf_of(REPORT), limits=DEFAULT).body


def test_pages_without_text_are_named(pdf_of):
    blank = "#set page(header: none)\nWords.\n#pagebreak() #pagebreak()\nMore words."
    notes = read_pdf(pdf_of(blank), limits=DEFAULT).notes
    assert notes[0] == "not read: 1 of 3 pages hold no text (page 2); they need character recognition (OCR)"


def test_the_date_of_the_file_is_no_date_of_publication(pdf_of):
    draft = read_pdf(
        pdf_of('#set document(title: "T", author: "A", date: datetime(year: 2023, month: 5, day: 8))\nWords.'), limits=DEFAULT
    )
    assert draft.published is None
    assert (draft.title, draft.author) == ("T", "A")
    assert "the file says it was created 2023-05-08" in draft.notes[0]


def test_pages_over_the_limit_are_named(pdf_of):
    draft = read_pdf(pdf_of("One #pagebreak() two #pagebreak() three"), limits=Limits(pages=2))
    assert draft.notes[0] == "not read: pages 3 to 3, over the limit of 2 pages"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\x93\x11 random", "no PDF"), (b"%PDF-1.7\n1 0 obj<</Type/Cat", "broken or cut off"), (b"%PDF-", "broken or cut off")],
)
def test_what_is_no_pdf_or_a_broken_one_is_refused(data, reason):
    with pytest.raises(Unreadable, match=reason):
        read_pdf(data, limits=DEFAULT)


def test_a_pdf_of_pictures_is_refused_with_the_remedy(pdf_of):
    with pytest.raises(Unreadable) as refused:
        read_pdf(pdf_of("#rect(width: 3cm, height: 3cm)"), limits=DEFAULT)
    assert "OCR" in refused.value.next


def test_an_encrypted_pdf_is_refused_with_the_remedy(shared):
    data = next((shared / "badinputs" / "pdf").glob("*password*.pdf"), None) or (shared / "badinputs/pdf/empty_protected.pdf")
    with pytest.raises(Unreadable):
        read_pdf(data.read_bytes(), limits=DEFAULT)


def test_three_hundred_pages_are_read(pdf_of):
    pages = pdf_of("#for n in range(300) [Page number #n of the report. #pagebreak(weak: true)]")
    draft = read_pdf(pages, limits=DEFAULT)
    assert max(segment.page for segment in draft.segments) == 300


def test_a_document_marked_as_right_to_left_keeps_its_english_in_order(pdf_of):
    fonts = '#set text(lang: "ar", dir: rtl, font: ("Libertinus Serif", "DejaVu Sans Mono"))\n'
    arabic = "قال مدعي International Criminal Court في لاهاي إن التحقيق مستمر."
    body = read_pdf(pdf_of(f'{fonts}{arabic}\n\n#text(lang: "en", dir: ltr)[Nine men were shot.]'), limits=DEFAULT).body
    assert body == f"{arabic}\n\nNine men were shot."


def test_attached_files_are_named(pdf_of):
    markup = '#pdf.attach("a.txt", bytes("secret"))\nWords.'
    assert "not read: 1 attached files" in read_pdf(pdf_of(markup), limits=DEFAULT).notes
