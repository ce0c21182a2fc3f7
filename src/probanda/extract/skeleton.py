"""A paragraph with its names replaced by signs, so that patterns of language need not know any name.

    General Ana Ruiz, commander of the 3rd Lake Brigade     >     General ⟨P0⟩, commander of the ⟨O1⟩

P is a person, O a body of any kind, L a place, D a demonym or people, R a post (with `posts=True`). The number says which one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from probanda.extract.mentions_lexicon import peoples, place_of_people
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.model import Mention, Party

_SIGNS = {"person": "P", "place": "L", "people": "D"}
SIGN = re.compile(r"⟨([POLDR])(\d+)⟩")
_ADJECTIVES = ("major", "private", "chief", "principal", "fellow", "general")
"""Posts only with a capital, or after another word: "the last major rally" is no rank."""
_WORD = re.compile(r"[^\W_][\w-]*")
_COUNTRY = re.compile(r"(?<![\w.])(?:U\.S\.|US|U\.K\.|UK)(?![\w-])")
_COUNTRIES = {"US": "United States", "UK": "United Kingdom"}
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ODD = str.maketrans({"\n": " ", "\u00a0": " ", "’": "'"})


@dataclass(frozen=True, slots=True)
class Name:
    """What a sign stands for: local positions, and the mention, or none for a demonym and a post."""

    start: int
    end: int
    sign: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A stretch of a block with signs for names. `names[n]` is what the sign with number n stands for."""

    text: str
    names: tuple[Name, ...]
    shifts: tuple[tuple[int, int], ...]
    """Pairs (position in `text`, local position in the block) at each edge of a sign."""

    def place(self, position: int) -> int:
        """The local position in the block of a position in `text` that is outside signs or at their edges."""
        skeleton, block = self.shifts[bisect_right(self.shifts, (position, 1 << 40)) - 1]
        return block + position - skeleton

    def span(self, match: re.Match[str], group: str | int = 0) -> tuple[int, int]:
        """Local positions of a group of a match."""
        return self.place(match.start(group)), self.place(match.end(group))

    def named(self, sign: str) -> Name:
        """What a sign such as "⟨P3⟩" stands for."""
        return self.names[int(sign[2:-1])]


def skeletons(reading: Reading, *, posts: bool = False) -> Iterator[Skeleton]:
    """One skeleton for each paragraph that holds a name."""
    names = _names(reading, posts=posts)
    at = 0
    for paragraph in _PARAGRAPH.finditer(reading.body):
        here = []
        while at < len(names) and names[at].start < paragraph.end():
            here.append(names[at])
            at += 1
        if any(name.mention for name in here):
            yield _skeleton(reading.body, paragraph.span(), here)


def party(reading: Reading, name: Name) -> Party:
    """Who a sign stands for; a demonym means its country where it has one."""
    if name.mention:
        return Party(name=name.mention.name, span=name.mention.span, type=name.mention.type)
    span = reading.span(name.start, name.end)
    country = place_of_people().get(span.quote) or _COUNTRIES.get(span.quote.replace(".", ""))
    return Party(name=country or span.quote, span=span, type="place" if country else "people", how="description")


def _names(reading: Reading, *, posts: bool) -> list[Name]:
    named = [Name(*reading.local(m.span), _SIGNS.get(m.type, "O"), m) for m in reading.mentions]
    taken = {place for n in named for place in range(n.start, n.end)}
    words = list(_WORD.finditer(reading.body))
    found = [*_demonyms(words), *_abbreviated(reading.body), *(_posts(words) if posts else ())]
    return sorted([*named, *(n for n in found if taken.isdisjoint(range(n.start, n.end)))], key=lambda n: n.start)


def _demonyms(words: list[re.Match[str]]) -> Iterator[Name]:
    """Demonyms; two in a row ("Northern Ruritanian") are one."""
    start = end = -1
    for word in words:
        if word[0] in peoples():
            if start >= 0 and word.start() - end == 1:
                end = word.end()
                continue
            if start >= 0:
                yield Name(start, end, "D")
            start, end = word.span()
    if start >= 0:
        yield Name(start, end, "D")


def _abbreviated(body: str) -> Iterator[Name]:
    """ "US" and "UK" where they are adjectives, and so no mentions."""
    return (Name(*match.span(), "D") for match in _COUNTRY.finditer(body))


@cache
def _phrases() -> tuple[frozenset[str], Mapping[str, int]]:
    """Posts in small letters, and for each first word how many words the longest post has."""
    phrases = frozenset(phrase.lower() for group in load("posts").values() for phrase in group)
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, size = phrase.split()[0], len(phrase.split())
        longest[first] = max(longest.get(first, 0), size)
        longest[first + "s"] = max(longest.get(first + "s", 0), size)
    return phrases, longest


def _posts(words: list[re.Match[str]]) -> Iterator[Name]:
    """Posts, the longest first. The sign of a plural leaves the s outside."""
    phrases, longest = _phrases()
    small = [word[0].lower() for word in words]
    at = 0
    while at < len(words):
        for size in range(min(longest.get(small[at], 0), len(words) - at), 0, -1):
            phrase = " ".join(small[at : at + size])
            if phrase in _ADJECTIVES and words[at][0].islower():
                continue
            plural = phrase not in phrases and phrase.endswith("s") and phrase[:-1] in phrases
            if phrase in phrases or plural:
                yield Name(words[at].start(), words[at + size - 1].end() - plural, "R")
                at += size - 1
                break
        at += 1


def _skeleton(body: str, limits: tuple[int, int], here: list[Name]) -> Skeleton:
    start, end = limits
    pieces: list[str] = []
    shifts = [(0, start)]
    length, at = 0, start
    for number, name in enumerate(here):
        sign = f"⟨{name.sign}{number}⟩"
        pieces += [body[at : name.start], sign]
        length += name.start - at
        shifts += [(length, name.start), (length + len(sign), name.end)]
        length, at = length + len(sign), name.end
    return Skeleton("".join([*pieces, body[at:end]]).translate(_ODD), tuple(here), tuple(shifts))
