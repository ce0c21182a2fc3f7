"""What is known of names before a text is read: institutions, countries, peoples, titles, and the nouns names are made with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

import msgspec

from probanda.extract.rules import load, load_as
from probanda.model import MentionType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a block that may be a name. Positions are local; `weight` says which of two overlapping ones is kept."""

    start: int
    end: int
    type: MentionType | None
    rule: str
    weight: int
    titles: tuple[str, ...] = ()
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A name as it may be written, with what it stands for."""

    written: str
    canonical: str
    type: MentionType


class Country(msgspec.Struct, forbid_unknown_fields=True):
    """Other names of a country or region, and the words for its people."""

    other: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


Index = Mapping[str, tuple[Known, ...]]
HEAD_TYPES: dict[str, MentionType] = {
    "unit": "unit",
    "armed_group": "armed_group",
    "force": "organisation",
    "organisation": "organisation",
    "court": "court",
    "place": "place",
    "publication": "publication",
    "operation": "operation",
}
_UNITED = "United Nations"
_WORD = re.compile(r"(?<![\w.])[^\W_][\w'’.&/-]*")
_HYPHENATED = ("-based", "-born", "-held", "-controlled", "-based")


@cache
def countries() -> dict[str, Country]:
    """Country or region > other names and demonyms."""
    table: dict[str, Country] = load_as(dict[str, Country], "countries")
    return table


@cache
def peoples() -> frozenset[str]:
    """Demonyms, peoples, religions and ideologies: words with a capital that name neither a person nor an organisation."""
    return frozenset(word for entry in countries().values() for word in entry.people) | set(load("peoples")["peoples"])


@cache
def not_names() -> frozenset[str]:
    """Words and phrases with a capital that are no name of the kinds we seek."""
    words = set(load("peoples")["not_names"])
    return frozenset(words | {w.upper() for w in words if len(w) > 3})


@cache
def shapes(which: str) -> frozenset[str]:
    """Words that no name of a person, body or place begins with (`not_first`) or ends with (`not_last`)."""
    return frozenset(load("peoples")[which])


@cache
def place_of_people() -> dict[str, str]:
    """Demonym > country or region: Yugoslav > Yugoslavia."""
    return {word: name for name, entry in countries().items() for word in entry.people}


@cache
def titles() -> dict[str, str]:
    """Title or rank as written > its kind (courtesy, military ...)."""
    return {word: kind for kind, words in load("titles").items() for word in words}


@cache
def _posts() -> frozenset[str]:
    return frozenset(word.lower() for words in load("posts").values() for word in words if " " not in word)


def post_like(word: str) -> bool:
    """Whether a word is a post or occupation, in singular or plural: no name ends with one."""
    small = word.lower()
    return small in _posts() or (small.endswith("s") and small[:-1] in _posts())


@cache
def heads() -> dict[str, str]:
    """Noun that a name is made with > its kind, for nouns with a capital."""
    return {word: kind for kind, words in load("heads").items() if kind in HEAD_TYPES for word in words}


@cache
def institutions(language: str = "en") -> Index:
    """Known institutions and places by the first word of each way to write them."""
    table = [_known(line, cast(MentionType, kind)) for kind, lines in load("institutions", language).items() for line in lines]
    if language == "en":
        table += [_place(name, entry) for name, entry in countries().items()]
    return index(known for group in table for known in group)


def index(known: Iterable[Known]) -> Index:
    """By first word, longest first."""
    table: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        table[_first(one.written)].append(one)
    return {word: tuple(sorted(group, key=lambda k: -len(k.written))) for word, group in table.items()}


def _known(line: str, kind: MentionType) -> list[Known]:
    names = line.split(" | ")
    return [Known(name, names[0], kind) for name in names]


def _place(name: str, entry: Country) -> list[Known]:
    written = [name, *entry.other]
    return [Known(form, name, "place") for form in written] + [
        Known(form.upper(), name, "place") for form in written if len(form) > 4
    ]


def _first(written: str) -> str:
    return re.split(r"[\s,]", written, maxsplit=1)[0].rstrip(".")


def lookup(body: str, table: Index, rule: str, *, weight: int) -> list[Candidate]:
    """All places of known names in a text; the longest at each place."""
    found: list[Candidate] = []
    end = 0
    begins = {key[:2] for key in table}
    for word in _WORD.finditer(body):
        if word.start() < end or word[0][:2] not in begins:
            continue
        known = next((k for key in _keys(word[0]) for k in table.get(key, ()) if _stands(body, word.start(), k.written)), None)
        if known:
            end = word.start() + len(known.written)
            several = 6 if " " in known.written and known.type != "place" else 0
            if (
                found
                and found[-1].end == word.start() - 1
                and found[-1].canonical == _UNITED
                and known.type not in ("place", "person")
            ):
                found[-1] = replace(found[-1], end=end, type=known.type, weight=weight + 6, canonical=known.canonical)
                continue
            found.append(Candidate(word.start(), end, known.type, rule, weight + several, canonical=known.canonical))
    return found


def _keys(word: str) -> tuple[str, ...]:
    plain = word.rstrip(".'’-&/")
    cut = re.split(r"['’/-]", plain, maxsplit=1)[0].rstrip(".")
    return tuple(dict.fromkeys((plain, re.sub(r"['’]s?$", "", plain), cut)))


def _stands(body: str, start: int, written: str) -> bool:
    end = start + len(written)
    if not body.startswith(written, start):
        return False
    rest = body[end : end + 12]
    return not rest or (
        not (rest[0].isalnum() or rest[0] in "_@") and (rest[0] != "-" or rest.startswith(_HYPHENATED) or not rest[1:2].isalnum())
    )
