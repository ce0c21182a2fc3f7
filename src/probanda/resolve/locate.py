"""Which place does a name mean in this text? Never a silent wrong country.

A town is located only in a country that its text names, or, where the text names none, when it is the only town of the name
and a large one. What stays open has no coordinates, and is compared by name alone.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from probanda.errors import UsageError
from probanda.model import Mention
from probanda.resolve.places import Gazetteer, OwnPlace, Place, countries_named

LARGE = 100_000
"""Inhabitants from which a town is meant although its text names no country."""


class Locator:
    """Places by the text that names them."""

    def __init__(self, gazetteer: Gazetteer, mentions: Iterable[Mention]) -> None:
        self._gazetteer = gazetteer
        named: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.type == "place":
                named[mention.span.text].add(mention.name)
        self._countries = {text: frozenset(countries_named(names)) for text, names in named.items()}

    def find(self, text: str, names: Sequence[str]) -> Place | None:
        """The place that the first name means in this text; names beside it may give the country ("Derna", "Libya").

        None where it stays open: that the second is known ("Idlib") does not say where in it the first is.
        """
        if not names:
            return None
        countries = frozenset(countries_named(names)) or self._countries.get(text, frozenset())
        place = self._gazetteer.find(names[0], countries)
        return None if place and place.kind == "town" and not countries and place.population < LARGE else place


def own_places(names: bytes) -> tuple[OwnPlace, ...]:
    """The analyst's own places: the rows of a names.csv that have a country (columns country, latitude, longitude).

    :raises UsageError: a coordinate is no number of degrees.
    """
    rows = csv.DictReader(io.StringIO(names.decode("utf-8-sig"), newline=""))
    return tuple(_own(row) for row in rows if row.get("type") == "place" and (row.get("country") or "").strip())


def _own(row: dict[str, str]) -> OwnPlace:
    names = (row["name"], *(row.get("aliases") or "").split(";"))
    return OwnPlace(
        names=tuple(name.strip() for name in names if name.strip()),
        country=row["country"].strip().upper(),
        latitude=_degrees(row, "latitude", 90),
        longitude=_degrees(row, "longitude", 180),
        source=row.get("note") or "",
    )


def _degrees(row: dict[str, str], column: str, most: int) -> float | None:
    given = (row.get(column) or "").strip()
    try:
        value = float(given) if given else None
    except ValueError:
        value = float(most + 1)
    if value is not None and abs(value) <= most:
        return value
    if value is None:
        return None
    raise UsageError(f"names.csv: {column} says {given!r}", where=row["name"], next=f"write degrees from -{most} to {most}")


def open_gazetteer(folder: Path, own: Sequence[OwnPlace] = ()) -> Gazetteer:
    """The gazetteer kept in `folder`; where nothing can be written there, one that lasts as long as the process."""
    try:
        return Gazetteer(folder, own)
    except OSError:
        return Gazetteer(_lent(), own)


@cache
def _lent() -> Path:
    return Path(tempfile.mkdtemp(prefix="probanda-places-"))
