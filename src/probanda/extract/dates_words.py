"""The temporal words of a language, as its lexicon gives them, and the tokens made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from probanda.errors import RuleError
from probanda.extract import numbers
from probanda.extract.lexicons import load

OTHER = "OTHER"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of classes (a regular expression over class names) and the sense that reads it."""

    name: str
    pattern: str
    sense: str
    needs: str | int | None = None
    """A value that one of the tokens must have, where the class alone says too little."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with the expressions in it and what each means: EDTF, or a TIMEX3 value for durations and sets."""

    text: str
    found: dict[str, str]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The temporal words of one language; the English file explains each key."""

    classes: dict[str, dict[str, str | int]] = {}
    capital: list[str] = []
    doubtful: dict[str, list[str]] = {}
    leads: list[str] = []
    barred_next: dict[str, list[str]] = {}
    prefixes: list[str] = []
    macros: dict[str, str] = {}
    rules: list[Rule] = []
    names: list[str] = []
    counted: list[str] = []
    small: list[str] = []
    spoken: list[str] = []
    joins: dict[str, list[str]] = {}
    future: list[str] = []
    leaning: list[str] = []
    past: list[str] = []
    toward: list[str] = []
    known: list[str] = []
    recording: list[str] = []
    of_recording: list[str] = []
    order: str = "dmy"
    match: list[Example] = []
    reject: list[str] = []


Phrase = tuple[tuple[str, ...], str, Any]


@dataclass(slots=True)
class Token:
    """`body[start:end]` with its class and the value that the lexicon gives to it (or the number it writes)."""

    start: int
    end: int
    text: str
    kind: str = OTHER
    value: Any = None
    lower: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A lexicon made ready for look-up. `phrases` is by first and second word, the longest first."""

    single: dict[str, tuple[str, Any]]
    phrases: dict[str, dict[str, list[Phrase]]]
    triggers: frozenset[str]
    """Words without one of which, or a digit, a sentence holds no time."""
    lexicon: Lexicon
    numerals: frozenset[str]
    labels: frozenset[str]
    """Words after which a number is a name: "Resolution 1970"."""
    language: str


WORD = re.compile(r"[^\W\d_]+")


@cache
def words(language: str) -> Words | None:
    """The words of a language, or None where there is no lexicon. Raises `RuleError` for a word in two classes."""
    lexicon = load(language, "dates", Lexicon)
    if lexicon is None:
        return None
    single: dict[str, tuple[str, Any]] = {}
    phrases: dict[str, dict[str, list[Phrase]]] = {}
    for kind, entries in lexicon.classes.items():
        for word, value in entries.items():
            parts = (word,) if re.fullmatch(r"[^\W\d_]+\.", word) else tuple(re.findall(r"[^\W\d_]+|[^\w\s]", word))
            if len(parts) == 1 and word in single:
                raise RuleError(f"{word!r} stands in {single[word][0]} and in {kind}", where=f"lexicon/{language}/dates.yaml")
            if len(parts) == 1:
                single[word] = (kind, value)
            else:
                options = phrases.setdefault(parts[0], {}).setdefault(parts[1], [])
                options.append((parts, kind, value))
                options.sort(key=lambda p: len(p[0]), reverse=True)
    numbered = load(language, "numbers", numbers.Lexicon) or numbers.Lexicon()
    numerals = frozenset(re.split(r"[ -]", " ".join([*numbered.words, *numbered.scales])))
    return Words(single, phrases, _triggers(lexicon), lexicon, numerals, frozenset(numbered.labels), language)


def _triggers(lexicon: Lexicon) -> frozenset[str]:
    entries = [w for kind, words in lexicon.classes.items() if kind not in lexicon.small for w in words]
    return frozenset([*(max(WORD.findall(w), key=len) for w in entries), *lexicon.spoken])
