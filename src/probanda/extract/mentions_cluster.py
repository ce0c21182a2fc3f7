"""Names of one text joined: a family name to the full name, an abbreviation to what it stands for, a description to its court.

Nothing is joined where two readings compete: a family name borne by two persons of the text stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from probanda.extract.mentions_acronyms import equations, initials_of
from probanda.extract.mentions_lexicon import Candidate, heads, institutions, peoples, place_of_people
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.model import MentionType

Family = str
_LETTERS = re.compile(r"[^\W_]+")
_PLACE_KINDS = {
    "state",
    "of",
    "province",
    "city",
    "governorate",
    "region",
    "district",
    "county",
    "village",
    "town",
    "municipality",
    "oblast",
    "republic",
}
_GLUED = re.compile(r"\b(?:Al|El)(?=[A-Z])")
_SMALL = {"the", "of", "for", "and", "in", "on", "de", "a", "s", "al", "el", "as", "an", "group", "groups"}


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate with the fullest form the text has for it, and the name that this passage equates it with."""

    candidate: Candidate
    name: str
    definition: str | None = None


class _Groups:
    """Surfaces of one family (persons, bodies, places) joined into groups, by union of sets."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, surface: str) -> str:
        root = self.parent.setdefault(surface, surface)
        while root != self.parent[root]:
            root = self.parent[root]
        return root

    def join(self, one: str, other: str) -> None:
        self.parent[self.find(one)] = self.find(other)

    def members(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for surface in list(self.parent):
            groups[self.find(surface)].append(surface)
        return groups


def family(kind: MentionType | None) -> Family:
    """Names are joined within a family only: persons, places, peoples, and all kinds of bodies together."""
    return kind if kind in ("person", "place", "people") else "body"


def name_all(reading: Reading, chosen: list[Candidate]) -> list[Named]:
    """Every candidate with its full name, in order."""
    surfaces = [_joined(reading.body[c.start : c.end]) for c in chosen]
    equated = equations(reading.body, chosen)
    names: dict[tuple[Family, str], str] = {}
    for kind in ("person", "place", "people", "body"):
        here = [(s, c) for s, c in zip(surfaces, chosen, strict=True) if family(c.type) == kind]
        earlier = [m.name for m in reading.known if family(m.type) == kind]
        pairs = [(surfaces[i], surfaces[j]) for i, j in equated if family(chosen[i].type) == family(chosen[j].type) == kind]
        names |= {(kind, s): full for s, full in _names(kind, here, earlier=earlier, pairs=pairs).items()}
    definitions = {i: surfaces[j] for i, j in equated} | {j: surfaces[i] for i, j in equated}
    found = [
        Named(c, names.get((family(c.type), s), s), definitions.get(i))
        for i, (c, s) in enumerate(zip(chosen, surfaces, strict=True))
    ]
    return _referring_back(found, [m.name for m in reading.known if m.type == "person"])


def _joined(words: str) -> str:
    return " ".join(words.split())


def _referring_back(found: list[Named], before: list[str]) -> list[Named]:
    """A family name that two persons of the text bear refers back: where only one of them has been named yet, it is that one."""
    full = dict.fromkeys(n for n in before if " " in n)
    result = []
    for one in found:
        if one.candidate.type == "person" and " " not in one.name:
            bearers = [n for n in full if _abbreviates(tokens(one.name), tokens(n))]
            one = replace(one, name=bearers[0]) if len(bearers) == 1 else one
        elif one.candidate.type == "person":
            full[one.name] = None
        result.append(one)
    return result


def _names(
    kind: Family, here: list[tuple[str, Candidate]], *, earlier: list[str], pairs: Iterable[tuple[str, str]]
) -> dict[str, str]:
    groups = _Groups()
    order = [*dict.fromkeys([s for s, _ in here] + earlier)]
    for surface in order:
        groups.find(surface)
    for one, other in pairs:
        groups.join(one, other)
    canonical = _canonical(kind, here, order)
    for surface, full in canonical.items():
        groups.join(surface, full)
    if kind == "person":
        _join_persons(groups, order)
    elif kind == "place":
        _join_places(groups, order)
    elif kind == "body":
        _join_bodies(
            groups, order, {s for s, c in here if c.rule == "court.described"}, {s for s, c in here if c.type == "court"}
        )
    fullest = {root: _fullest(kind, members, set(order), canonical) for root, members in groups.members().items()}
    return {surface: fullest[groups.find(surface)] for surface in order}


def _canonical(kind: Family, here: list[tuple[str, Candidate]], order: list[str]) -> dict[str, str]:
    found = {s: c.canonical for s, c in here if c.canonical and c.rule == "known"}
    for surface in order:
        entry = (
            next((k for k in institutions().get(surface.split()[0].rstrip("."), ()) if k.written == surface), None)
            if surface
            else None
        )
        if entry and family(entry.type) == kind:
            found[surface] = entry.canonical
    return found


def _fullest(kind: Family, members: list[str], present: set[str], canonical: dict[str, str]) -> str:
    """The longest form in the text; the known full name when the text has only abbreviations."""
    written = [m for m in members if m in present]
    stands = [m for m in written if not _short(m)]
    known = next((canonical[m] for m in members if m in canonical), None)
    if known and (not stands or known in written or (kind == "place" and known.casefold() in {w.casefold() for w in written})):
        return known
    if kind == "body" and any(_is_description(w) for w in stands) and not all(_is_description(w) for w in stands):
        stands = [w for w in stands if not _is_description(w)]
    return max(stands or written, key=lambda w: (len(w.split()), len(w)))


def _short(surface: str) -> bool:
    return surface.isupper() and len(surface) <= 8 and " " not in surface


def _is_description(surface: str) -> bool:
    return surface.rsplit(maxsplit=1)[-1].islower()


def tokens(surface: str) -> list[str]:
    """Words of a name in small letters, without articles and initials' dots."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", _GLUED.sub("", surface).casefold()) if not unicodedata.combining(c))
    return [t for t in _LETTERS.findall(plain) if t not in ("al", "el", "the", "s")]


def _join_persons(groups: _Groups, order: list[str]) -> None:
    full = [s for s in order if len(tokens(s)) > 1]
    for surface in sorted(order, key=lambda s: len(tokens(s))):
        mine = tokens(surface)
        longer = [o for o in full if o != surface and _abbreviates(mine, tokens(o))]
        if (longer and len({groups.find(o) for o in longer}) == 1) or _one_line(longer):
            groups.join(surface, max(longer, key=lambda o: len(tokens(o))))


def _one_line(longer: list[str]) -> bool:
    """True when the longer names are themselves forms of one another."""
    best = max(longer, key=lambda o: len(tokens(o)), default="")
    return bool(longer) and all(set(tokens(o)) <= set(tokens(best)) for o in longer)


def _abbreviates(short: list[str], full: list[str]) -> bool:
    if not short or len(short) > len(full):
        return False
    if len(short) == len(full):
        return "".join(short) == "".join(full)
    if len(short) == 1 and len(full) > 1:
        return short[0] in (full[-1], full[0]) or "".join(full[-2:]) == short[0]
    return (
        short == full[-len(short) :]
        or short == full[: len(short)]
        or (short[0] == full[0] and short[-1] == full[-1])
        or "".join(short) == "".join(full)
    )


def _join_places(groups: _Groups, order: list[str]) -> None:
    """A place with and without the word for its kind: "State of X" and "X", "X Province" and "X"."""
    by_core: dict[str, str] = {}
    for surface in order:
        core = " ".join(t for t in tokens(surface) if t not in _PLACE_KINDS) or surface.casefold()
        groups.join(surface, by_core.setdefault(core, surface))


def _distinctive(surface: str) -> frozenset[str]:
    common = _common()
    return frozenset(t for t in tokens(surface) if t not in common and t not in _SMALL)


@cache
def _common() -> frozenset[str]:
    nouns = load("heads")
    small = [w for kind, words in nouns.items() if kind.startswith("small_") for w in words]
    return frozenset(t for w in (*heads(), *small, *peoples()) for t in tokens(w)) | {
        "national",
        "general",
        "united",
        "international",
        "u",
        "us",
        "uk",
        "un",
    }


def _join_bodies(groups: _Groups, order: list[str], described: set[str], courts: set[str]) -> None:
    plain = [s for s in order if s not in described]
    words = {s: (_distinctive(s), frozenset(tokens(s)) - _SMALL) for s in plain}
    for i, one in enumerate(plain):
        for other in plain[i + 1 :]:
            if _same_body(one, other, words):
                groups.join(other, one)
    named = [s for s in plain if s in courts]
    for surface in described:
        if (court := _court_meant(surface, named, groups)) is not None:
            groups.join(surface, court)


def _same_body(one: str, other: str, words: dict[str, tuple[frozenset[str], frozenset[str]]]) -> bool:
    (mine, all_mine), (theirs, all_theirs) = words[one], words[other]
    if all_mine == all_theirs or (mine and mine == theirs and (_is_description(one) or _is_description(other))):
        return True
    return initials_of(one, other) or initials_of(other, one)


def _court_meant(surface: str, named: list[str], groups: _Groups) -> str | None:
    """The court of the text that a description can only mean: the one it shares a place with, else the only one there is."""
    if surface.endswith("s"):
        return None
    place = next((place_of_people()[w] for w in surface.split() if w in place_of_people()), None) or next(
        (w for w in surface.split() if w[0].isupper() and "-" not in w and w not in ("UN", "U.N.", "United", "Nations")), None
    )
    fitting = [s for s in named if place is None or place.split()[0] in s]
    roots = {groups.find(s) for s in fitting}
    return fitting[0] if len(roots) == 1 else None
