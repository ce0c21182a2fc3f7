"""Whole sentences with named slots in each language of the dossier and the interface (`data/phrases`, `data/dossier/words`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, reduce
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("en", "fr", "ar")
_FOLDERS = ("phrases", "dossier/words")
SLOT = re.compile(r"\{(\w+)\}")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]|\d[-/:.]\d")
"""What an Arabic sentence would turn or put out of order: after Arabic letters the parts of 2031-05-07 run from right to left."""
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_ISOLATED = "\u2068{}\u2069"
"""Around words within an Arabic sentence (Unicode UAX 9, first strong isolate): Latin names must not turn what is around them."""


def _english(n: int) -> str:
    return "one" if n == 1 else "other"


def _french(n: int) -> str:
    return "one" if n in (0, 1) else "other"


def _arabic(n: int) -> str:
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    return "few" if 3 <= n % 100 <= 10 else "many" if 11 <= n % 100 <= 99 else "other"


PLURAL: dict[str, Callable[[int], str]] = {"en": _english, "fr": _french, "ar": _arabic}
"""The plural category of a whole number in each language (Unicode CLDR, plural rules)."""


@cache
def held(language: str) -> dict[str, Any]:
    """All phrases of a language, by key."""
    found: dict[str, Any] = {}
    for folder in _FOLDERS:
        found |= yaml.safe_load((files("probanda") / f"data/{folder}/{language}.yaml").read_text("utf-8"))
    return found


def say(language: str, key: str, /, **slots: str | int) -> str:
    """The phrase with its slots filled; the number `n` chooses between forms. Brackets around an empty slot are left out."""
    phrase, n = held(language)[key], slots.get("n", 1)
    if isinstance(phrase, dict):
        phrase = phrase.get(PLURAL[language](int(n)), phrase["other"])
    told = {name: _apart(language, said) if isinstance(said, str) else number(language, said) for name, said in slots.items()}
    kept = _OPTIONAL.sub(lambda part: part[1] if all(told.get(name) for name in SLOT.findall(part[1])) else "", phrase)
    return str(kept.format(**told))


def _apart(language: str, words: str) -> str:
    bare = language == "ar" and "\u2068" not in words and _LATIN.search(words)
    return _ISOLATED.format(words) if bare else words


def runs(words: str) -> str:
    """Which way words are to be set: from right to left where any of them is in Arabic letters."""
    return "rtl" if _ARABIC.search(words) else "ltr"


def joined(language: str, words: Iterable[str], *, by: str) -> str:
    """Several words as one list; `by` is the key of the phrase that joins two. Empty for none."""
    return reduce(lambda first, rest: say(language, by, first=first, rest=rest), words) if (words := list(words)) else ""


def number(language: str, value: int) -> str:
    """A whole number with marks between thousands as the language has them: a comma in English, else a narrow space."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u202f")


def act(language: str, key: str) -> str | None:
    """The label of an act in a language other than English, where it has one."""
    label = held(language).get("acts", {}).get(key)
    return str(label) if label else None


def step(language: str, key: str) -> str:
    """The name of a step of proceedings; the key itself in English."""
    return str(held(language).get("steps", {}).get(key, key))
