"""The letters of one PDF page with their places, as PDFium gives them. Called per word, so no objects are made on the way."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from probanda.read.layout import BREAK, Line, Word, join, rtl_share

Box = tuple[float, float, float, float]

_FAR = 1e6
"""Points: 350 m. The largest page that PDF 2.0 allows is a small part of it."""
_LINE = re.compile(rf"[^\r\n{BREAK}]+{BREAK}?")
_WORD = re.compile(r"\S+")
_STRAY = re.compile(r"[.,:;!?)\]](?=[A-Za-z\d])")
_LAM_ALEF = re.compile("[اأإآ]ل")
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Glyphs:
    """The letters of a page, by their index in PDFium's order. Boxes are left, bottom, right, top in points."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self.text: str = page.get_text_range()
        self._api, self._raw = pdfium, page.raw
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._name = ctypes.create_string_buffer(128)

    def at(self, position: int) -> int:
        """The index of the letter at a position of `text`. PDFium counts letters beyond U+FFFF twice."""
        position += len(_WIDE.findall(self.text, 0, position))
        return max(0, int(self._api.FPDFText_GetCharIndexFromTextIndex(self._raw, position)))

    def box(self, index: int) -> Box:
        """The box of a letter; all zero where PDFium knows none, or where a hostile page puts it out of all bounds."""
        left, bottom, right, top = self._edges
        if not self._api.FPDFText_GetCharBox(self._raw, index, left, right, bottom, top):
            return (0.0, 0.0, 0.0, 0.0)
        found = (left.value, bottom.value, right.value, top.value)
        return found if abs(found[0]) + abs(found[1]) + abs(found[2]) + abs(found[3]) < _FAR else (0.0, 0.0, 0.0, 0.0)

    def base(self, index: int) -> float:
        """The height of the base line on which a letter stands; letters of unlike height in one line share it."""
        x, y = self._edges[:2]
        known = self._api.FPDFText_GetCharOrigin(self._raw, index, x, y) and abs(y.value) < _FAR
        return y.value if known else self.box(index)[1]

    def size(self, index: int) -> float:
        """The size of a letter's font in points; its own height where the font is scaled in another way."""
        size = float(self._api.FPDFText_GetFontSize(self._raw, index))
        bottom, top = self.box(index)[1::2]
        return size if 1.5 < size < _FAR else top - bottom

    def bold(self, index: int) -> bool:
        """Whether the font's name says that it is bold."""
        self._api.FPDFText_GetFontInfo(self._raw, index, self._name, len(self._name), None)
        return b"bold" in self._name.value.lower()


def lines(glyphs: Glyphs, *, rtl: bool) -> Iterator[Line]:
    """The lines of a page, in PDFium's order. `rtl` says that the document reads from right to left."""
    rtl = rtl or rtl_share(glyphs.text) > 0.5
    for found in _LINE.finditer(glyphs.text):
        words = found[0].strip()
        if words:
            yield _line(glyphs, words, glyphs.at(found.start() + len(found[0]) - len(found[0].lstrip())), rtl=rtl)


def _line(glyphs: Glyphs, letters: str, place: int, *, rtl: bool) -> Line:
    words = list(_words(glyphs, letters, place))
    size = glyphs.size(place)
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Line(join(words, size, rtl=rtl), left, right, glyphs.base(place), size, glyphs.bold(place))


def _words(glyphs: Glyphs, letters: str, place: int) -> Iterator[Word]:
    """The words of a line with their left and right edges."""
    for found in _WORD.finditer(_mended(glyphs, letters, place)):
        word = found[0]
        first = glyphs.box(place + found.start())
        last = glyphs.box(place + max(found.start(), found.end() - 1 - word.endswith(BREAK)))
        if first[0] > last[0] and _STRAY.match(word):
            # A full stop drawn to the right of its word but counted before it.
            word, last, first = word[1:] + word[0], first, glyphs.box(place + found.start() + 1)
        yield Word(word, min(first[0], last[0]), max(first[2], last[2]))


def _mended(glyphs: Glyphs, letters: str, place: int) -> str:
    """Lam and alef the right way round: drawn as one glyph, they stay as they were when PDFium turns a run."""
    marks = list(letters)
    for found in _LAM_ALEF.finditer(letters):
        i = found.start()
        if glyphs.box(place + i) == glyphs.box(place + i + 1):
            marks[i], marks[i + 1] = marks[i + 1], marks[i]
    return "".join(marks)
