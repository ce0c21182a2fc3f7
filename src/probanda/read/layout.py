"""From the lines of a page to its paragraphs, headings and rows. A PDF has no paragraphs, only places of letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

Box = tuple[float, float, float, float]

BREAK = "\ufffe"
"""What PDFium writes where a word is broken at the end of a line."""
_ENDS = re.compile(r"[.!?:;…؟۔»”\"')\]]\s*\Z")
_ITEM = re.compile(r"(?:[•▪◦‣–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t]+\S")
_DIGITS = re.compile(r"\d+")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_BROKEN = re.compile(rf"(\w+){BREAK}(\w+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, its left and right edges, base line and letter size, in points from the lower left corner."""

    words: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False

    @property
    def box(self) -> Box:
        """Left, bottom, right, top; descenders and ascenders as a quarter of and once the letter size."""
        return (self.left, self.base - self.size / 4, self.right, self.base + self.size)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together."""

    words: str
    kind: str
    box: Box


def furniture(pages: Iterable[list[Line]], height: float = 842) -> set[str]:
    """The keys (see `key`) of lines that stand at the head or foot of at least half of three or more pages."""
    sheets = [lines for lines in pages if lines]
    edges = Counter(k for lines in sheets for k in {key(line) for line in lines if _at_edge(line, height)})
    return {k for k, count in edges.items() if len(sheets) >= 2 and count >= max(2, len(sheets) / 2)}


def key(line: Line) -> str:
    """A line without its numbers, at its height: the same on every page for a running head."""
    return f"{_DIGITS.sub('#', line.words)}@{round(line.base / 4)}"


def _at_edge(line: Line, height: float) -> bool:
    return line.base > 0.9 * height or line.base < 0.1 * height


def blocks(lines: list[Line], running: set[str] = frozenset(), *, body: float = 0) -> Iterator[Block]:  # type: ignore[assignment]
    """The paragraphs of a page in reading order, running heads last. `body` is the letter size of the document's text."""
    plain = [line for line in lines if key(line) not in running]
    size = body or (median(line.size for line in plain) if plain else 0)
    pitch = _pitch(plain)
    group: list[Line] = []
    for line in plain:
        if group and _begins(group, line, pitch * max(1.0, line.size / size)):
            yield _block(group, size)
            group = []
        group.append(line)
    if group:
        yield _block(group, size)
    for line in lines:
        if key(line) in running:
            yield Block(line.words, "furniture", line.box)


def _pitch(lines: list[Line]) -> float:
    """The usual distance between base lines; 0 when there are too few lines to tell."""
    steps = [a.base - b.base for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * a.size]
    return median(steps) if steps else 0


def _begins(group: list[Line], line: Line, pitch: float) -> bool:
    """Whether a line begins a paragraph of its own."""
    last = group[-1]
    step = last.base - line.base
    if "\t" in line.words or "\t" in last.words or _ITEM.match(line.words):
        return True
    other = abs(line.size - last.size) > 0.1 * line.size or line.bold != last.bold
    if step <= 0 or step > 1.25 * max(pitch, line.size) or other:
        return not last.words.endswith(BREAK)
    return bool(_ENDS.search(last.words)) and _short(last, group, line)


def _short(last: Line, group: list[Line], line: Line) -> bool:
    """Whether the last line stops well before the edge that its neighbours reach."""
    left = min(other.left for other in (*group, line))
    right = max(other.right for other in (*group, line))
    gap = last.left - left if _RTL.search(last.words) else right - last.right
    return gap > 0.12 * (right - left)


def _block(group: list[Line], size: float) -> Block:
    words = group[0].words
    for line in group[1:]:
        words += line.words if words.endswith(BREAK) else f" {line.words}"
    boxes = [line.box for line in group]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Block(words, _kind(group, words, size), box)


def _kind(group: list[Line], words: str, size: float) -> str:
    if "\t" in words:
        return "row"
    if _ITEM.match(words):
        return "item"
    large = group[0].size > 1.12 * size or (group[0].bold and not _ENDS.search(words))
    small = group[0].size < 0.88 * size
    return "heading" if large and len(words) < 200 else "footnote" if small else "paragraph"


def mend(texts: list[str]) -> list[str]:
    """Words broken at the end of a line made whole. A hyphen stays where the text elsewhere writes the word with one."""
    seen = set(re.findall(r"\w+-\w+", "\n".join(texts).replace(BREAK, "\0").lower()))

    def join(found: re.Match[str]) -> str:
        hyphenated = f"{found[1]}-{found[2]}"
        return hyphenated if hyphenated.lower() in seen or found[2][0].isupper() else found[1] + found[2]

    return [_BROKEN.sub(join, text).replace(BREAK, "-") for text in texts]
