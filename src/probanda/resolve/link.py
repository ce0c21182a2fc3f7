"""Are two local entities of different texts one? Pairs worth naming, weighed in numbers; their reasons in words when asked for.

The machine joins by itself only at `join_at` and with two classes of evidence; what lies between is shown to a person
(data/names/linking.yaml). Of a large case millions of pairs are weighed and a few thousand shown, so that nothing but numbers is
kept of a pair, and the words are made of the same numbers (`reasons.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from probanda.derived import Feature
from probanda.resolve.block import Ints
from probanda.resolve.context import Contexts
from probanda.resolve.grounds import CLASSES, VETOES, Bodies, Grounds, hundredths
from probanda.resolve.local import Local
from probanda.resolve.policy import policy
from probanda.resolve.reasons import Reasons
from probanda.resolve.spelling import Bools, Memory, Pairs, Spelled

_AT_ONCE = 500_000


class Columns(NamedTuple):
    """Pairs as columns, one row a pair."""

    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    """Places in the list of entities."""
    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]
    """The two names that agree best, by their place in the list of names."""
    parts: npt.NDArray[np.int16]
    veto: npt.NDArray[np.int8]
    apart: Bools

    def at(self, rows: Ints) -> Columns:
        """Some of the pairs, or all in another order."""
        return Columns(*(column[rows] for column in self))  # type: ignore[arg-type]  # each column stays what it is


class Links:
    """All pairs worth naming, best first."""

    def __init__(self, entities: Sequence[Local], contexts: Contexts, names: Sequence[str], columns: Sequence[Columns]) -> None:
        """`columns` of each family, in any order."""
        self.entities, self._contexts, self._names = entities, contexts, names
        joined = _joined(columns)
        total = joined.parts.sum(1, dtype=np.int32)
        order = np.lexsort((joined.right, joined.left, -total))
        self._columns, self._total = joined.at(order), total[order]
        self.left, self.right, self.apart = self._columns.left, self._columns.right, self._columns.apart

    def __len__(self) -> int:
        return len(self._total)

    def total(self, row: int) -> float:
        """The sum of the evidence of a pair: natural log of a likelihood ratio."""
        return int(self._total[row]) / 100

    def sure(self) -> Ints:
        """The rows that the machine may join: enough evidence, of two classes, and nothing against it."""
        classes = (self._columns.parts[:, 1:] != 0).sum(1)
        sure = (self._total >= hundredths(policy()["join_at"])) & (classes >= 1) & (self._columns.veto == VETOES.index(""))
        return np.flatnonzero(sure)

    def features(self, row: int) -> tuple[Feature, ...]:
        """The reasons for and against a pair, in words."""
        held = self._columns
        left, right = self.entities[int(held.left[row])], self.entities[int(held.right[row])]
        names = self._names[int(held.first[row])], self._names[int(held.second[row])]
        return Reasons(left, right, names=names, contexts=self._contexts).features(held.parts[row].tolist(), int(held.veto[row]))


def _joined(columns: Sequence[Columns]) -> Columns:
    short = np.zeros(0, dtype=np.int32)
    parts = np.zeros((0, len(CLASSES)), dtype=np.int16)
    none = Columns(short, short, short, short, parts, np.zeros(0, dtype=np.int8), np.zeros(0, dtype=bool))
    return Columns(*(np.concatenate(column) for column in zip(none, *columns, strict=True)))


def links(entities: Sequence[Local], contexts: Contexts, bodies: Bodies, *, memory: Memory | None = None) -> Links:
    """All pairs of one family worth naming, best first. The order of `entities` does not matter.

    With a memory of earlier runs only names not met before are compared; the result is the same.
    """
    ranked = sorted(entities, key=lambda entity: entity.id)
    met = {text: contexts.met_elsewhere(text) for text in contexts.number}
    names: list[str] = []
    found = []
    for family in ("person", "group", "operation", "place"):
        places = [place for place, entity in enumerate(ranked) if entity.family == family]
        if len(places) > 1:
            chosen, memory = [ranked[place] for place in places], memory or Memory()
            spelled = Spelled(chosen, memory.persons if family == "person" else memory.others)
            grounds = Grounds(chosen, contexts, bodies, spelled.names)
            near = spelled.near([met[entity.text] for entity in chosen], also=grounds.one_body())
            found += _weighed(grounds, grounds.worth_it(near), np.array(places, dtype=np.int32), offset=len(names))
            names += spelled.names
    return Links(ranked, contexts, names, found)


def _weighed(grounds: Grounds, pairs: Pairs, places: npt.NDArray[np.int32], *, offset: int) -> list[Columns]:
    """The pairs worth showing; weighed part by part, since what is looked up on the way is far larger than what is kept."""
    out = []
    for at in range(0, len(pairs.left), _AT_ONCE):
        part = pairs.at(slice(at, at + _AT_ONCE))
        weighed = grounds.weigh(part)
        kept = weighed.parts.sum(1, dtype=np.int32) >= hundredths(policy()["suggest_at"])
        named = ((numbers[kept] + offset).astype(np.int32) for numbers in (part.first, part.second))
        out.append(Columns(places[part.left[kept]], places[part.right[kept]], *named, *(column[kept] for column in weighed)))
    return out
