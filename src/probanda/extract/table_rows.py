"""Tables of incidents in reports: each row that gives a day or place and a number of people is an incident, its cells its words.

A table begins with a row whose cells are heads of columns (`data/lexicon/en/tables.yaml`); the rows right below it with as many
cells are read by it. A cell that holds no plain number, day or name is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from probanda.extract import numbers
from probanda.extract.acts import words
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.model import Casualties, Incident, Party, When

RULE = "incident.table.v1"
_OUTCOMES = {
    "killed": "killing",
    "injured": "injury",
    "detained": "detention",
    "missing": "disappearance",
    "displaced": "displacement",
}
_FORCES = ("organisation", "armed_group", "unit", "person")
_CELL = re.compile(r"[^\t]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row, in local positions."""

    start: int
    end: int
    words: str


def find(reading: Reading) -> Iterator[Incident]:
    """An incident for each row of each table of incidents in a block."""
    columns: tuple[str, ...] = ()
    below = -1
    for start, end in _rows(reading):
        cells = _cells(reading, start, end)
        if head := _head(cells):
            columns, below = head, end
            continue
        adjoins = 0 <= start - below <= _GAP
        if columns and adjoins and len(cells) == len(columns):
            below = end
            yield from _incident(reading, (start, end), dict(zip(columns, cells, strict=True)))
        elif not adjoins:
            columns = ()


_GAP = 4
"""Characters between two rows of one table: line breaks."""


def heads(reading: Reading) -> list[tuple[int, int]]:
    """Where the heads of columns stand, in local positions: no names are looked for there."""
    return [(start, end) for start, end in _rows(reading) if _head(_cells(reading, start, end))]


def _rows(reading: Reading) -> Iterator[tuple[int, int]]:
    for segment in reading.segments:
        if segment.kind == "row":
            yield segment.start - reading.offset, segment.end - reading.offset


def _cells(reading: Reading, start: int, end: int) -> list[Cell]:
    found = _CELL.finditer(reading.frozen or reading.body, start, end)
    stripped = ((m.start() + len(m[0]) - len(m[0].lstrip()), m[0].strip()) for m in found)
    return [Cell(at, at + len(said), said) for at, said in stripped if said]


@cache
def _columns() -> Mapping[str, str]:
    return {word: column for column, listed in load("tables").items() for word in listed}


def _head(cells: list[Cell]) -> tuple[str, ...]:
    """What each column holds, when all cells are heads of columns and there is at least a day or place and a number of people."""
    named = [_columns().get(" ".join(c.words.lower().split())) for c in cells]
    known = [n for n in named if n is not None]
    if len(known) < len(cells) - 1 or not set(known) & {"date", "place"} or not set(known) & set(_OUTCOMES):
        return ()
    return tuple(f"{name or 'other'}" if name in _ONCE else f"other {i}" for i, name in enumerate(named))


_ONCE = ("date", "place", "perpetrator", "act", *_OUTCOMES)


def _incident(reading: Reading, place: tuple[int, int], row: Mapping[str, Cell]) -> Iterator[Incident]:
    victims = tuple(c for outcome in _OUTCOMES if (cell := row.get(outcome)) and (c := _count(reading, outcome, cell)))
    when = next(iter(_times(reading, row.get("date"))), None)
    where = _place(reading, row.get("place"))
    if victims and (when or where):
        doer = row.get("perpetrator")
        yield Incident(
            rule=RULE,
            spans=(reading.span(*place),),
            when=when,
            where=where,
            act=_act(row.get("act")) or _OUTCOMES[victims[0].outcome],
            victims=victims,
            perpetrator=_force(reading, doer) if doer else None,
        )


def _count(reading: Reading, outcome: str, cell: Cell) -> Casualties | None:
    """The number of a cell that holds one alone ("14", "at least 3")."""
    found = numbers.find(cell.words, reading.language)
    if len(found) != 1 or len(cell.words) > found[0].end - found[0].start + _BESIDES:
        return None
    span = reading.span(cell.start, cell.end)
    return Casualties(outcome=outcome, minimum=found[0].minimum, maximum=found[0].maximum, span=span)  # type: ignore[arg-type]


_BESIDES = 14


def _times(reading: Reading, cell: Cell | None) -> list[When]:
    return [w for w in reading.whens_within(cell.start, cell.end) if w.earliest] if cell else []


def _place(reading: Reading, cell: Cell | None) -> tuple[Party, ...]:
    """The places named in a cell; else the cell as it is written."""
    if cell is None or not re.search(r"\w", cell.words):
        return ()
    named = {m.name: m for m in reading.mentions_within(cell.start, cell.end) if m.type == "place"}
    if named:
        return tuple(Party(name=m.name, span=m.span, type="place") for m in named.values())
    return (Party(name=cell.words, span=reading.span(cell.start, cell.end), type="place", how="description"),)


def _force(reading: Reading, cell: Cell) -> Party | None:
    named = [m for m in reading.mentions_within(cell.start, cell.end) if m.type in _FORCES]
    if len({m.name for m in named}) == 1 and named[0].span.quote == cell.words:
        return Party(name=named[0].name, span=named[0].span, type=named[0].type)
    unknown = not re.search(r"[^\W\d]{3}", cell.words) or cell.words.lower() in _NOBODY
    return None if unknown else Party(name=cell.words, span=reading.span(cell.start, cell.end), how="description")


_NOBODY = (
    "unknown",
    "unclear",
    "not known",
    "not established",
    "unidentified",
    "n/a",
    "inconnu",
    "inconnus",
    "مجهول",
    "غير معروف",
)


def _act(cell: Cell | None) -> str | None:
    """The act that a cell names by a noun of the lexicon."""
    said = f" {cell.words.lower()} " if cell else ""
    return next((act for act, entry in words().items() for noun in entry.nouns if f" {noun} " in said), None)
