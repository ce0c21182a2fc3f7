"""Tables of incidents in reports: each row that gives a day or place and a number of people is an incident, its cells its words.

A table begins with a row whose cells are heads of columns (`data/lexicon/en/tables.yaml`); the rows right below it with as many
cells are read by it. A cell that holds no plain number, day or name is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from probanda.extract import numbers
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.extract.table_acts import act
from probanda.extract.table_layout import OUTCOMES, Cell, Row, prose, rows
from probanda.model import Casualties, Finding, Incident, Party, When

RULE = "incident.table.v1"
_F = TypeVar("_F", bound=Finding)
Stretch = tuple[int, int]
_FORCES = ("organisation", "armed_group", "unit", "person")


def find(reading: Reading) -> Iterator[Incident]:
    """An incident for each row of each table of incidents in a block."""
    for row in tabled(reading):
        if not row.head and (cells := _by_column(reading, row)):
            yield from _incident(reading, row, cells)


def tabled(reading: Reading) -> list[Row]:
    """The heads and rows of tables of incidents of a block."""
    return list(rows(reading.frozen or reading.body, reading.segments, reading.offset))


def prosaic(reading: Reading, found: Sequence[Row], findings: Iterable[_F]) -> list[_F]:
    """The findings less those read from the cells of a row as if they were prose. A cell of whole sentences is prose."""
    if not found:
        return list(findings)
    alone, whole = prose(found), [(row.start, row.end) for row in found]
    return [f for f in findings if f.rule == RULE or all(_sound(reading.local(s), alone, whole) for s in f.spans)]


def _sound(place: Stretch, alone: Sequence[Stretch], whole: Sequence[Stretch]) -> bool:
    within = any(start <= place[0] and place[1] <= end for start, end in alone)
    return within or not any(start < place[1] and place[0] < end for start, end in whole)


def taken(reading: Reading, found: Sequence[Row]) -> tuple[Stretch, ...]:
    """Where no event is to be read as prose: rows that gave an incident; of others, the cells that are no prose."""
    whole = {reading.local(incident.spans[0]) for incident in find(reading)} if found else set()
    cells = [(c.start, c.end) for row in found if (row.start, row.end) not in whole for c in row.cells if not c.prose]
    return tuple(sorted((*whole, *cells)))


def heads(reading: Reading) -> list[tuple[int, int]]:
    """Where the heads of columns stand, in local positions: no names are looked for there."""
    return [(row.start, row.end) for row in tabled(reading) if row.head]


def _by_column(reading: Reading, row: Row) -> Mapping[str, Cell]:
    """The cells that hold something, by column; none where it cannot be told which cell is of which column."""
    lacking = len(row.columns) - len(row.cells)
    cells = dict(zip(row.columns, row.cells, strict=False))
    if lacking < 0 or (lacking and (row.paged or not _times(reading, cells.get("date")))):
        return {}
    summed = row.cells[0].words.lower().split(" ")[0].rstrip(":") in load("table_words")["sums"]
    return {} if summed else {column: cell for column, cell in cells.items() if cell.words}


def _incident(reading: Reading, row: Row, cells: Mapping[str, Cell]) -> Iterator[Incident]:
    victims = tuple(c for outcome in OUTCOMES if (cell := cells.get(outcome)) and (c := _count(reading, outcome, cell)))
    when = next(iter(_times(reading, cells.get("date"))), None)
    where = _place(reading, cells.get("place"))
    told = cells.get("act")
    done = (act(told.words, reading.language) if told else None) or (OUTCOMES[victims[0].outcome] if victims else None)
    if done and (when or where):
        doer = cells.get("perpetrator")
        yield Incident(
            rule=RULE,
            spans=(reading.span(row.start, row.end),),
            when=when,
            where=where,
            act=done,
            victims=victims,
            perpetrator=_force(reading, doer) if doer else None,
        )


def _count(reading: Reading, outcome: str, cell: Cell) -> Casualties | None:
    """The number of a cell that holds one alone ("14", "at least 3"). 0 gives none: nobody is no victim."""
    found = numbers.find(cell.words, reading.language)
    if len(found) != 1 or found[0].maximum == 0 or len(cell.words) > found[0].end - found[0].start + _BESIDES:
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
    unknown = not re.search(r"[^\W\d]{3}", cell.words) or cell.words.lower().rstrip(".?") in _nobody()
    return None if unknown else Party(name=cell.words, span=reading.span(cell.start, cell.end), how="description")


@cache
def _nobody() -> frozenset[str]:
    return frozenset(load("table_words")["nobody"])
