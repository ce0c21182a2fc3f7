"""Places of a case's own: rows of names.csv that say where they lie, and what people have decided since."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from probanda import decided
from probanda.derived import Site
from probanda.errors import DecisionError
from probanda.model import Decision

_GIVEN = ("latitude", "longitude", "outline")


def sites(names: bytes | None, decisions: Iterable[Decision]) -> tuple[Site, ...]:
    """The places of a case, what was decided last standing first.

    `names` is names.csv, whose columns latitude, longitude, radius_km and outline (WKT) are read where `type` is place.
    """
    rows = csv.DictReader(io.StringIO((names or b"").decode("utf-8-sig"), newline=""))
    placed = [d for d in decided.standing(decisions) if d.verdict == "place"]
    return (*(of(d) for d in reversed(placed)), *_listed(rows))


def _listed(rows: Iterable[Mapping[str, str | None]]) -> Iterator[Site]:
    for row in rows:
        given = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str)}
        if given.get("type") == "place" and given.get("name") and any(given.get(key) for key in _GIVEN):
            names = (given["name"], *(s.strip() for s in given.get("aliases", "").split(";") if s.strip()))
            # A slip in a table must not stop the case: a place without a position is listed as not placed.
            with suppress(DecisionError):
                yield _site(names, given, source=f"the case's list of names{_because(given.get('note', ''))}")
                continue
            yield Site(names=names, source="names.csv gives a position that cannot be read")


def of(decision: Decision) -> Site:
    """The place that a decision puts on the map. Raises DecisionError where it gives no position on the globe."""
    source = f"placed by {decision.by} on {decision.at:%Y-%m-%d}{_because(decision.reason)}"
    return _site(decision.about, decision.value, source=source)


def _site(names: tuple[str, ...], given: Mapping[str, str], *, source: str) -> Site:
    try:
        latitude, longitude = _number(given.get("latitude")), _number(given.get("longitude"))
        radius = _number(given.get("radius_km"))
    except ValueError:
        raise DecisionError("a position is given in decimal degrees", next="as 33.5138 and -36.2765") from None
    outline = given.get("outline", "")
    if latitude is None or longitude is None:
        if not outline:
            raise DecisionError("a place needs a latitude and a longitude", next="as 33.5138 and -36.2765")
        latitude = longitude = None
    elif abs(latitude) > 90 or abs(longitude) > 180 or (radius or 0) > 20_000:
        raise DecisionError("that position is not on the globe", next="latitude to 90, longitude to 180 degrees")
    return Site(
        names=names,
        country=given.get("country", "").upper(),
        latitude=latitude,
        longitude=longitude,
        radius_km=max(0.05, radius or 1.0),
        outline=outline,
        source=source,
    )


def _number(written: str | None) -> float | None:
    value = float(written) if written else None
    if value is not None and (value != value or abs(value) == float("inf")):
        raise ValueError(written)
    return value


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""
