"""Tables in plain text (CSV, TSV; RFC 4180): each record is a row as tables of documents have them, citing its number.

What parts the cells is told from the first records, and noted. A cell's own line breaks and tabs become spaces, so that a tab
always parts two cells; empty cells stay.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from probanda.errors import Unreadable
from probanda.model import Segment
from probanda.read.decode import decode
from probanda.read.draft import Draft, line_feeds
from probanda.read.limits import Limits

_PARTING = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_TRIED = 50
_SAMPLE = 100_000
LINE = 2_000_000
"""Characters in a line, at most."""
CELLS = 16_384
"""Cells in a row, at most, as spreadsheets have it."""


def read_table(data: bytes, *, limits: Limits) -> Draft:
    """The rows of a .csv or .tsv file. Raises Unreadable when a line, row or cell is longer than a table's can be."""
    decoded = decode(data[: limits.file])
    body = line_feeds(decoded.text)
    if max(map(len, body.split("\n"))) > LINE:
        raise Unreadable(f"a line of it is longer than {LINE:,} characters", next="check what kind of file it is")
    parting = _parting(body[:_SAMPLE])
    rows = list(_rows(body, parting, limits))
    notes = (f"decoded as {decoded.decoder}", f"cells parted by {_PARTING[parting]}", *_doubts(rows, body))
    return drafted(rows, notes)


def _doubts(rows: list[tuple[str, str]], body: str) -> Iterator[str]:
    """What may have gone wrong, for people to look at: rows of another width, and a quotation mark that was never closed."""
    widths = [words.count("\t") for words, _ in rows]
    odd = sum(width != widths[0] for width in widths)
    if odd:
        yield f"{odd} of {len(rows)} rows have more or fewer cells than the first"
    if len(rows) < sum(1 for line in body.split("\n") if line.strip()) / 2:
        yield "most lines are parts of cells with line breaks: compare with the original whether a quotation mark is missing"


def drafted(rows: list[tuple[str, str]], notes: tuple[str, ...]) -> Draft:
    """The draft of rows, each (its words with tabs between the cells, where it stands). Tabs at its ends are empty cells."""
    segments, at = [], 0
    for words, where in rows:
        segments.append(Segment(start=at, end=at + len(words), kind="row", xpath=where))
        at += len(words) + 1
    return Draft("\n".join(words for words, _ in rows), tuple(segments), notes=notes)


def _rows(body: str, parting: str, limits: Limits) -> Iterator[tuple[str, str]]:
    read = 0
    for number, cells in enumerate(_records(body, parting), 1):
        if len(cells) > CELLS:
            raise Unreadable(f"its row {number} has more than {CELLS:,} cells", next="check what kind of file it is")
        words = [" ".join(cell.split()) for cell in cells]
        if any(words):
            read += 1
            if read > limits.segments:
                raise Unreadable(f"it has more than {limits.segments:,} rows", next="split it, or raise the limit")
            yield "\t".join(words), f"#row{number}"


def _records(body: str, parting: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(body, newline=""), delimiter=parting)
    except csv.Error as error:
        raise Unreadable(f"it is no table ({error})", next="check what kind of file it is") from None


def _parting(sample: str) -> str:
    """The character that cuts the first records into as many cells each, and the most; a comma when none does."""
    return max(_PARTING, key=lambda sign: _fit(sample, sign))


def _fit(sample: str, sign: str) -> tuple[float, int]:
    try:
        widths = Counter(
            len(record) for record in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _TRIED) if record
        )
    except csv.Error:
        return 0.0, 0
    (width, often), *_ = widths.most_common(1) or [(0, 0)]
    return (often / widths.total(), width) if width > 1 else (0.0, 0)
