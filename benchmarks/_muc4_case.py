"""Capital letters for texts that came without: sentence beginnings, known abbreviations, and words not known as lower-case
words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "data" / "lower_case_words.txt"
_TOKEN = re.compile(r"\s+|[a-z0-9]+(?:[.'’-][a-z0-9]+)*\.?|.", re.DOTALL)
_FORMED = re.compile(r"(?:un|re|anti|pro|non)?\w+(?:ly|ing|ed|ness|tion|tions|ment)")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(_WORDS.with_name("abbreviations.txt").read_text("utf-8").split())


@cache
def _lower() -> frozenset[str]:
    return frozenset(line for line in _WORDS.read_text("utf-8").splitlines() if not line.startswith("#"))


def restore(text: str) -> str:
    """The text with capital letters where English would have them, as far as words alone can tell; its length is unchanged."""
    out, opening = [], True
    for found in _TOKEN.finditer(text):
        word = found[0]
        if word[0].isascii() and word[0].islower():
            out.append(_cased(word, opening))
            opening = word.endswith(".") and word.rstrip(".") not in _abbreviations() and len(word) > 3
            continue
        if word in ".!?":
            opening = True
        elif word.strip() and word not in "\"“”'()[]-":
            opening = False
        out.append(word)
    return "".join(out)


def _cased(word: str, opening: bool) -> str:
    core = word.rstrip(".")
    if core == "a" and not opening:
        return word
    if core in _abbreviations() or word in _abbreviations():
        return word.upper()
    return word[0].upper() + word[1:] if opening or not _common(core) else word


def _common(core: str) -> bool:
    """True for a word, or parts of a word, known in lower case or formed as common words are."""
    known = _lower()
    stems = (core, core.removesuffix("'s"), core.removesuffix("s"))
    return (
        any(s in known for s in stems)
        or _FORMED.fullmatch(core) is not None
        or ("-" in core and all(p in known for p in core.split("-")))
    )
