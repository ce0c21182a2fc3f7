"""From links to clusters: best first, never across what keeps apart, never by a chain of weak links.

Greedy agglomeration under constraints (correlation clustering as in Bansal, Blum & Chawla 2004, approximated): people's
decisions come first, then the machine's links from the strongest down; a link is passed over when any two members that it would
bring together are barred.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from probanda.model import Decision
from probanda.resolve.clusters import Ledger
from probanda.resolve.link import Links
from probanda.resolve.local import Local

LIST = "names.csv"
"""Who "decides" what the case's own list of names says."""
_REASONS = 40
"""So many reasons of the machine are put into words for one entity, those of the strongest links."""


class Joined:
    """Clusters of local entities, and why each was joined."""

    def __init__(self, entities: Sequence[Local], ledger: Ledger, found: Links) -> None:
        self._ledger, self._found = ledger, found
        self._cluster: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._texts: dict[str, set[str]] = {}
        self._rows: dict[str, array[int]] = {}
        for entity in sorted(entities, key=lambda e: e.id):
            cluster = ledger.cluster(entity.id)
            self._cluster[entity.id] = cluster
            self._members.setdefault(cluster, []).append(entity.id)
            self._texts.setdefault(cluster, set()).add(entity.text)

    @property
    def clusters(self) -> list[list[str]]:
        """All clusters, each in order of its ids."""
        return sorted(sorted(members) for members in self._members.values())

    def reasons(self, members: Iterable[str]) -> tuple[str, ...]:
        """In words, why these are one: the decisions of people, then the strongest links of the machine."""
        chosen = list(members)
        said = [d for i in chosen[1:] for d in self._ledger.why_same(chosen[0], i)]
        rows = self._rows.get(self._cluster[chosen[0]], array("i"))
        whys: dict[str, None] = {}
        read = 0
        while read < len(rows) and len(whys) < _REASONS:
            whys |= dict.fromkeys(f.why for f in self._found.features(rows[read]))
            read += 1
        more = (f"and reasons of these kinds for {len(rows) - read:,} more pairs of its names",) if read < len(rows) else ()
        return tuple(dict.fromkeys([*map(_decided, said), *whys, *more]))

    def unite(self, row: int, ends: tuple[str, str], barred: Mapping[str, Collection[str]]) -> None:
        """Join the clusters of the two ends of a link, unless two of their members are kept apart or stand in one text."""
        left, right = self._cluster[ends[0]], self._cluster[ends[1]]
        if left == right:
            self._rows.setdefault(left, array("i")).append(row)
            return
        if not self._texts[left].isdisjoint(self._texts[right]) or self._kept_apart(left, right, barred):
            return
        small, large = sorted((left, right), key=lambda c: (len(self._members[c]), c))
        moved = self._members.pop(small)
        self._members[large].extend(moved)
        self._cluster |= dict.fromkeys(moved, large)
        self._texts[large] |= self._texts.pop(small)
        held = self._rows.setdefault(large, array("i"))
        held.extend(self._rows.pop(small, array("i")))
        held.append(row)

    def _kept_apart(self, left: str, right: str, barred: Mapping[str, Collection[str]]) -> bool:
        # Members are looked at from the smaller side, and those alone whom anything keeps apart from anybody.
        small, large = sorted((left, right), key=lambda c: len(self._members[c]))
        if any(self._cluster[other] == large for one in self._members[small] for other in barred.get(one, ())):
            return True
        against = {cluster for one in self._members[small] for cluster in self._ledger.barred(one)}
        return bool(against) and any(self._ledger.cluster(one) in against for one in self._members[large])


def _decided(decision: Decision) -> str:
    if decision.by == LIST:
        return f"the case's own list of names: {decision.reason}"
    return f"{decision.by} decided on {decision.at:%Y-%m-%d}" + (f": {decision.reason}" if decision.reason else "")


def join(entities: Sequence[Local], found: Links, ledger: Ledger) -> Joined:
    """Clusters of local entities under the decisions of people and the links of the machine (best first)."""
    joined = Joined(entities, ledger, found)
    barred: dict[str, set[str]] = defaultdict(set)
    known = {entity.id for entity in entities}
    for one, other in {*_apart(found, ledger), *(pair for pair in ledger.unsure() if known.issuperset(pair))}:
        barred[one].add(other)
        barred[other].add(one)
    rows, ids = found.sure(), [entity.id for entity in found.entities]
    for row, left, right in zip(rows.tolist(), found.left[rows].tolist(), found.right[rows].tolist(), strict=True):
        joined.unite(row, (ids[left], ids[right]), barred)
    return joined


def _apart(found: Links, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Pairs that the machine keeps apart, unless people have joined them."""
    for row in np.flatnonzero(found.apart).tolist():
        left, right = (found.entities[side[row]].id for side in (found.left, found.right))
        if ledger.cluster(left) != ledger.cluster(right):
            yield left, right
