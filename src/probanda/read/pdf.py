"""PDF with a text layer, by PDFium, page by page. Pages without text are named: they need character recognition first."""

from __future__ import annotations

import re
from contextlib import closing
from statistics import median
from typing import Any

from probanda.errors import Unreadable
from probanda.read import bombs, confine
from probanda.read.draft import Builder, Draft
from probanda.read.glyphs import Glyphs, lines
from probanda.read.layout import Block, Line, blocks, furniture, mend
from probanda.read.limits import Limits

_PASSWORD = 4
"""PDFium's error code FPDF_ERR_PASSWORD (fpdfview.h)."""
_CREATED = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def read_pdf(data: bytes, *, limits: Limits) -> Draft:
    """The text of a PDF: paragraphs with page and box. Raises Unreadable when it is encrypted, broken, or has no text layer."""
    pages: list[list[Line] | None] = []
    with closing(_open(data, limits)) as document:
        count = len(document)
        rtl = _marked_rtl(document)
        for number in range(min(count, limits.pages)):
            pages.append(_lines(document, number, rtl=rtl))
            confine.grant(limits, pages=number)
        meta, attached = document.get_metadata_dict(), document.count_attachments()
    builder = Builder()
    if not any(pages):
        raise Unreadable("no page of it holds text", next="it is probably a scan: run character recognition (OCR) over it first")
    _fill(builder, [page or [] for page in pages])
    _note_pages(builder, pages, count)
    if attached:
        builder.note(f"not read: {attached} attached files")
    return builder.draft(title=meta.get("Title") or None, author=meta.get("Author") or None, **_created(builder, meta))


def _open(data: bytes, limits: Limits) -> Any:
    import pypdfium2

    start = data.find(b"%PDF-", 0, 1024)
    if start < 0:
        raise Unreadable("it is no PDF, whatever its name", next="check what kind of file it is")
    bombs.refuse(data, limits)
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


def _lines(document: Any, number: int, *, rtl: bool) -> list[Line] | None:
    """The lines of a page, in PDFium's order; None when the page is broken."""
    import pypdfium2

    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as letters:
            return list(lines(Glyphs(letters), rtl=rtl))
    except pypdfium2.PdfiumError:
        return None


def _fill(builder: Builder, pages: list[list[Line]]) -> None:
    running = furniture(pages)
    body = median(line.size for page in pages for line in page)
    placed: list[tuple[int, Block]] = [(n, b) for n, page in enumerate(pages, 1) for b in blocks(page, running, body=body)]
    for (number, block), words in zip(placed, mend([b.words for _, b in placed]), strict=True):
        builder.add(words, kind=block.kind, page=number, box=_rounded(block.box))


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = (round(edge, 1) for edge in box)
    return (left, bottom, right, top)


def _note_pages(builder: Builder, pages: list[list[Line] | None], count: int) -> None:
    broken = [n for n, page in enumerate(pages, 1) if page is None]
    empty = [n for n, page in enumerate(pages, 1) if page == []]
    if empty:
        what = f"{len(empty)} of {count} pages hold no text (page {_named(empty)})"
        builder.note(f"not read: {what}; they need character recognition (OCR)")
    if broken:
        builder.note(f"not read: {len(broken)} of {count} pages are broken (page {_named(broken)})")
    if count > len(pages):
        builder.note(f"not read: pages {len(pages) + 1} to {count}, over the limit of {len(pages)} pages")


def _named(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")


def _created(builder: Builder, meta: dict[str, str]) -> dict[str, str | None]:
    """No date: a PDF says when the file was made, not when the text was published. The note keeps it for a person to judge."""
    made = _CREATED.match(meta.get("CreationDate", ""))
    if made:
        day = "-".join(part for part in made.groups() if part)
        builder.note(f"the file says it was created {day}; that is no date of publication and is not used as one")
    return {}
