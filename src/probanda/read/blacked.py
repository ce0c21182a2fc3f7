"""A page of a PDF as a picture that shows nobody who must not be named. Runs in the confined worker.

The picture is put together anew from pixels, on a white sheet: only where a letter of known reading stands, and thin rules, are
they taken over from the drawn page. A line that names somebody is never taken over, and a bar as wide as all text of the page
stands in its place: the length of a bar would tell the length of a name (Bland, Iyer and Levchenko 2023, on glyph positions).
Images, curves and forms may show anything; their place is left grey. Where too little is known of a page, there is no picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from probanda.errors import Unreadable
from probanda.read import bombs
from probanda.read.limits import Limits
from probanda.read.render import opened, png, scale_of
from probanda.read.shown import Area, Letter, letters, opaque, rules

_EDGE = 1.0
"""Pixels by which ink may be softened beyond its box; bars reach further."""
_GREY, _BLACK = 0xE0, 0x00
_SHORT = 6
"""A spelling of fewer letters is looked for as a whole word alone: three letters stand within many words."""
_COMMON, _FEW = 0.12, 20
"""At least this share of the words of a font is common ones in running text; of fewer words nothing can be told."""
_FAMILIAR = ("arial", "helvetica", "times", "courier", "calibri", "cambria", "georgia", "verdana", "liberation", "dejavu", "noto")
"""Families whose letters are what their codes say; others have to show it by many words."""


class Rectangle(NamedTuple):
    """Part of a picture in pixels, from its upper left corner; right and lower edge exclusive."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Row:
    """Letters that stand on one line."""

    letters: tuple[Letter, ...]
    left: float
    top: float
    right: float
    bottom: float


def render_blacked(data: bytes, *, page: int, hide: Sequence[str], limits: Limits) -> bytes:
    """Page `page` (from 1) as PNG without the lines that hold one of the spellings to `hide`.

    Raises Unreadable, with the reason, where it cannot be told what a page shows.
    """
    import pypdfium2

    try:
        bombs.refuse(data, limits)
        with opened(data, page=page, limits=limits) as sheet:
            return _blacked(sheet, hide)
    except pypdfium2.PdfiumError:
        raise Unreadable("that page cannot be drawn") from None


def _blacked(sheet: Any, hide: Sequence[str]) -> bytes:
    with (
        closing(sheet.get_textpage()) as words,
        closing(sheet.render(scale=scale_of(sheet), grayscale=True, draw_annots=False, may_draw_forms=False)) as bitmap,
    ):
        size = (bitmap.width, bitmap.height)
        plan = _Plan(list(letters(sheet, words, size)), list(opaque(sheet, size)), list(rules(sheet, size)), hide)
        return _composed(bytes(bitmap.buffer), bitmap.stride, size, plan)


class _Plan:
    """What of a page is taken over, what is left grey, and where bars stand."""

    def __init__(self, shown: Sequence[Letter], grey: Sequence[Area], lines: Sequence[Area], hide: Sequence[str]) -> None:
        self.grey, self.rules = grey, lines
        clear = [one for one in shown if one.box is None or not any(_meet(one.box, area) for area in grey)]
        rows, sound = list(_rows(clear)), _sound_fonts(clear)
        if lacking := _lacking(shown, clear, sound):
            raise Unreadable(f"there is no picture of this page for you: {lacking}")
        named = found(shown, hide) | found([letter for row in _downward(rows) for letter in row.letters], hide)
        self.hidden = [r for r in rows if any(one.number in named or one.unclear or one.font not in sound for one in r.letters)]
        gone = {id(row) for row in self.hidden}
        self.kept = [letter.box for row in rows if id(row) not in gone for letter in row.letters if letter.box]
        self.left, self.right = min(row.left for row in rows), max(row.right for row in rows)


def _lacking(shown: Sequence[Letter], clear: Sequence[Letter], sound: Collection[str]) -> str:
    """Why it cannot be told what a page shows; empty when it can."""
    seen, known = (sum(1 for one in some if one.box and one.sign.isalnum()) for some in (shown, clear))
    if not seen:
        return "it holds no text, and what a picture shows cannot be told"
    if 2 * known < seen:
        return "most of it is drawn as a picture, and what that shows cannot be told"
    return "" if sound else "its words are too few, or in letters that cannot be checked"


def _rows(shown: Iterable[Letter]) -> Iterator[Row]:
    """Letters whose heights overlap by more than half, in the order in which they are read."""
    held: list[tuple[Letter, Area]] = []
    for letter in shown:
        if letter.box is None:
            continue
        if held and not _level(held[-1][1], letter.box):
            yield _row(held)
            held = []
        held.append((letter, letter.box))
    if held:
        yield _row(held)


def _level(one: Area, other: Area) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return 2 * shared > min(one[3] - one[1], other[3] - other[1])


def _row(held: Sequence[tuple[Letter, Area]]) -> Row:
    placed = tuple(letter for letter, _ in sorted(held, key=lambda item: item[1][0]))
    left, top = min(box[0] for _, box in held), min(box[1] for _, box in held)
    return Row(placed, left, top, max(box[2] for _, box in held), max(box[3] for _, box in held))


def _downward(rows: Iterable[Row]) -> list[Row]:
    """Rows from the top of the page, in each the letters from the left: as they look, in whatever order they were drawn."""
    return sorted(rows, key=lambda row: (round(row.top / 4), row.left))


def found(shown: Sequence[Letter], hide: Iterable[str]) -> set[int]:
    """The indexes of the letters that spell a name, however it is spaced, broken over lines, accented or turned around."""
    signs = [(sign, place) for place, letter in enumerate(shown) for sign in plain(letter.sign)]
    line = "".join(sign for sign, _ in signs)
    named: set[int] = set()
    for spelling in {plain(one) for one in hide} - {""}:
        for way in {spelling, spelling[::-1]}:
            for at in _places(line, way):
                first, last = signs[at][1], signs[at + len(way) - 1][1]
                if len(way) >= _SHORT or _alone(shown, first, last):
                    named |= {letter.number for letter in shown[first : last + 1]}
    return named


def _places(line: str, way: str) -> Iterator[int]:
    at = line.find(way)
    while at >= 0:
        yield at
        at = line.find(way, at + 1)


def _alone(shown: Sequence[Letter], first: int, last: int) -> bool:
    around = [shown[at].sign for at in (first - 1, last + 1) if 0 <= at < len(shown)]
    return not any(sign.isalnum() for sign in around)


def plain(words: str) -> str:
    """Letters and figures alone, in their simplest form: no spaces, marks, accents, ligatures or hyphens.

    >>> plain("Dor\\u00adrák")
    'dorrak'
    """
    parted = unicodedata.normalize("NFKD", words).casefold()
    return "".join(sign for sign in parted if sign.isalnum() and sign != "\u0640")


def _sound_fonts(shown: Sequence[Letter]) -> set[str]:
    """Fonts whose letters are what they are said to be: their words are those of a language; and others of the same families."""
    told: dict[str, list[str]] = {}
    for word, font in _words(shown):
        told.setdefault(font, []).append(word)
    proven = {font for font, words in told.items() if len(words) >= _FEW and _share(words) >= _COMMON}
    families = {_family(font) for font in proven}
    return {font for font in told if _family(font) in families or (proven and _family(font).startswith(_FAMILIAR))}


def _words(shown: Sequence[Letter]) -> Iterator[tuple[str, str]]:
    line = "".join(letter.sign[:1] or " " for letter in shown)
    for word in re.finditer(r"[^\W\d_]+", line):
        yield word[0], Counter(letter.font for letter in shown[word.start() : word.end()]).most_common(1)[0][0]


def _share(words: Sequence[str]) -> float:
    common = _common()
    return sum(_bare(word) in common for word in words) / len(words)


def _bare(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(sign))


@cache
def _common() -> frozenset[str]:
    held = yaml.safe_load((files("probanda") / "data/read/common_words.yaml").read_text("utf-8"))
    return frozenset(_bare(str(word)) for words in held.values() for word in words)


def ready() -> None:
    """Load what is read from files: the worker does so before it closes them to itself."""
    _common()


def _family(font: str) -> str:
    """`ABCDEF+TimesNewRomanPS-BoldMT` is of the family `timesnewromanps`."""
    return re.split(r"[,-]", font.partition("+")[2] or font)[0].casefold()


def _meet(one: Area, other: Area) -> bool:
    return bool(one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def _composed(drawn: bytes, stride: int, size: tuple[int, int], plan: _Plan) -> bytes:
    wide, high = size
    sheet = bytearray(b"\xff" * (wide * high))
    for area in (*plan.kept, *plan.rules):
        edge = _pixels(_wider(area, _EDGE), size)
        for row in range(edge.top, edge.bottom):
            sheet[row * wide + edge.left : row * wide + edge.right] = drawn[row * stride + edge.left : row * stride + edge.right]
    for area in plan.grey:
        _fill(sheet, _pixels(area, size), wide, sign=_GREY)
    for hidden in plan.hidden:
        bar = (plan.left, hidden.top, plan.right, hidden.bottom)
        _fill(sheet, _pixels(_wider(bar, 2 * _EDGE), size), wide, sign=_BLACK)
    return png(bytes(sheet), wide, high, stride=wide)


def _wider(area: Area, by: float) -> Area:
    return (area[0] - by, area[1] - by, area[2] + by, area[3] + by)


def _pixels(area: Area, size: tuple[int, int]) -> Rectangle:
    left, top, right, bottom = area
    wide, high = size
    return Rectangle(max(0, int(left)), max(0, int(top)), min(wide, int(right) + 1), min(high, int(bottom) + 1))


def _fill(sheet: bytearray, area: Rectangle, wide: int, *, sign: int) -> None:
    row = bytes([sign]) * max(0, area.right - area.left)
    for line in range(area.top, area.bottom):
        sheet[line * wide + area.left : line * wide + area.left + len(row)] = row
