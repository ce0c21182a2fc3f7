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
from probanda.write.phrases import say

_MOST_DRAWN = 60


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


def drawing(desk: Desk, found: Placed) -> Picture | None:
    """The map. None when nothing can be placed."""
    shown = list(found.areas.items())[:_MOST_DRAWN]
    spots = [maps.Spot(area, f"{area.name} ({len(held)})", len(held)) for area, held in shown]
    if not (svg := maps.draw(spots, found.differing)):
        return None
    captions = [desk.say("map_caption")]
    if len(found.areas) > _MOST_DRAWN:
        captions.append(desk.say("map_part", n=_MOST_DRAWN, of=len(found.areas)))
    if away := sum(len(held) for held in found.unplaced.values()):
        captions.append(desk.say("map_away", n=away, of=len(found.readings)))
    alt = "; ".join(desk.say("map_alt", place=area.name, n=len(held)) for area, held in shown)
    return Picture(svg=svg, caption=" ".join(captions), alt=alt)


def section(desk: Desk) -> Section:
    """The map with the places as a table, then what could not be placed."""
    if not any(isinstance(f, Incident) for f in desk.view.findings.values()):
        return Section(title=desk.say("places"), anchor="places", blocks=(paragraph(said(desk.say("no_incident"))),))
    found = placed(desk)
    picture = drawing(desk, found)
    blocks = (*((picture,) if picture else ()), *((_grid(desk, found),) if found.areas else ()))
    parts = (Section(title=desk.say("not_placed"), anchor="not-placed", blocks=(_open(desk, found),)),) if found.unplaced else ()
    return Section(title=desk.say("places"), anchor="places", blocks=blocks, parts=parts)


def extent(area: Area, language: str = "en") -> str:
    """How large the area is that something is known to lie in, in words."""
    if area.kind == "country":
        return say(language, "in_country")
    if area.outline:
        return say(language, "in_outline")
    up, across = area.latitude or 0.0, area.longitude or 0.0
    slots = {"latitude": f"{abs(up):.4f}° {'NS'[up < 0]}", "longitude": f"{abs(across):.4f}° {'EW'[across < 0]}"}
    return say(language, "within", radius=f"{area.radius_km:g}", **slots)


def _grid(desk: Desk, found: Placed) -> Grid:
    rows = tuple(
        ((said(area.name), said(extent(area, desk.language), weight="quote")), (said(area.why),), _reports(desk, held))
        for area, held in found.areas.items()
    )
    return Grid(columns=tuple(map(desk.say, ("place_exact", "why_there", "reports"))), rows=rows, widths=(3, 3, 6))


def _open(desk: Desk, found: Placed) -> Grid:
    rows = tuple(((said(reason),), _reports(desk, held)) for reason, held in found.unplaced.items())
    return Grid(columns=tuple(map(desk.say, ("not_placed_because", "reports"))), rows=rows, widths=(3, 6))


def _reports(desk: Desk, held: Sequence[Reading]) -> tuple[Sentence, ...]:
    return tuple(desk.fact(desk.view.findings[reading.finding]) for reading in held)
