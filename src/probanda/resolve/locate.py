"""Which place does a name mean in this text? Never a silent wrong country.

A town is located only in a country that its text names, or, where the text names none, when it is the only town of the name
and a large one. The case's own places come first. What stays open has no coordinates, and is compared by name alone.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from probanda.derived import Site
from probanda.model import Mention
from probanda.resolve.normal import fold
from probanda.resolve.places import Gazetteer, Place, countries_named

LARGE = 100_000
"""Inhabitants from which a town is meant although its text names no country."""


class Locator:
    """Places by the text that names them. `sites` are the case's own."""

    def __init__(self, gazetteer: Gazetteer, mentions: Iterable[Mention], sites: Iterable[Site] = ()) -> None:
        self._gazetteer = gazetteer
        named: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.type == "place":
                named[mention.span.text].add(mention.name)
        self._countries = {text: frozenset(countries_named(names)) for text, names in named.items()}
        self._own: dict[str, Place] = {}
        for number, site in enumerate(sites):
            for name in site.names:
                self._own.setdefault(fold(name), _own(number, site))

    def find(self, text: str, names: Sequence[str]) -> Place | None:
        """The place that the first name means in this text; names beside it may give the country ("Derna", "Libya").

        None where it stays open: that the second is known ("Idlib") does not say where in it the first is.
        """
        if not names:
            return None
        if own := self._own.get(fold(names[0])):
            return own
        countries = frozenset(countries_named(names)) or self._countries.get(text, frozenset())
        place = self._gazetteer.find(names[0], countries)
        return None if place and place.kind == "town" and not countries and place.population < LARGE else place


def _own(number: int, site: Site) -> Place:
    return Place(
        id=f"own:{number}",
        name=site.names[0],
        country=site.country,
        latitude=site.latitude,
        longitude=site.longitude,
        kind="own",
    )


def open_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer kept in `folder`; where nothing can be written there, one that lasts as long as the process."""
    try:
        return Gazetteer(folder)
    except OSError:
        return Gazetteer(_lent())


@cache
def _lent() -> Path:
    return Path(tempfile.mkdtemp(prefix="probanda-places-"))
