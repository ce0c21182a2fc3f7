"""The words of names: particles dropped, compounds (Abd al-Rahman, Abu Walid, Nur al-Din) made one, each sounded once.

A `Words` table holds every distinct word with its keys; a name is then a short list of numbers, and comparing
many names is arithmetic over columns (see align.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from probanda.resolve import attested, sound
from probanda.resolve.normal import fold_all

PLAIN, SERVANT, KUNYA, FAITH, GOD = range(5)
_ARTICLE, _ASSIMILATED, _FILIATION, _TITLE, _HONORIFIC = range(5, 10)
_COMPOUND = (SERVANT, KUNYA, FAITH, GOD)
_JOINED = (
    (PLAIN, re.compile(r"^(?:b[ie]nal|b[ie]nt?al)(.{3,})$")),
    (KUNYA, re.compile(r"^(?:abu|abou|aboo|ابو)(?:l|ال)?(.{3,})$")),
    (SERVANT, re.compile(r"^(?:abd[aeiou]{0,2}l?|عبدال|عبد)(.{3,})$")),
    (FAITH, re.compile(r"^(.{3,}?)(?:[aeiu]?l?d?-?d(?:i|ee|ie|y)ne?|الدين)$")),
    (GOD, re.compile(r"^(.{3,}?)(?:[aeou]ll?ah?|الله)$")),
)
_GOD_ALONE = re.compile(r"^(?:[aeiou]?l?l?ah?|الله|لله|له)$")
_ARTICLE_JOINED = re.compile(r"^(?:al|el)(?=[bcdfghjkmnpqrstvwxyz][a-z]{3})")


class Word(NamedTuple):
    """One word of a name. `classes`: up to three attested Arabic names with shares; `weight`: 0.2 (common) to 1 (rare)."""

    text: str
    kind: int
    sound: str
    skeleton: str
    classes: tuple[tuple[str, float], ...]
    weight: float
    abjad: bool


class Particles(NamedTuple):
    """What each particle is, what is short for what, and which titles stand after a name."""

    roles: dict[str, int]
    abbreviated: dict[str, str]
    suffixes: frozenset[str]


@cache
def _particles() -> Particles:
    table: Any = yaml.safe_load((files("probanda") / "data/names/particles.yaml").read_text("utf-8"))
    kinds = {"article": _ARTICLE, "assimilated": _ASSIMILATED, "filiation": _FILIATION, "servant": SERVANT}
    kinds |= {"kunya": KUNYA, "faith": FAITH, "god": GOD, "title": _TITLE, "honorific": _HONORIFIC}
    roles = {word: code for kind, code in kinds.items() for word in table[kind]}
    return Particles(roles, table["abbreviated"], frozenset(table["suffix"]))


class Words:
    """A growing table of distinct words; `numbers(names)` gives each name as the numbers of its words."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        """`weights` gives marked words (concepts of organisations, see units.py) their own weight."""
        self.words: list[Word] = []
        self._weights = weights
        self._number: dict[tuple[str, int, str], int] = {}
        self._plain: dict[str, int] = {}

    def numbers(self, names: Sequence[str]) -> list[list[int]]:
        """For each name the numbers of its words, particles and titles left out."""
        roles = _particles().roles
        plain, out = self._plain, []
        for name in fold_all([sound.repair(name) for name in names]):
            parts = name.split()
            numbers = [plain.get(part, -1) for part in parts]
            if -1 in numbers:
                parts = [sound.latin(part) for part in parts]
                numbers = self._compound(parts) if any(p in roles for p in parts) else [self._add_plain(p) for p in parts]
            out.append(numbers)
        return out

    def of_parts(self, split: Sequence[Sequence[str]]) -> list[list[int]]:
        """For each name of an organisation, already split, the numbers of its words; nothing in it is a title."""
        return [self._compound([sound.latin(part) if part[0] != "§" else part for part in parts], False) for parts in split]

    def _add_plain(self, text: str) -> int:
        number = self._plain.get(text)
        if number is None:
            number = self._add(text, PLAIN, text)
            # A particle standing alone ("Din") is a name here, and may govern the next word elsewhere.
            if text not in _particles().roles:
                self._plain[text] = number
        return number

    def _add(self, text: str, kind: int, base: str) -> int:
        key = (text, kind, base)
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self.words)
            marked = text[0] == "§"
            self.words.append(_marked(text, number, self._weights or {}) if marked else word(text, kind, base))
        return number

    def _compound(self, parts: list[str], person: bool = True) -> list[int]:
        roles = _particles().roles
        units: list[tuple[str, int, str]] = []
        i = 0
        while i < len(parts):
            role = roles.get(parts[i], PLAIN)
            if role in (_ARTICLE, _FILIATION) or (role == _ASSIMILATED and units):
                i += 1
            elif role in (SERVANT, KUNYA) and i + 1 < len(parts):
                i = _prefixed(parts, i, units)
            elif role in (FAITH, GOD) and units and units[-1][1] == PLAIN:
                text, _, base = units.pop()
                units.append((text + parts[i], role, base))
                i += 1
            else:
                units.append((parts[i], role if role in (_TITLE, _HONORIFIC) else PLAIN, parts[i]))
                i += 1
        kept = _without_titles(units) if person else [(t, PLAIN if k in (_TITLE, _HONORIFIC) else k, b) for t, k, b in units]
        return [self._add_plain(t) if kind == PLAIN else self._add(t, kind, base) for t, kind, base in kept]


def _prefixed(parts: list[str], start: int, units: list[tuple[str, int, str]]) -> int:
    """Join "abd" or "abu" with the name it governs; the position after it."""
    roles = _particles().roles
    kind, i = roles[parts[start]], start + 1
    while i < len(parts) - 1 and roles.get(parts[i]) in (_ARTICLE, _ASSIMILATED, SERVANT):
        i += 1
    units.append(("".join(parts[start : i + 1]), kind, parts[i]))
    return i + 1


def _without_titles(units: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """Titles are no part of a name; words that are names as often as honorifics (Hafiz, Sayyid) go only when two others stay."""
    last = len(units) - 1
    kept = [u for i, u in enumerate(units) if u[1] != _TITLE or (i == last and u[0] not in _particles().suffixes)]
    names = [u for i, u in enumerate(kept) if u[1] != _HONORIFIC or (i == len(kept) - 1)]
    chosen = names if len(names) > 1 else kept or units
    return [(t, PLAIN if kind in (_TITLE, _HONORIFIC) else kind, base) for t, kind, base in chosen]


def word(text: str, kind: int, base: str) -> Word:
    """A word sounded and looked up; a compound written as one ("Abdulrahman", "نورالدين") is taken apart."""
    text, base = _particles().abbreviated.get(text, text), _particles().abbreviated.get(base, base)
    classes = _classes(text)
    if kind == PLAIN:
        kind, base = _taken_apart(text)
        if kind == PLAIN and not classes and (stripped := _ARTICLE_JOINED.sub("", text)) != text:
            base, classes = stripped, _classes(stripped)
    if not classes and kind != PLAIN and not sound.is_arabic(text):
        classes = (
            _classes(("abdul" if kind == SERVANT else "abu" if kind == KUNYA else "") + base) if kind in (SERVANT, KUNYA) else ()
        )
    base, abjad = _latin_form(base)
    if kind == SERVANT and _GOD_ALONE.match(base):
        base, abjad = "allah", False
    heard = sound.consonants(base) if abjad else sound.phonetic(base)
    return Word(text, kind, heard, sound.skeleton(heard), classes, _weight(classes, kind), abjad)


def _marked(text: str, number: int, weights: Mapping[str, float]) -> Word:
    """A concept or a number: like nothing but itself, hence a sound of its own (a private-use character)."""
    own = chr(0xF0000 + number)
    return Word(text, PLAIN, own * 4, own * 4, (), weights.get(text, 1.0), False)


def _taken_apart(text: str) -> tuple[int, str]:
    for kind, pattern in _JOINED:
        if found := pattern.match(text):
            return kind, found[1]
    return PLAIN, text


def _latin_form(base: str) -> tuple[str, bool]:
    """The commonest attested Latin form of an Arabic word, else the word itself, whose vowels are then unknown."""
    if not sound.is_arabic(base):
        return base, False
    name = attested.bare(attested.repair(base))
    forms = attested.attested().latin.get(name)
    if forms:
        form = forms[0]
        return (form[2:] if base.startswith("ال") and form[:2] in ("al", "el") and len(form) > 4 else form), False
    return name, True


def _classes(text: str) -> tuple[tuple[str, float], ...]:
    if sound.is_arabic(text):
        name = attested.bare(attested.repair(text))
        return ((name, 1.0),) if name in attested.attested().bearers else ()
    known, group = attested.attested().arabic.get(text, ()), _equivalents().get(text)
    return (*known[:2], (group, 0.5)) if group else known


@cache
def _equivalents() -> dict[str, str]:
    groups: Any = yaml.safe_load((files("probanda") / "data/names/equivalents.yaml").read_text("utf-8"))
    return {name: f"={group[0]}" for group in groups for name in group}


def _weight(classes: tuple[tuple[str, float], ...], kind: int) -> float:
    """How much a shared word says: 1 for a rare one, less with the logarithm of how many bear it."""
    if not classes:
        return 1.0 if kind == PLAIN else 0.9
    n = max(attested.attested().bearers.get(name, 20) * share for name, share in classes)
    return max(0.25, 1.0 - 0.09 * math.log(1.0 + n))


def is_known(word: Word) -> bool:
    """Whether the word is attested often enough that a difference from another known name means another name."""
    count = attested.attested().bearers
    return any(count.get(name, 0) * share >= 3 for name, share in word.classes)
