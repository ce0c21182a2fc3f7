"""The map of incidents laid out in rows for its page: the drawing, each place with its first reports, and what is not placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from probanda.model import AnyFinding, Record
from probanda.resolve.places import Place
from probanda.resolve.placing import Area, Reading
from probanda.web.index import Index
from probanda.write.sections import places

SHOWN, CHOICES = 12, 5
"""Reports shown of each place; places that a name may mean."""
_Rows = Iterable[tuple[str, str, str, Any]]


class Placed(Record, frozen=True, kw_only=True):
    """An area with the first reports that speak of it, and how many there are."""

    area: Area
    extent: str
    reports: tuple[AnyFinding, ...]
    number: int
    pages: dict[str, int] = {}


class Unplaced(Record, frozen=True, kw_only=True):
    """Reports that no area could be found for: why, the name to be placed, and what it may mean."""

    why: str
    name: str
    choices: tuple[Place, ...]
    reports: tuple[AnyFinding, ...]
    number: int
    pages: dict[str, int] = {}


def _map(desk: Index) -> _Rows:
    if picture := places.drawing(desk, desk.placed):
        yield "map", "", "", picture


def _places(desk: Index) -> _Rows:
    for number, (area, held) in enumerate(desk.placed.areas.items()):
        yield f"{number}", "", area.name.lower(), Placed(area=area, extent=places.extent(area), **_reports(desk, held))


def _unplaced(desk: Index) -> _Rows:
    for number, (why, held) in enumerate(desk.placed.unplaced.items()):
        first = held[0]
        choices = tuple(p for p in first.choices if p.latitude is not None)[:CHOICES]
        name = first.names[0] if first.names else ""
        yield f"{number}", "", "", Unplaced(why=why, name=name, choices=choices, **_reports(desk, held))


def _reports(desk: Index, held: Sequence[Reading]) -> dict[str, Any]:
    found = tuple(desk.view.findings[reading.finding] for reading in held[:SHOWN])
    spans = [finding.spans[0] for finding in found]
    pages = {f"{span.text}:{span.start}": page for span in spans if (page := desk.cite(span).page)}
    return {"reports": found, "number": len(held), "pages": pages}


PARTS: dict[str, Callable[[Index], _Rows]] = {"map": _map, "place": _places, "unplaced": _unplaced}
