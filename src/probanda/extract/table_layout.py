"""The rows and cells of tables of incidents: heads of columns (`data/lexicon/en/tables.yaml`) and the rows right below them.

All positions are local to a block. A row below a head is no prose, whatever words its cells make when they are read in a line;
only a cell that holds a sentence of its own may be read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from probanda.extract.rules import load
from probanda.model import Segment

OUTCOMES = {
    "killed": "killing",
    "injured": "injury",
    "detained": "detention",
    "missing": "disappearance",
    "displaced": "displacement",
}
"""Columns that count people, with the act that a number in them tells of."""
_ONCE = ("date", "place", "perpetrator", "act", *OUTCOMES)
_GAP = 4
"""Characters between two rows of one table: line breaks."""
_CELL = re.compile(r"[^\t]*")
_NOISE = re.compile(r"[()\[\]:*?]|\bof (?:people|persons|civilians|victims)\b|^(?:no\.?|number|nombre) (?:of |de )?")
_SENTENCE = re.compile(r"[.!?؟][\"'”’»)]*(?:\s|$)")
_LONG = 40
"""Characters: a cell as long as this with the end of a sentence in it is prose."""


class Cell(NamedTuple):
    """One cell of a row, in local positions; empty where nothing stands in it."""

    start: int
    end: int
    words: str

    @property
    def prose(self) -> bool:
        """Whether it holds a sentence of its own."""
        return len(self.words) >= _LONG and _SENTENCE.search(self.words) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of incidents. `columns` holds one name for each column; a head of columns is a row of its own."""

    start: int
    end: int
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    head: bool = False
    paged: bool = False
    """It was read off a page, where an empty cell leaves no trace."""


def rows(body: str, segments: Sequence[Segment], offset: int = 0) -> Iterator[Row]:
    """The heads and rows of the tables of incidents of a block, in order."""
    columns: tuple[str, ...] = ()
    below = -1
    for segment in segments:
        if segment.kind != "row":
            continue
        start, end = segment.start - offset, segment.end - offset
        cells = _cells(body, start, end)
        head = _head(cells)
        if not head and not 0 <= start - below <= _GAP:
            columns = ()
        columns = head or columns
        if columns:
            below = end
            yield Row(start, end, columns, cells, bool(head), segment.page is not None)


def _cells(body: str, start: int, end: int) -> tuple[Cell, ...]:
    return tuple(
        _cell(found) for found in _CELL.finditer(body, start, end) if found.start() == start or body[found.start() - 1] == "\t"
    )


def _cell(found: re.Match[str]) -> Cell:
    at = found.start() + len(found[0]) - len(found[0].lstrip())
    words = found[0].strip()
    return Cell(at, at + len(words), words)


@cache
def _columns() -> Mapping[str, str]:
    return {word: column for column, listed in load("tables").items() for word in listed}


def _column(cell: Cell) -> str | None:
    words = " ".join(cell.words.lower().split())
    return _columns().get(words) or _columns().get(" ".join(_NOISE.sub(" ", words).split()))


def _head(cells: Sequence[Cell]) -> tuple[str, ...]:
    """What each column holds, when all cells but one are known and there is a day or place and a number of people."""
    if len(cells) < 2 or any(len(c.words) > _LONG for c in cells):
        return ()
    named = [_column(c) for c in cells]
    known = [n for n in named if n is not None]
    if len(known) < len(cells) - 1 or not set(known) & {"date", "place"} or not set(known) & set(OUTCOMES):
        return ()
    return tuple(name if name in _ONCE and name not in named[:i] else f"other {i}" for i, name in enumerate(named))


def prose(found: Sequence[Row]) -> list[tuple[int, int]]:
    """The cells that may be read by themselves."""
    return [(c.start, c.end) for row in found if not row.head for c in row.cells if c.prose]
