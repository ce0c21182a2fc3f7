"""Words inside names that are no name by themselves: articles, "son of", titles, and the first and last parts of compounds.

"Abd al-Rahman", "Abu Walid" and "Nur al-Din" are one name each; "Field Marshal" is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

PLAIN, SERVANT, KUNYA, FAITH, GOD = range(5)
_ARTICLE, _ASSIMILATED, _FILIATION, _LEADING, _MIDDLE, _TRAILING, _TITLE, _HONORIFIC = range(5, 13)
_JOINABLE = (PLAIN, _TITLE, _HONORIFIC)
_SECTIONS = {
    "article": _ARTICLE,
    "assimilated": _ASSIMILATED,
    "filiation": _FILIATION,
    "servant": SERVANT,
    "kunya": KUNYA,
    "faith": FAITH,
    "god": GOD,
    "leading": _LEADING,
    "middle": _MIDDLE,
    "trailing": _TRAILING,
    "title": _TITLE,
    "honorific": _HONORIFIC,
}


_WHOLE = ("ullah", "ollah", "allah", "uddin", "eddine", "الله", "الدين")
"""Ends of names that are compounds already: "Hamdullah Allah Noor"."""


class Unit(NamedTuple):
    """One name within a name: its whole text, what kind of compound it is, and the part that tells it from others."""

    text: str
    kind: int
    base: str


class Particles(NamedTuple):
    """What each particle is, what is short for what, and which titles stand after a name."""

    roles: dict[str, int]
    abbreviated: dict[str, str]
    suffixes: frozenset[str]


@cache
def particles() -> Particles:
    """The tables of data/names/particles.yaml."""
    table: Any = yaml.safe_load((files("probanda") / "data/names/particles.yaml").read_text("utf-8"))
    roles = {word: code for section, code in _SECTIONS.items() for word in table[section]}
    return Particles(roles, table["abbreviated"], frozenset(table["suffix"]))


def split(parts: Sequence[str], *, person: bool = True) -> list[Unit]:
    """The units of a name given as folded words. Titles go with a person only: an organisation may be called General.

    >>> [unit.text for unit in split("field marshal abd al rahman bin nasr".split())]
    ['abdalrahman', 'nasr']
    """
    roles = particles().roles
    units: list[Unit] = []
    i = 0
    while i < len(parts):
        role = roles.get(parts[i], PLAIN)
        if role in (_ARTICLE, _FILIATION) or (role == _ASSIMILATED and units):
            i += 1
        elif role in (SERVANT, KUNYA) and i + 1 < len(parts):
            i = _governing(parts, i, units)
        elif role in (FAITH, GOD) and units and units[-1].kind == PLAIN and not units[-1].text.endswith(_WHOLE):
            units[-1] = Unit(units[-1].text + parts[i], role, units[-1].base)
            i += 1
        elif role == _LEADING and i + 1 < len(parts):
            units.append(Unit(parts[i] + parts[i + 1], PLAIN, parts[i] + parts[i + 1]))
            i += 2
        elif units and units[-1].kind in _JOINABLE and (role == _TRAILING or (role == _MIDDLE and i + 1 < len(parts))):
            units[-1] = Unit(units[-1].text + parts[i], PLAIN, units[-1].text + parts[i])
            i += 1
        else:
            units.append(Unit(parts[i], role if role in (_TITLE, _HONORIFIC) else PLAIN, parts[i]))
            i += 1
    return [u._replace(kind=PLAIN) if u.kind > GOD else u for u in (_without_titles(units) if person else units)]


def _governing(parts: Sequence[str], start: int, units: list[Unit]) -> int:
    """Join "abd" or "abu" with the name it governs; the position after it."""
    roles = particles().roles
    i = start + 1
    while i < len(parts) - 1 and roles.get(parts[i]) in (_ARTICLE, _ASSIMILATED, SERVANT):
        i += 1
    units.append(Unit("".join(parts[start : i + 1]), roles[parts[start]], parts[i]))
    return i + 1


def _without_titles(units: list[Unit]) -> list[Unit]:
    """Titles are no part of a name; words that are names as often as honorifics (Hafiz, Sayyid) go only when two others stay."""
    last, suffixes = len(units) - 1, particles().suffixes
    kept = [u for i, u in enumerate(units) if u.kind != _TITLE or (i == last and u.text not in suffixes)]
    names = [u for i, u in enumerate(kept) if u.kind != _HONORIFIC or i == len(kept) - 1]
    return names if len(names) > 1 else kept or units
