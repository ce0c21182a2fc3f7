"""What a page of a PDF shows, and where in pixels of its picture: letters, thin rules, and what may show anything."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

Area = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels from the upper left corner."""
_TEXT, _PATH = 1, 2
_SHOWN = (0, 1, 2)
"""Modes of drawing letters that leave ink: filled, stroked, both (ISO 32000-1, table 106)."""
_BEZIER = 1
_THIN, _LONG = 3.0, 24.0
"""Points: a rule is at most so thick and at least so long."""
_BELOW, _ABOVE = 0.3, 1.1
"""Parts of the size of a font by which letters with their accents reach below and above the base line."""
_MOST = 20_000
"""Letters and things drawn on a page, beyond which it is not looked at."""


class Letter(NamedTuple):
    """A letter with its number in PDFium's order, its box in the picture and its font. `unclear` when its reading is not sure.

    Spaces and ends of lines that PDFium adds have no box.
    """

    number: int
    sign: str
    box: Area | None
    font: str
    unclear: bool


def letters(sheet: Any, words: Any, size: tuple[int, int]) -> Iterator[Letter]:
    """The letters that the page shows, spaces included, in PDFium's order."""
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(256)
    for index in range(min(pdfium.FPDFText_CountChars(words.raw), _MOST)):
        code = pdfium.FPDFText_GetUnicode(words.raw, index)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        held = pdfium.FPDFText_GetTextObject(words.raw, index)
        if held and pdfium.FPDFTextObj_GetTextRenderMode(held) not in _SHOWN:
            # Letters without ink lie over a scan, or over nothing: they say nothing of what is seen.
            continue
        name.value = b""
        pdfium.FPDFText_GetFontInfo(words.raw, index, name, len(name), None)
        made = pdfium.FPDFText_IsGenerated(words.raw, index) == 1
        unclear = not made and (pdfium.FPDFText_HasUnicodeMapError(words.raw, index) == 1 or _private(code))
        box = None if made else _box(sheet, words, index, size)
        if box or made:
            yield Letter(index, sign, box, name.value.decode("utf-8", "replace"), unclear)


def _private(code: int) -> bool:
    return code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _box(sheet: Any, words: Any, index: int, size: tuple[int, int]) -> Area | None:
    """What a letter may cover, the same for all letters of a font as far as they keep to their line: more where they do not."""
    import pypdfium2.raw as pdfium

    cell, edges = pdfium.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    if not pdfium.FPDFText_GetLooseCharBox(words.raw, index, cell):
        return None
    left, right, bottom, top = edges
    base, em = cell.bottom, pdfium.FPDFText_GetFontSize(words.raw, index)
    if pdfium.FPDFText_GetCharOrigin(words.raw, index, left, top) and cell.bottom <= top.value <= cell.top:
        base = top.value
    area = (cell.left, min(cell.bottom, base - _BELOW * em), cell.right, max(cell.top, base + _ABOVE * em))
    if pdfium.FPDFText_GetCharBox(words.raw, index, left, right, bottom, top) and right.value > left.value:
        area = (min(area[0], left.value), min(area[1], bottom.value), max(area[2], right.value), max(area[3], top.value))
    return seen(sheet, area, size) if area[2] > area[0] and area[3] > area[1] else None


def seen(sheet: Any, area: Area, size: tuple[int, int]) -> Area | None:
    """An area of the page (left, bottom, right, top in points) as one of its picture. None where it lies outside."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((area[0], area[1]), (area[2], area[3]), (area[0], area[3]), (area[2], area[1])):
        pdfium.FPDF_PageToDevice(sheet.raw, 0, 0, *size, 0, across, up, x, y)
        corners.append((x.value, y.value))
    left, right = min(c[0] for c in corners), max(c[0] for c in corners)
    top, bottom = min(c[1] for c in corners), max(c[1] for c in corners)
    inside = right >= 0 and bottom >= 0 and left < size[0] and top < size[1]
    return (float(left), float(top), float(right), float(bottom)) if inside else None


def _things(sheet: Any) -> Iterator[tuple[int, Any, Area]]:
    import pypdfium2.raw as pdfium

    for number in range(min(pdfium.FPDFPage_CountObjects(sheet.raw), _MOST)):
        thing = pdfium.FPDFPage_GetObject(sheet.raw, number)
        edges = [ctypes.c_float() for _ in range(4)]
        if pdfium.FPDFPageObj_GetBounds(thing, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            yield pdfium.FPDFPageObj_GetType(thing), thing, (left, bottom, right, top)


def opaque(sheet: Any, size: tuple[int, int]) -> Iterator[Area]:
    """Where images, shadings, forms and curved lines lie: they may show anything."""
    for kind, thing, area in _things(sheet):
        if (kind not in (_TEXT, _PATH) or (kind == _PATH and _curved(thing))) and (place := seen(sheet, area, size)):
            yield place


def rules(sheet: Any, size: tuple[int, int]) -> Iterator[Area]:
    """Thin straight rules, as between the rows of a table."""
    for kind, thing, (left, bottom, right, top) in _things(sheet):
        thin, long = sorted((right - left, top - bottom))
        straight = kind == _PATH and thin <= _THIN and long >= _LONG and not _curved(thing)
        if straight and (place := seen(sheet, (left, bottom, right, top), size)):
            yield place


def _curved(path: Any) -> bool:
    import pypdfium2.raw as pdfium

    segments = range(pdfium.FPDFPath_CountSegments(path))
    return any(pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(path, n)) == _BEZIER for n in segments)
