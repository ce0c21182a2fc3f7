"""What the words with a name tell of a person's grammatical gender: titles, role words, given names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from probanda.extract.rules import load
from probanda.model import Mention

Gender = Literal["m", "f"]


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("gender").items()}


def of_mention(mention: Mention) -> Gender | None:
    """The gender that titles or the given name tell; None when they tell none."""
    titles = [t.strip(".").lower() for title in mention.titles for t in title.split()]
    written = mention.span.quote.replace(".", " ").lower().split()
    return (
        _of(titles, "titles")
        or _of(titles, "words")
        or _of(written[:1], "titles")
        or _of_name(mention.name)
        or _of_name(mention.span.quote)
    )


def of_words(words: Iterable[str]) -> Gender | None:
    """The gender that a description tells: "spokeswoman", "widow"."""
    return _of([w.lower() for w in words], "words")


def _of_name(name: str) -> Gender | None:
    parts = [p.strip(".,").lower() for p in name.split()]
    for part in parts[: max(1, len(parts) - 1)]:
        if part in _sets()["male"]:
            return "m"
        if part in _sets()["female"]:
            return "f"
    return None


def _of(words: Iterable[str], kind: str) -> Gender | None:
    found = list(words)
    if any(w in _sets()[f"male_{kind}"] for w in found):
        return "m"
    return "f" if any(w in _sets()[f"female_{kind}"] for w in found) else None
