"""From the lines of a page to its paragraphs, headings and rows. A PDF has no paragraphs, only places of letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

Box = tuple[float, float, float, float]

BREAK = "\ufffe"
"""What PDFium writes where a word is broken at the end of a line."""
_ENDS = re.compile(r"[.!?:;…؟۔»”\"')\]]\s*\Z")
_ITEM = re.compile(r"(?:[•▪◦‣–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t]+\S")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_BROKEN = re.compile(rf"(\w+){BREAK}(\w+)")


class Word(NamedTuple):
    """A word of a line with its left and right edges, in points."""

    letters: str
    left: float
    right: float


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


def join(words: list[Word], size: float, *, rtl: bool = False) -> str:
    """A line from its words: in reading order, with a tab for each gap far wider than a space (the columns of a table).

    PDFium turns each word by itself where a line mixes directions, and all lines of a document that is marked as right-to-left;
    the places of the words tell how they read. Numbers and signs go with the words before them. `rtl` is the direction of most of
    the page: it decides where a line has much of both.
    """
    runs = [_turned(run) for run in _runs(words)]
    if len(runs) > 1:
        share = rtl_share("".join(word.letters for word in words))
        leftward = rtl if 0.3 < share < 0.7 else share > 0.5
        runs.sort(key=lambda run: min(word.left for word in run), reverse=leftward)
    line = ""
    last: list[Word] = []
    for run in runs:
        line += (_between(last, run, size) if last else "") + _spaced(run, size)
        last = run
    return line


def rtl_share(text: str) -> float:
    """The share of letters that are written from right to left; 0 where there are none."""
    return 0.0 if text.isascii() else len(_RTL.findall(text)) / max(1, len(_LETTER.findall(text)))


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Words of one direction that follow each other."""
    run: list[Word] = []
    rtl = False
    for word in words:
        own = bool(_RTL.search(word.letters)) if _LETTER.search(word.letters) else rtl
        if run and own != rtl:
            yield run
            run = []
        rtl = own
        run.append(word)
    if run:
        yield run


def _turned(run: list[Word]) -> list[Word]:
    """The run in its own reading order."""
    step = run[-1].left - run[0].left
    rtl = any(_RTL.search(word.letters) for word in run)
    return run[::-1] if (step > 0 if rtl else step < 0) else run


def _spaced(run: list[Word], size: float) -> str:
    line = run[0].letters
    for last, word in pairwise(run):
        line += _gap(word.left - last.right, last.left - word.right, size) + word.letters
    return line


def _between(last: list[Word], run: list[Word], size: float) -> str:
    """What stands between two runs."""
    after = min(w.left for w in run) - max(w.right for w in last)
    before = min(w.left for w in last) - max(w.right for w in run)
    return _gap(after, before, size)


def _gap(after: float, before: float, size: float) -> str:
    """A space, or a tab where the gap is that of columns."""
    wide = 0.85 * size if size > 4 else 3.4
    return "\t" if after > wide or before > wide else " "


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
    size = body or median([line.size for line in plain] or [1]) or 1
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
    turned = abs(rtl_share(line.words) - rtl_share(last.words)) > 0.5
    other = abs(line.size - last.size) > 0.1 * line.size or line.bold != last.bold or turned
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
