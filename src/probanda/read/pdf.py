"""PDF with a text layer, by PDFium, page by page. Pages without text are named: they need character recognition first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from statistics import median
from typing import Any

from probanda.errors import Unreadable
from probanda.read.draft import Builder, Draft
from probanda.read.layout import BREAK, Block, Line, Word, blocks, furniture, join, mend, rtl_share
from probanda.read.limits import Limits

_PASSWORD = 4
"""PDFium's error code FPDF_ERR_PASSWORD (fpdfview.h)."""
_FAR = 1e6
"""Points: 350 m. The largest page that PDF 2.0 allows is a small part of it."""
_LINE = re.compile(rf"[^\r\n{BREAK}]+{BREAK}?")
_WORD = re.compile(r"\S+")
_STRAY = re.compile(r"[.,:;!?)\]](?=[A-Za-z\d])")
_LAM_ALEF = re.compile("[اأإآ]ل")
_CREATED = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def read_pdf(data: bytes, *, limits: Limits) -> Draft:
    """The text of a PDF: paragraphs with page and box. Raises Unreadable when it is encrypted, broken, or has no text layer."""
    with closing(_open(data)) as document:
        count = len(document)
        rtl = _marked_rtl(document)
        pages = [_lines(document, n, rtl=rtl) for n in range(min(count, limits.pages))]
        meta, attached = document.get_metadata_dict(), document.count_attachments()
    builder = Builder()
    if not any(pages):
        raise Unreadable("no page of it holds text", next="it is probably a scan: run character recognition (OCR) over it first")
    _fill(builder, pages)
    _note_pages(builder, pages, count)
    if attached:
        builder.note(f"not read: {attached} attached files")
    return builder.draft(title=meta.get("Title") or None, author=meta.get("Author") or None, **_created(builder, meta))


def _open(data: bytes) -> Any:
    import pypdfium2

    start = data.find(b"%PDF-", 0, 1024)
    if start < 0:
        raise Unreadable("it is no PDF, whatever its name", next="check what kind of file it is")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == _PASSWORD:
            raise Unreadable("it is encrypted with a password", next="save a copy without password and add that too") from None
        raise Unreadable("it is broken or cut off", next="ask for the file again, or repair a copy (qpdf, mutool)") from None


def _marked_rtl(document: Any) -> bool:
    """Whether the document says of itself that it reads from right to left (ISO 32000-1, table 150, Direction)."""
    import ctypes

    import pypdfium2.raw as pdfium

    direction = ctypes.create_string_buffer(16)
    pdfium.FPDF_VIEWERREF_GetName(document.raw, b"Direction", direction, len(direction))
    return direction.value == b"R2L"


def _lines(document: Any, number: int, *, rtl: bool) -> list[Line]:
    """The lines of a page, in PDFium's order; none when the page is broken or bears no text."""
    import pypdfium2

    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as letters:
            return list(_placed(letters, rtl=rtl))
    except pypdfium2.PdfiumError:
        return []


def _placed(letters: Any, *, rtl: bool) -> Iterator[Line]:
    text = letters.get_text_range()
    rtl = rtl or rtl_share(text) > 0.5
    for found in _LINE.finditer(text):
        words = found[0].strip()
        if words:
            first = found.start() + len(found[0]) - len(found[0].lstrip())
            yield _line(letters, words, first, rtl=rtl)


def _line(letters: Any, words: str, first: int, *, rtl: bool) -> Line:
    import pypdfium2.raw as pdfium

    place = pdfium.FPDFText_GetCharIndexFromTextIndex(letters.raw, first)
    last = place + len(words.rstrip(BREAK)) - 1
    edges = [letters.get_charbox(max(0, i)) for i in (place, last)]
    size = pdfium.FPDFText_GetFontSize(letters.raw, place)
    base = edges[0][1] if words[0].isupper() else min(edge[1] for edge in edges)
    left, right = min(edge[0] for edge in edges), max(edge[2] for edge in edges)
    tall = max(edge[3] - edge[1] for edge in edges)
    joined = join(_placed_words(letters, words, place), size, rtl=rtl)
    numbers = (left, right, _base(letters, place, base), size if size > 1.5 else tall)
    # A hostile page may place letters at infinity; nothing there can be compared, rounded or stored.
    left, right, base, size = (n if abs(n) < _FAR else 0.0 for n in numbers)
    return Line(joined, left, right, base, size, _bold(letters, place))


def _base(letters: Any, place: int, otherwise: float) -> float:
    """The base line on which a letter stands; letters of unlike height in one line share it."""
    import ctypes

    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if pdfium.FPDFText_GetCharOrigin(letters.raw, place, x, y) else otherwise


def _bold(letters: Any, place: int) -> bool:
    """Whether the font's name says that it is bold."""
    import ctypes

    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(letters.raw, place, name, len(name), None)
    return b"bold" in name.value.lower()


def _mended(letters: Any, words: str, place: int) -> str:
    """Lam and alef the right way round: drawn as one glyph, they stay as they were when PDFium turns a run."""
    marks = list(words)
    for found in _LAM_ALEF.finditer(words):
        i = found.start()
        if letters.get_charbox(place + i) == letters.get_charbox(place + i + 1):
            marks[i], marks[i + 1] = marks[i + 1], marks[i]
    return "".join(marks)


def _placed_words(letters: Any, words: str, place: int) -> list[Word]:
    """The words of a line with their left and right edges."""
    found = []
    for match in _WORD.finditer(_mended(letters, words, place)):
        last = max(match.start(), match.end() - 1 - match[0].endswith(BREAK))
        first_box, last_box = (letters.get_charbox(place + i) for i in (match.start(), last))
        word = match[0]
        if _STRAY.match(word) and first_box[0] > last_box[0]:
            # A full stop drawn to the right of its word but counted before it.
            word = word[1:] + word[0]
            last_box, first_box = first_box, letters.get_charbox(place + match.start() + 1)
        found.append(Word(word, min(first_box[0], last_box[0]), max(first_box[2], last_box[2])))
    return found


def _fill(builder: Builder, pages: list[list[Line]]) -> None:
    running = furniture(pages)
    sizes = [line.size for lines in pages for line in lines]
    body = median(sizes)
    placed: list[tuple[int, Block]] = [(n, b) for n, lines in enumerate(pages, 1) for b in blocks(lines, running, body=body)]
    for (page, block), words in zip(placed, mend([b.words for _, b in placed]), strict=True):
        builder.add(words, kind=block.kind, page=page, box=_rounded(block.box))


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = (round(edge, 1) for edge in box)
    return (left, bottom, right, top)


def _note_pages(builder: Builder, pages: list[list[Line]], count: int) -> None:
    empty = [n for n, lines in enumerate(pages, 1) if not lines]
    if empty:
        named = ", ".join(map(str, empty[:20])) + (f" and {len(empty) - 20} more" if len(empty) > 20 else "")
        builder.note(
            f"not read: {len(empty)} of {count} pages hold no text (page {named}); they need character recognition (OCR)"
        )
    if count > len(pages):
        builder.note(f"not read: pages {len(pages) + 1} to {count}, over the limit of {len(pages)} pages")


def _created(builder: Builder, meta: dict[str, str]) -> dict[str, str | None]:
    """No date: a PDF says when the file was made, not when the text was published. The note keeps it for a person to judge."""
    made = _CREATED.match(meta.get("CreationDate", ""))
    if made:
        day = "-".join(part for part in made.groups() if part)
        builder.note(f"the file says it was created {day}; that is no date of publication and is not used as one")
    return {}
