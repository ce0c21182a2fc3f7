"""From links to clusters: best first, never across what keeps apart, never by a chain of weak links.

Greedy agglomeration under constraints (correlation clustering as in Bansal, Blum & Chawla 2004, approximated): people's
decisions come first, then the machine's links from the strongest down; a link is passed over when any two members that it would
bring together are barred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from probanda.model import Decision
from probanda.resolve.clusters import Ledger
from probanda.resolve.link import Link
from probanda.resolve.local import Local
from probanda.resolve.policy import policy

LIST = "names.csv"
"""Who "decides" what the case's own list of names says."""
_REASONS = 100
"""Reasons of the machine that are kept for one entity, those of the strongest links."""


class Joined:
    """Clusters of local entities, and why each was joined."""

    def __init__(self, entities: Sequence[Local], ledger: Ledger) -> None:
        self._ledger = ledger
        self._cluster: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._texts: dict[str, set[str]] = {}
        self._links: dict[str, list[Link]] = defaultdict(list)
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
        """In words, why these are one: the decisions of people, then the links of the machine."""
        chosen = list(members)
        said = [d for i in chosen[1:] for d in self._ledger.why_same(chosen[0], i)]
        by_people = [_decided(decision) for decision in said]
        links = self._links[self._cluster[chosen[0]]]
        whys = dict.fromkeys(f.why for link in links for f in link.features)
        more = (f"and {len(whys) - _REASONS:,} more reasons of these kinds",) if len(whys) > _REASONS else ()
        return tuple(dict.fromkeys([*by_people, *islice(whys, _REASONS), *more]))

    def unite(self, link: Link, barred: Mapping[str, Collection[str]]) -> None:
        """Join the clusters of a link, unless two of their members are kept apart or stand in one text."""
        left, right = self._cluster[link.left], self._cluster[link.right]
        if left == right:
            self._links[left].append(link)
            return
        if not self._texts[left].isdisjoint(self._texts[right]) or self._kept_apart(left, right, barred):
            return
        small, large = sorted((left, right), key=lambda c: (len(self._members[c]), c))
        moved = self._members.pop(small)
        self._members[large].extend(moved)
        self._cluster |= dict.fromkeys(moved, large)
        self._texts[large] |= self._texts.pop(small)
        self._links[large] += [*self._links.pop(small, []), link]

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


def join(entities: Sequence[Local], found: Sequence[Link], ledger: Ledger) -> Joined:
    """Clusters of local entities under the decisions of people and the links of the machine (best first)."""
    joined = Joined(entities, ledger)
    barred: dict[str, set[str]] = defaultdict(set)
    machine = {(link.left, link.right) for link in found if link.apart and not _human(link, ledger)}
    known = {entity.id for entity in entities}
    for one, other in machine | {pair for pair in ledger.unsure() if known.issuperset(pair)}:
        barred[one].add(other)
        barred[other].add(one)
    for link in found:
        if link.total >= policy()["join_at"] and link.classes >= 2 and not link.barred:
            joined.unite(link, barred)
    return joined


def _human(link: Link, ledger: Ledger) -> bool:
    return ledger.cluster(link.left) == ledger.cluster(link.right)
