"""How a word of a name sounds, roughly: two keys in which the spellings of one name in several conventions meet.

`phonetic` keeps vowels in three classes, `skeleton` the consonants in a dozen (Zobel & Dart 1996 on why two such
levels beat Soundex). The tables are data (data/names/sounds.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


class Sounds(NamedTuple):
    """The tables of sounds, ready for use."""

    latin: tuple[tuple[re.Pattern[str], str], ...]
    coarse: dict[int, str]
    arabic: dict[int, str]
    cyrillic: dict[int, str]


@cache
def _sounds() -> Sounds:
    table: Any = yaml.safe_load((files("probanda") / "data/names/sounds.yaml").read_text("utf-8"))
    coarse = {ord(c): table["coarse"].get(c, "") for c in "abcdefghijklmnopqrstuvwxyzS0123456789"}
    return Sounds(
        tuple((re.compile(pattern, re.MULTILINE), by) for pattern, by in table["latin"]),
        {**coarse, **{ord(c): c for c in "A0123456789"}},
        str.maketrans(table["arabic"]),
        str.maketrans(table["cyrillic"]),
    )


_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TWICE = re.compile(r"([a-zS])\1+")
_FIRST_VOWEL = re.compile("^[aiu]", re.MULTILINE)
_SILENT = re.compile("(?<=[a-zAS])(?:w|h$)", re.MULTILINE)
_BROKEN_ALLAH = re.compile(r"\bهللا\b")


def is_arabic(word: str) -> bool:
    """Whether the word is in the Arabic script."""
    return bool(_ARABIC.search(word))


def latin(word: str) -> str:
    """A folded word in Latin letters; words of the Arabic script stay as they are (their vowels are not written).

    >>> latin("хафтар"), latin("haftar"), latin("حفتر")
    ('khaftar', 'haftar', 'حفتر')
    """
    if word.isascii() or is_arabic(word):
        return word
    if _CYRILLIC.search(word):
        return word.translate(_sounds().cyrillic)
    from anyascii import anyascii

    return re.sub(r"[^a-z0-9]", "", anyascii(word).lower())


def phonetic(word: str) -> str:
    """The sound of a folded Latin word, vowels in three classes: a, i, u.

    >>> phonetic("ouerfelli") == phonetic("werfalli"), phonetic("hussein") == phonetic("hocine")
    (True, True)
    """
    return phonetic_all([word])[0]


def phonetic_all(words: Sequence[str]) -> list[str]:
    """`phonetic` for many words at once, each rule run once over all of them."""
    if not words:
        return []
    text = "\n".join(words)
    for pattern, by in _sounds().latin:
        text = pattern.sub(by, text)
    return _TWICE.sub(r"\1", text).split("\n")


def consonants(word: str) -> str:
    """The letters of a folded word in the Arabic script, as `phonetic` writes them; short vowels are not there to be known."""
    return _TWICE.sub(r"\1", word.translate(_sounds().arabic))


def skeleton(sound: str) -> str:
    """The consonants of a phonetic key in classes; an initial vowel stays as A, a final h is dropped.

    >>> skeleton(phonetic("gaddafi")) == skeleton(phonetic("kadhafi")) == skeleton(consonants("قذافي"))
    True
    """
    return skeleton_all([sound])[0]


def skeleton_all(sounds: Sequence[str]) -> list[str]:
    """`skeleton` for many phonetic keys at once."""
    if not sounds:
        return []
    text = _FIRST_VOWEL.sub("A", "\n".join(sounds))
    return _SILENT.sub("", text).translate(_sounds().coarse).split("\n")


def repair(name: str) -> str:
    """Undo what text extraction from PDF files does to the ligature of lam and alef: "هللا" for "الله".

    Only this form is certain; in any other word the two letters may stand in either order (see `attested.repair`).
    """
    return _BROKEN_ALLAH.sub("الله", name)
