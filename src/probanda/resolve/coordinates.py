"""Positions that a source states in figures: degrees, minutes and seconds, or decimal degrees (WGS 84)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from probanda.model import Record

_KM = 111.2
"""Kilometres to a degree of latitude."""


class Position(Record, frozen=True, kw_only=True):
    """A stated position in degrees, with how far off it may be by the way it is written, in kilometres."""

    latitude: float
    longitude: float
    radius_km: float
    written: str


@cache
def ways() -> dict[str, re.Pattern[str]]:
    """The ways of writing a position, by name."""
    table = yaml.safe_load((files("probanda") / "data/maps/coordinates.yaml").read_text("utf-8"))
    return {name: re.compile(way["pattern"]) for name, way in table.items()}


def stated(words: str) -> list[Position]:
    """All positions in these words; what lies off the globe is none."""
    if not any(sign.isdigit() for sign in words):
        return []
    found = [_position(match) for pattern in ways().values() for match in pattern.finditer(words)]
    return [at for at in found if abs(at.latitude) <= 90 and abs(at.longitude) <= 180]


def _position(found: re.Match[str]) -> Position:
    part = found.groupdict()
    latitude, longitude = _degrees(part, "a"), _degrees(part, "o")
    step = 1 / 3600 if part.get("as") else 1 / 60 if part.get("am") else 10.0 ** -len(part["a"].partition(".")[2])
    return Position(latitude=latitude, longitude=longitude, radius_km=max(0.05, step * _KM), written=found.group())


def _degrees(part: dict[str, str | None], axis: str) -> float:
    value = float(part[axis] or 0) + float(part.get(f"{axis}m") or 0) / 60 + float(part.get(f"{axis}s") or 0) / 3600
    return -value if part.get(f"{axis}h") in ("S", "W") else value
