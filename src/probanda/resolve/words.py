"""The words of names, each distinct one sounded and looked up once.

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
from probanda.resolve.particles import FAITH, GOD, KUNYA, PLAIN, SERVANT, Unit, particles, split

_JOINED = (
    (PLAIN, re.compile(r"^(?:b[ie]nal|b[ie]nt?al)(.{3,})$")),
    (KUNYA, re.compile(r"^(?:abu|abou|aboo|ابو)(?:l|ال)?(.{3,})$")),
    (SERVANT, re.compile(r"^(?:abd[aeiou]{0,2}l?|عبدال|عبد)(.{3,})$")),
    (FAITH, re.compile(r"^(.{3,}?)(?:[aeiu]?l?d?-?d(?:i|ee|ie|y)ne?|الدين)$")),
    (GOD, re.compile(r"^(.{3,}?)(?:[aeou]ll?ah?|الله)$")),
)
_GOD_ALONE = re.compile(r"^(?:[aeiou]?l?l?ah?|الله|لله|له)$")
_ARTICLE_JOINED = re.compile(r"^(?:al|el)(?=[bcdfghjkmnpqrstvwxyz][a-z]{3})")
MARK = "§"
"""Stands before a word that is a concept or a number, not a name (see units.py)."""
Classes = tuple[tuple[str, float], ...]


class Word(NamedTuple):
    """One word of a name. `classes`: up to three attested Arabic names with shares; `weight`: 0.25 (common) to 1 (rare)."""

    text: str
    kind: int
    sound: str
    skeleton: str
    classes: Classes
    weight: float
    abjad: bool


BLANK = Word("", PLAIN, "", "", (), 1.0, False)


class Words:
    """A growing table of distinct words; `numbers(names)` gives each name as the numbers of its words."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        """`weights` gives marked words (concepts of organisations) their own weight."""
        self.words: list[Word] = []
        self._weights = weights or {}
        self._number: dict[Unit, int] = {}
        self._plain: dict[str, int] = {}

    def numbers(self, names: Sequence[str]) -> list[list[int]]:
        """For each name the numbers of its words, particles and titles left out."""
        roles, plain = particles().roles, self._plain
        out = []
        for name in fold_all(names):
            parts = name.split()
            try:
                out.append([plain[part] for part in parts])
            except KeyError:
                parts = [heard for part in parts if (heard := sound.latin(sound.repair(part)))]
                units = split(parts) if any(p in roles for p in parts) else [Unit(p, PLAIN, p) for p in parts]
                out.append([self._add(unit) for unit in units])
        self._describe()
        return out

    def of_parts(self, names: Sequence[Sequence[str]]) -> list[list[int]]:
        """For each name of an organisation, already split into words, the numbers of its words; nothing in it is a title."""
        out = []
        for name in names:
            parts = [heard for part in name if (heard := part if part[0] == MARK else sound.latin(part))]
            out.append([self._add(unit) for unit in split(parts, person=False)])
        self._describe()
        return out

    def _add(self, unit: Unit) -> int:
        number = self._number.get(unit)
        if number is None:
            number = self._number[unit] = len(self._number)
            # A particle standing alone ("Din") is a name here, and may govern the next word elsewhere.
            if unit.kind == PLAIN and unit.text not in particles().roles:
                self._plain[unit.text] = number
        return number

    def _describe(self) -> None:
        new = list(self._number)[len(self.words) :]
        self.words.extend(describe(new, self._weights, len(self.words)))


def describe(units: Sequence[Unit], weights: Mapping[str, float], start: int = 0) -> list[Word]:
    """Words sounded and looked up; a compound written as one ("Abdulrahman", "نورالدين") is taken apart.

    `start` numbers the concepts, each of which sounds like nothing but itself (a private-use character).
    """
    looked_up = [_look_up(unit) for unit in units]
    sounds = sound.phonetic_all([base for _, base, _, _ in looked_up])
    sounds = [sound.consonants(b) if abjad else s for s, (_, b, _, abjad) in zip(sounds, looked_up, strict=True)]
    skeletons = sound.skeleton_all(sounds)
    out = []
    for i, (unit, (kind, _, classes, abjad)) in enumerate(zip(units, looked_up, strict=True)):
        if unit.text[0] == MARK:
            own = chr(0xF0000 + start + i) * 4
            out.append(Word(unit.text, PLAIN, own, own, (), weights.get(unit.text, 1.0), False))
        else:
            out.append(Word(unit.text, kind, sounds[i], skeletons[i], classes, _weight(classes, kind), abjad))
    return out


def _look_up(unit: Unit) -> tuple[int, str, Classes, bool]:
    """Kind, the part that sounds, attested names, and whether its vowels are unknown."""
    short = particles().abbreviated
    text, kind, base = short.get(unit.text, unit.text), unit.kind, short.get(unit.base, unit.base)
    classes = _classes(text)
    if kind == PLAIN:
        kind, base = _taken_apart(attested.bare(text) if sound.is_arabic(text) else text)
        if kind == PLAIN and not classes and (stripped := _ARTICLE_JOINED.sub("", text)) != text:
            base, classes = stripped, _classes(stripped)
    if not classes and kind in (SERVANT, KUNYA) and not sound.is_arabic(text):
        classes = _classes(("abdul" if kind == SERVANT else "abu") + base)
    base, abjad = _latin_form(base)
    if kind == SERVANT and _GOD_ALONE.match(base):
        base, abjad = "allah", False
    return kind, base, classes, abjad


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
        # Latin spellings keep the article that the bare Arabic name has lost.
        form = forms[0]
        return (form[2:] if name[0] != "ا" and form[:2] in ("al", "el") and len(form) > 4 else form), False
    return name, True


def _classes(text: str) -> Classes:
    if sound.is_arabic(text):
        name = attested.bare(attested.repair(text))
        return ((name, 1.0),) if name in attested.attested().bearers else ()
    known, group = attested.attested().arabic.get(text, ()), _equivalents().get(text)
    return (*known[:2], (group, 0.5)) if group else known


@cache
def _equivalents() -> dict[str, str]:
    groups: Any = yaml.safe_load((files("probanda") / "data/names/equivalents.yaml").read_text("utf-8"))
    return {name: f"={group[0]}" for group in groups for name in group}


def _weight(classes: Classes, kind: int) -> float:
    """How much a shared word says: 1 for a rare one, less with the logarithm of how many bear it."""
    if not classes:
        return 1.0 if kind == PLAIN else 0.9
    n = max(attested.attested().bearers.get(name, 20) * share for name, share in classes)
    return max(0.25, 1.0 - 0.09 * math.log(1.0 + n))


def is_known(word: Word) -> bool:
    """Whether the word is attested often enough that a difference from another known name means another name."""
    count = attested.attested().bearers
    return any(count.get(name, 0) * share >= 30 for name, share in word.classes)
