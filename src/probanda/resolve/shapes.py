"""Outlines on the globe: well-known text (OGC 06-103r4) to rings of positions, and the box around an area."""

from __future__ import annotations

import math
import re

_RING = re.compile(r"\(\s*(-?\d[^()]*)\)")
_KM = 111.2
Ring = tuple[tuple[float, float], ...]
"""Positions as (longitude, latitude), the first again at the end."""
Box = tuple[float, float, float, float]
"""West, south, east, north."""


def rings(wkt: str) -> tuple[Ring, ...]:
    """All rings of a POLYGON or MULTIPOLYGON; none where the words are nothing of the kind, or lie off the globe."""
    if not wkt.strip().upper().startswith(("POLYGON", "MULTIPOLYGON")):
        return ()
    try:
        found = tuple(tuple(_position(pair) for pair in ring.split(",")) for ring in _RING.findall(wkt))
    except ValueError:
        return ()
    return tuple(ring for ring in found if len(ring) >= 4)


def _position(written: str) -> tuple[float, float]:
    longitude, latitude, *_ = map(float, written.split())
    if abs(latitude) > 90 or abs(longitude) > 360:
        raise ValueError(written)
    return longitude, latitude


def box(latitude: float | None, longitude: float | None, *, radius_km: float = 0.0, outline: str = "") -> Box | None:
    """The box around an outline, or around a circle; None where neither is given."""
    if found := rings(outline):
        across, up = zip(*(at for ring in found for at in ring), strict=True)
        return min(across), min(up), max(across), max(up)
    if latitude is None or longitude is None:
        return None
    high = radius_km / _KM
    wide = high / max(0.05, math.cos(math.radians(latitude)))
    return longitude - wide, latitude - high, longitude + wide, latitude + high


def inside(inner: Box, outer: Box) -> bool:
    """Whether a box lies in another that is larger."""
    within = outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
    return within and inner != outer


def wider(drawn: Box, km: float) -> Box:
    """A box with so much more on each side."""
    west, south, east, north = drawn
    high = km / _KM
    wide = high / max(0.05, math.cos(math.radians((south + north) / 2)))
    return west - wide, south - high, east + wide, north + high


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
