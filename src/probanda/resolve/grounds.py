"""What speaks for two local entities being one, class by class, for many pairs at once: the one place where this is weighed.

The sum of Fellegi & Sunter (1969): each class adds the natural log of its likelihood ratio (data/names/linking.yaml), in
hundredths. `reasons.py` says in words what is weighed here, and adds nothing to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from probanda.resolve import evidence, units, vetoes
from probanda.resolve.aliases import Alias
from probanda.resolve.block import Ints
from probanda.resolve.context import Contexts
from probanda.resolve.local import Local
from probanda.resolve.normal import fold
from probanda.resolve.policy import policy
from probanda.resolve.sound import is_arabic
from probanda.resolve.spelling import Bools, Pairs
from probanda.resolve.words import MARK

Bodies = dict[str, tuple[int, Alias]]
CLASSES = ("name", "alias", "identical", "proper", "core", "company", "place", "born", "role", "organisation")
_AT = {name: column for column, name in enumerate(CLASSES)}
VETOES = ("", "born", "posts", "one_text", "chain", "name", "lone")
"""What keeps the machine from joining two, the first that applies; the empty one is none."""


class Weighed(NamedTuple):
    """One row for each pair."""

    parts: npt.NDArray[np.int16]
    """Hundredths of each of `CLASSES`, shape (pairs, classes)."""
    veto: npt.NDArray[np.int8]
    """Which of `VETOES`."""
    apart: Bools
    """Whether the two must not meet in one cluster even by way of others."""


@cache
def agreeing() -> float:
    """The log odds from which two names count as one name; below, nothing that stands beside them can make them one."""
    threshold = evidence.table().threshold
    return math.log(threshold / (1 - threshold))


def hundredths(weight: float) -> int:
    """A weight as it is added up."""
    return round(100 * weight)


class Grounds:
    """The entities of one family, ready to be weighed."""

    def __init__(self, entities: Sequence[Local], contexts: Contexts, bodies: Bodies, names: Sequence[str]) -> None:
        self._entities, self._contexts, self._names = entities, contexts, names
        self._family = entities[0].family
        self._body = np.array([bodies[e.id][0] if e.id in bodies else -1 for e in entities], dtype=np.int64)
        self._text = np.array([contexts.number[e.text] for e in entities], dtype=np.int64)
        self._born = np.array([(e.born.born if e.born else None) or 0 for e in entities], dtype=np.int64)
        self._lone = np.array([_lone(e) for e in entities], dtype=bool)
        self._arabic = np.array([is_arabic(e.names[0]) for e in entities], dtype=bool)
        self._capitals = np.array([e.names[0].isupper() for e in entities], dtype=bool)
        numbers: dict[str, int] = {}
        self._folded = np.array([numbers.setdefault(fold(name), len(numbers)) for name in names], dtype=np.int64)
        self._words = np.array([len(fold(name).split()) for name in names], dtype=np.int64)
        self._first = np.array([numbers.setdefault(fold(e.names[0]), len(numbers)) for e in entities], dtype=np.int64)

    def one_body(self) -> tuple[Ints, Ints]:
        """Pairs of entities that the table of aliases calls one body."""
        groups: dict[int, list[int]] = {}
        for place in np.flatnonzero(self._body >= 0).tolist():
            groups.setdefault(int(self._body[place]), []).append(place)
        members = [np.array(held, dtype=np.int64) for held in groups.values() if len(held) > 1]
        pairs = [[held[at] for at in np.triu_indices(len(held), 1)] for held in members]
        none = np.zeros(0, dtype=np.int64)
        return np.concatenate([none, *(a for a, _ in pairs)]), np.concatenate([none, *(b for _, b in pairs)])

    def worth_it(self, pairs: Pairs) -> Pairs:
        """Without names that differ, where nothing makes one body of them: what stands beside them need not be looked up."""
        left, right = self._body[pairs.left], self._body[pairs.right]
        known = (left >= 0) & (right >= 0)
        kept = np.where(known, left == right, pairs.odds >= policy()["suggest_at"])
        return pairs.at(kept)

    def weigh(self, pairs: Pairs) -> Weighed:
        """The evidence in classes, and what keeps the two apart."""
        parts = np.zeros((len(pairs.left), len(CLASSES)), dtype=np.int16)
        alias = (self._body[pairs.left] >= 0) & (self._body[pairs.left] == self._body[pairs.right])
        odds = np.where(alias, np.maximum(pairs.odds, 0.0), pairs.odds)
        parts[:, _AT["name"]] = np.rint(100 * odds)
        self._of_name(pairs, parts, odds=odds, alias=alias)
        # What stands beside two names never makes one name of them.
        one_name = (odds >= agreeing()) | (parts[:, 1:] != 0).any(1)
        self._of_context(pairs, parts, np.flatnonzero(one_name))
        veto = self._veto(pairs, parts)
        chain = pairs.chain if self._family == "person" else np.zeros(len(veto), dtype=bool)
        return Weighed(parts, veto, chain | (veto == VETOES.index("born")) | (veto == VETOES.index("posts")))

    def _of_name(self, pairs: Pairs, parts: npt.NDArray[np.int16], *, odds: npt.NDArray[np.float64], alias: Bools) -> None:
        """What a name says beyond its spelling: one body by the table of aliases, or a name too long to be shared by chance."""
        parts[alias, _AT["alias"]] = _worth("alias")
        one = ~alias & (odds >= agreeing())
        same = self._folded[pairs.first] == self._folded[pairs.second]
        if self._family == "person":
            parts[one & same & (self._words[pairs.first] >= 3), _AT["identical"]] = _worth("identical")
            return
        if self._family == "place":
            parts[one & same, _AT["proper"]] = _worth("proper")
            return
        sure = odds >= policy()["name_at"]
        long = self._of_names(pairs, one & sure, lambda a, b: min(_length(a), _length(b)) >= 2)
        parts[long, _AT["proper"]] = _worth("proper")
        parts[self._of_names(pairs, one & ~sure, _same_core), _AT["core"]] = _worth("core")

    def _of_names(self, pairs: Pairs, where: Bools, true: Callable[[str, str], bool]) -> Ints:
        """Of the pairs in question those whose two names are so; each two names are asked about once."""
        rows = np.flatnonzero(where)
        codes, back = np.unique(pairs.first[rows] * len(self._names) + pairs.second[rows], return_inverse=True)
        found = [true(self._names[code // len(self._names)], self._names[code % len(self._names)]) for code in codes.tolist()]
        return np.asarray(rows[np.array(found, dtype=bool)[back]], dtype=np.int64)

    def _of_context(self, pairs: Pairs, parts: npt.NDArray[np.int16], rows: Ints) -> None:
        left, right = pairs.left[rows], pairs.right[rows]
        for kind in ("company", "place"):
            own = np.array([self._contexts.key(entity, kind) for entity in self._entities], dtype=np.int64)
            beside = self._contexts.beside[kind]
            found = beside.shared(self._text[left], self._text[right], but=(own[left], own[right])) / 1e9
            most = policy()["classes"][kind]["most"]
            parts[rows, _AT[kind]] = np.where(found >= 0.25, np.rint(100 * np.minimum(found, most)), 0)
        alike = (self._born[left] == self._born[right]) & (self._born[left] > 0)
        parts[rows[alike], _AT["born"]] = _worth("born")
        for kind, shared in (("role", self._contexts.same_posts), ("organisation", self._contexts.same_bodies)):
            told = self._contexts.roles if kind == "role" else self._contexts.bodies
            both = [row for row in self._both(pairs, rows, told) if shared(*self._pair(pairs, row))]
            parts[both, _AT[kind]] = _worth(kind)

    def _both(self, pairs: Pairs, rows: Ints, told: Container[str]) -> list[int]:
        """Rows of which something is told of both entities."""
        has = np.array([entity.id in told for entity in self._entities], dtype=bool)
        return [int(row) for row in rows[has[pairs.left[rows]] & has[pairs.right[rows]]].tolist()]

    def _pair(self, pairs: Pairs, row: int) -> tuple[Local, Local]:
        return self._entities[int(pairs.left[row])], self._entities[int(pairs.right[row])]

    def _veto(self, pairs: Pairs, parts: npt.NDArray[np.int16]) -> npt.NDArray[np.int8]:
        """Why the machine may not join these by itself, whatever the sum."""
        left, right = pairs.left, pairs.right
        person, place = self._family == "person", self._family == "place"
        born = (self._born[left] > 0) & (self._born[right] > 0)
        born &= np.abs(self._born[left] - self._born[right]) > policy()["born_apart"]
        posts = np.zeros(len(left), dtype=bool)
        for row in self._both(pairs, np.arange(len(left)), self._contexts.held) if person else ():
            posts[row] = bool(vetoes.two_posts(*self._pair(pairs, row), self._contexts))
        settled = (parts[:, _AT["alias"]] > 0) | (parts[:, _AT["proper"]] > 0)
        one_script = self._arabic[left] == self._arabic[right]
        least = np.where(one_script & place, hundredths(policy()["place_at"]), hundredths(policy()["name_at"]))
        differ = (parts[:, _AT["name"]] + parts[:, _AT["core"]] < least) & ~settled
        lone = (self._lone[left] | self._lone[right]) & (parts[:, _AT["alias"]] == 0) & (not place)
        # A body of one word ("Kaniyat") may be met again where company and place agree; a person or an acronym may not.
        again = (self._first[left] == self._first[right]) & ~self._capitals[left] & (not person)
        lone &= ~(again & (parts[:, _AT["company"]] > 0) & (parts[:, _AT["place"]] > 0))
        one_text = self._text[left] == self._text[right]
        found = (born & person, posts, one_text, pairs.chain & person, differ, lone)
        return np.select(found, range(1, len(VETOES)), 0).astype(np.int8)


def _worth(name: str) -> int:
    """The weight of a class that holds or does not, however often."""
    return hundredths(policy()["classes"][name]["most"])


@lru_cache(maxsize=65536)
def _length(name: str) -> int:
    return len(units.parts(name))


@lru_cache(maxsize=65536)
def _same_core(left: str, right: str) -> bool:
    """Whether the proper words agree and only words of kind differ: "Saiqa militia" and "Al-Saiqa Force"."""
    kinds = units.lexicon().types | units.lexicon().weak
    cores = [sorted({w for w in units.parts(name) if len(w) > 2} - kinds) for name in (left, right)]
    return cores[0] == cores[1] and any(not word.startswith(MARK) for word in cores[0])


def _lone(entity: Local) -> bool:
    """A single word, whatever articles and titles stand with it."""
    return all(" " not in fold(name) for name in entity.names)
