"""Where incidents are said to have happened: a map, and beside it each place with why it is drawn there and each report of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import combinations

from probanda import settings
from probanda.model import Incident
from probanda.resolve.locate import open_gazetteer
from probanda.resolve.places import Gazetteer
from probanda.resolve.placing import Area, Placer, Reading, differ, readings
from probanda.write import maps
from probanda.write.desk import Desk
from probanda.write.document import Grid, Picture, Section, Sentence, paragraph, said

_MOST_DRAWN = 60
_CAPTION = (
    "Each shape is the area within which the sources place something: a dashed one a country or an outline, a round one a town "
    "with its surroundings or a position. None is a point. Dotted lines join what reports of one incident say differently. "
    "Outlines of countries: Natural Earth, for orientation; they say nothing about any boundary in law."
)


class Placed:
    """The incidents of a case by place. Background of the conflict is left out."""

    def __init__(self, desk: Desk, gazetteer: Gazetteer) -> None:
        view = desk.view
        placer = Placer(gazetteer, sites=view.sites, mentions=view.mentions)
        self.readings = readings(view.incidents, view.findings, placer=placer)

    @cached_property
    def areas(self) -> dict[Area, list[Reading]]:
        """The areas with the reports that speak of them, the most reports first."""
        held: dict[Area, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            for area in reading.areas:
                held[area].append(reading)
        return dict(sorted(held.items(), key=lambda item: (-len(item[1]), item[0].name)))

    @cached_property
    def unplaced(self) -> dict[str, list[Reading]]:
        """The reports that no area could be found for, by the reason; the most frequent first."""
        held: dict[str, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            if not reading.areas:
                held[reading.lacking].append(reading)
        return dict(sorted(held.items(), key=lambda item: (-len(item[1]), item[0])))

    @cached_property
    def differing(self) -> list[tuple[Area, Area]]:
        """Areas that reports of one incident name differently."""
        by: dict[str, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            by[reading.incident] += [reading] if reading.areas else []
        told = (pair for reports in by.values() for pair in combinations(reports, 2))
        return list(dict.fromkeys((one.areas[0], other.areas[0]) for one, other in told if differ(one, other)))


def placed(desk: Desk) -> Placed:
    """The incidents by place, with the gazetteer of this computer (made on first use, which takes some seconds)."""
    gazetteer = open_gazetteer(settings.home())
    try:
        return Placed(desk, gazetteer)
    finally:
        gazetteer.close()


def drawing(found: Placed) -> Picture | None:
    """The map. None when nothing can be placed."""
    shown = list(found.areas.items())[:_MOST_DRAWN]
    spots = [maps.Spot(area, f"{area.name} ({len(held)})", len(held)) for area, held in shown]
    if not (svg := maps.draw(spots, found.differing)):
        return None
    rest = (
        f" The {_MOST_DRAWN} places with most reports are drawn, of {len(found.areas)}." if len(found.areas) > _MOST_DRAWN else ""
    )
    away = sum(len(held) for held in found.unplaced.values())
    left = f" {away} of {len(found.readings)} reports could not be placed; they are listed with the reason." if away else ""
    alt = "; ".join(f"{area.name}: {len(held)} report{'s' if len(held) > 1 else ''}" for area, held in shown)
    return Picture(svg=svg, caption=f"{_CAPTION}{rest}{left}", alt=alt)


def section(desk: Desk) -> Section:
    """The map with the places as a table, then what could not be placed."""
    if not any(isinstance(f, Incident) for f in desk.view.findings.values()):
        return Section(title="Places", anchor="places", blocks=(paragraph(said("No incident is reported.")),))
    found = placed(desk)
    picture = drawing(found)
    blocks = (*((picture,) if picture else ()), *((_grid(desk, found),) if found.areas else ()))
    parts = (Section(title="Not placed", anchor="not-placed", blocks=(_open(desk, found),)),) if found.unplaced else ()
    return Section(title="Places", anchor="places", blocks=blocks, parts=parts)


def extent(area: Area) -> str:
    """How large the area is that something is known to lie in, in words."""
    if area.kind == "country":
        return "somewhere in the country"
    if area.outline:
        return "somewhere within the outline given"
    up, across = area.latitude or 0.0, area.longitude or 0.0
    return f"within {area.radius_km:g} km of {abs(up):.4f}° {'NS'[up < 0]}, {abs(across):.4f}° {'EW'[across < 0]}"


def _grid(desk: Desk, found: Placed) -> Grid:
    rows = tuple(
        ((said(area.name), said(extent(area), weight="quote")), (said(area.why),), _reports(desk, held))
        for area, held in found.areas.items()
    )
    return Grid(columns=("Place, and how exactly", "Why there", "Reports"), rows=rows, widths=(3, 3, 6))


def _open(desk: Desk, found: Placed) -> Grid:
    rows = tuple(((said(reason),), _reports(desk, held)) for reason, held in found.unplaced.items())
    return Grid(columns=("Not placed, because", "Reports"), rows=rows, widths=(3, 6))


def _reports(desk: Desk, held: Sequence[Reading]) -> tuple[Sentence, ...]:
    return tuple(desk.fact(desk.view.findings[reading.finding]) for reading in held)
