"""The names of one family, each spelling compared with each other once, however many texts bear it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from probanda.resolve import evidence
from probanda.resolve.block import Ints, keys, propose
from probanda.resolve.local import Local
from probanda.resolve.names import Names
from probanda.resolve.units import Units

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_FULL = 1.0
_BATCH = 20_000
_MOST = 1 << 31


class Pairs(NamedTuple):
    """Pairs of entities as columns: their places, the two of their names that agree best, and what these are to each other."""

    left: Ints
    right: Ints
    first: Ints
    second: Ints
    """Numbers of the two names among the distinct ones."""
    odds: Floats
    """Natural log of the odds that they are one name."""
    chain: Bools
    """Whether they look like child and parent."""

    def at(self, rows: Ints | Bools | slice) -> Pairs:
        """Some of the pairs."""
        return Pairs(*(column[rows] for column in self))  # type: ignore[arg-type]  # each column stays what it is


class Compared:
    """What pairs of names are to each other, of all compared so far. True of any case."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._codes = np.zeros(0, dtype=np.int64)
        self._odds: Floats = np.zeros(0)
        self._chain = np.zeros(0, dtype=bool)

    def codes(self, names: Sequence[str], left: Ints, right: Ints) -> Ints:
        """A number for each pair of names; their order does not matter."""
        own = np.array([self._numbers.setdefault(name, len(self._numbers)) for name in names], dtype=np.int64)
        return np.asarray(np.minimum(own[left], own[right]) * _MOST + np.maximum(own[left], own[right]), dtype=np.int64)

    def lacks(self, codes: Ints) -> Bools:
        """Which of these pairs were never compared."""
        return np.asarray(~np.isin(codes, self._codes))

    def add(self, codes: Ints, odds: Floats, chain: Bools) -> None:
        """Keep what was found of new pairs."""
        every = np.concatenate([self._codes, codes])
        order = np.argsort(every)
        self._codes, self._odds = every[order], np.concatenate([self._odds, odds])[order]
        self._chain = np.concatenate([self._chain, chain])[order]

    def of(self, codes: Ints) -> tuple[Floats, Bools]:
        """Odds and chain of pairs that were compared."""
        at = np.searchsorted(self._codes, codes)
        return self._odds[at], self._chain[at]


class Memory:
    """Names compared in earlier runs: of persons, and of all else. With it only names not met before are compared."""

    def __init__(self) -> None:
        self.persons, self.others = Compared(), Compared()


class Spelled:
    """The names of the local entities of one family."""

    def __init__(self, entities: Sequence[Local], known: Compared) -> None:
        self._entities, self._known = entities, known
        rows = [(place, name) for place, entity in enumerate(entities) for name in entity.names]
        number = {name: i for i, name in enumerate(dict.fromkeys(name for _, name in rows))}
        self.names = list(number)
        self.person = entities[0].family == "person"
        self.table: Names | Units = (Names if self.person else Units)(self.names)
        self.owner = np.array([place for place, _ in rows], dtype=np.int64)
        self.of = np.array([number[name] for _, name in rows], dtype=np.int64)
        self.first = np.array([number[entity.names[0]] for entity in entities], dtype=np.int64)
        """The number of each entity's fullest name."""

    def near(self, around: Sequence[Iterable[str]], *, also: tuple[Ints, Ints]) -> Pairs:
        """Pairs of entities of different texts that share a key, and those that are one body all the same (`also`)."""
        words = self.table.words.words
        blocks = [keys([words[n] for n in row if n >= 0]) for row in self.table.matrix]
        texts = np.unique([entity.text for entity in self._entities], return_inverse=True)[1]
        left, right = propose([blocks[i] for i in self.of.tolist()], [around[place] for place in self.owner.tolist()])
        apart = texts[self.owner[left]] != texts[self.owner[right]]
        return self._best(left[apart], right[apart], also)

    def _best(self, left: Ints, right: Ints, also: tuple[Ints, Ints]) -> Pairs:
        first, second = self.of[left], self.of[right]
        odds, chain = self._compare(first, second)
        # Of several names in common the full one is the evidence, not the acronym.
        full = np.array([" " in name.strip() for name in self.names], dtype=bool)
        rank = odds + _FULL * (full[first] & full[second])
        rest = np.full(len(also[0]), -np.inf)
        pairs = Pairs(
            np.concatenate([self.owner[left], also[0]]),
            np.concatenate([self.owner[right], also[1]]),
            np.concatenate([first, self.first[also[0]]]),
            np.concatenate([second, self.first[also[1]]]),
            np.concatenate([odds, np.zeros(len(rest))]),
            np.concatenate([chain, np.zeros(len(rest), dtype=bool)]),
        )
        codes = pairs.left * len(self._entities) + pairs.right
        order = np.lexsort((-np.concatenate([rank, rest]), codes))
        return pairs.at(order[np.flatnonzero(np.diff(codes[order], prepend=-1))])

    def _compare(self, first: Ints, second: Ints) -> tuple[Floats, Bools]:
        codes = self._known.codes(self.names, first, second)
        new = np.unique(codes, return_index=True)[1]
        new = new[self._known.lacks(codes[new])]
        # Always in the same direction, whichever text came first.
        rank = np.argsort(np.argsort(np.array(self.names, dtype=object)))
        swap = rank[first[new]] > rank[second[new]]
        left, right = np.where(swap, second[new], first[new]), np.where(swap, first[new], second[new])
        found = [self._scored(left[at : at + _BATCH], right[at : at + _BATCH]) for at in range(0, len(new), _BATCH)]
        if found:
            odds, chain = zip(*found, strict=True)
            self._known.add(codes[new], np.concatenate(odds), np.concatenate(chain))
        return self._known.of(codes)

    def _scored(self, left: Ints, right: Ints) -> tuple[Floats, Bools]:
        found = self.table.quantities(left, right)[1]
        weights = evidence.table("weights" if self.person else "weights_units")
        scores = np.clip(evidence.score(found, weights).astype(float), 1e-6, 1 - 1e-6)
        return np.log(scores / (1 - scores)), np.asarray(found["chain"], dtype=bool)
