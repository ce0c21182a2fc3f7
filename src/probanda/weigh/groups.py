"""Things joined into groups, with the reasons kept."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from probanda.model import Span

K = TypeVar("K", bound=Hashable)
Reason = tuple[str, tuple[Span, ...]]


class Groups(Generic[K]):
    """Disjoint groups of keys, built by joining pairs (union-find); each join may leave a reason with its spans."""

    def __init__(self) -> None:
        self._parent: dict[K, K] = {}
        self._reasons: dict[K, list[Reason]] = {}

    def find(self, key: K) -> K:
        """The key that stands for the group of `key`; a key not met before is its own group."""
        parent = self._parent.setdefault(key, key)
        while parent != key:
            grand = self._parent[parent]
            self._parent[key] = grand
            key, parent = parent, grand
        return key

    def join(self, left: K, right: K, reason: Reason | None = None) -> None:
        """Make one group of two."""
        one, two = self.find(left), self.find(right)
        if reason:
            self._reasons.setdefault(one, []).append(reason)
        if one != two:
            self._parent[two] = one
            self._reasons.setdefault(one, []).extend(self._reasons.pop(two, []))

    def reasons(self, key: K) -> list[Reason]:
        """Why the group of a key was joined, in the order of joining."""
        return list(dict.fromkeys(self._reasons.get(self.find(key), [])))

    def gather(self, keys: Iterable[K]) -> dict[K, list[K]]:
        """The groups of some keys, in the order in which they are met."""
        gathered: dict[K, list[K]] = {}
        for key in keys:
            gathered.setdefault(self.find(key), []).append(key)
        return gathered

    def all(self) -> dict[K, list[K]]:
        """Every group, by the key that stands for it. Costs as much as there are keys: ask once, after joining."""
        return self.gather(list(self._parent))
