"""Clusters under two kinds of edges: "same" joins, "apart" bars (must-link and cannot-link, Wagstaff et al. 2001).

No cluster ever holds two ids that an edge keeps apart: an edge that would do so is refused. Taking an edge away rebuilds only the
cluster it stood in, so that its cost does not grow with the number of decisions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple


class Edge(NamedTuple):
    """One edge of one decision."""

    left: str
    right: str
    decision: str


class Conflict(Exception):
    """An edge cannot stand: `path` joins the ends of `bar`, which keeps them apart. The ledger words it as a DecisionError."""

    def __init__(self, path: list[Edge], bar: Edge) -> None:
        self.path, self.bar = path, bar
        super().__init__(f"{bar.left} and {bar.right} are kept apart")


class Constraints:
    """Ids in clusters. Ids never seen are clusters of their own."""

    def __init__(self) -> None:
        self._same: dict[str, list[Edge]] = {}
        self._apart: dict[str, list[Edge]] = {}
        self._cluster: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._bars: dict[str, dict[str, int]] = {}

    def cluster(self, node: str) -> str:
        """The name of the cluster: one of its members, the same for all of them until it changes."""
        return self._cluster.get(node, node)

    def members(self, node: str) -> list[str]:
        """All ids in the cluster of this one."""
        return self._members.get(self.cluster(node), [node])

    def clusters(self) -> Iterable[list[str]]:
        """All clusters that were ever touched, those of one id included."""
        return self._members.values()

    def apart(self, left: str, right: str) -> bool:
        """Whether the clusters of the two are kept apart by some edge."""
        return self.cluster(right) in self._bars.get(self.cluster(left), {})

    def barred(self, node: str) -> Iterable[str]:
        """The clusters that some edge keeps apart from the one of this id."""
        return self._bars.get(self.cluster(node), ())

    def bars(self) -> Iterable[Edge]:
        """All edges that keep apart, each once."""
        return (edge for node, edges in self._apart.items() for edge in edges if edge.left == node)

    def same_edges(self, node: str) -> list[Edge]:
        """All edges that join this id to another."""
        return self._same.get(node, [])

    def join(self, edge: Edge) -> None:
        """Put both ends into one cluster.

        :raises Conflict: the two clusters are kept apart; nothing has changed then.
        """
        a, b = self.cluster(edge.left), self.cluster(edge.right)
        if b in self._bars.get(a, {}):
            raise Conflict(*self._why(edge, a, b))
        self._put(self._same, edge)
        if a != b:
            self._unite(a, b)

    def bar(self, edge: Edge) -> None:
        """Keep both ends apart.

        :raises Conflict: they are in one cluster; nothing has changed then.
        """
        a, b = self.cluster(edge.left), self.cluster(edge.right)
        if a == b:
            raise Conflict(self.path(edge.left, edge.right), edge)
        self._put(self._apart, edge)
        self._count(a, b, 1)

    def unbar(self, edge: Edge) -> None:
        """Take an edge away that keeps apart."""
        self._drop(self._apart, edge)
        self._count(self.cluster(edge.left), self.cluster(edge.right), -1)

    def part(self, edges: Iterable[Edge]) -> None:
        """Take edges away that join, and name anew the clusters they stood in."""
        touched = set()
        for edge in edges:
            self._drop(self._same, edge)
            touched.add(self.cluster(edge.left))
        for cluster in touched:
            self._rebuild(cluster)

    def path(self, start: str, end: str) -> list[Edge]:
        """The shortest path of joining edges between two ids; empty where there is none."""
        came: dict[str, Edge | None] = {start: None}
        queue = deque([start])
        while queue and end not in came:
            node = queue.popleft()
            for edge in self._same.get(node, ()):
                other = edge.right if edge.left == node else edge.left
                if other not in came:
                    came[other] = edge
                    queue.append(other)
        out, node = [], end
        while edge_in := came.get(node):
            out.append(edge_in)
            node = edge_in.left if edge_in.right == node else edge_in.right
        return out[::-1]

    def _why(self, edge: Edge, left: str, right: str) -> tuple[list[Edge], Edge]:
        for node in self._members.get(left, [left]):
            for bar in self._apart.get(node, ()):
                other = bar.right if bar.left == node else bar.left
                if self.cluster(other) == right:
                    near, far = (edge.left, edge.right) if self.cluster(edge.left) == left else (edge.right, edge.left)
                    return [*self.path(node, near), edge, *self.path(far, other)], bar
        raise AssertionError("clusters barred without an edge")

    def _put(self, edges: dict[str, list[Edge]], edge: Edge) -> None:
        for node in (edge.left, edge.right):
            edges.setdefault(node, []).append(edge)
            if node not in self._cluster:
                self._cluster[node] = node
                self._members[node] = [node]

    @staticmethod
    def _drop(edges: dict[str, list[Edge]], edge: Edge) -> None:
        for node in (edge.left, edge.right):
            edges[node].remove(edge)

    def _count(self, left: str, right: str, by: int) -> None:
        for one, other in ((left, right), (right, left)):
            bars = self._bars.setdefault(one, {})
            bars[other] = bars.get(other, 0) + by
            if not bars[other]:
                del bars[other]

    def _unite(self, left: str, right: str) -> None:
        small, large = sorted((left, right), key=lambda c: (len(self._members[c]), c))
        moved = self._members.pop(small)
        self._members[large].extend(moved)
        self._cluster.update(dict.fromkeys(moved, large))
        for other, n in self._bars.pop(small, {}).items():
            del self._bars[other][small]
            self._count(large, other, n)

    def _rebuild(self, cluster: str) -> None:
        nodes = self._members.pop(cluster, [])
        for other in self._bars.pop(cluster, {}):
            del self._bars[other][cluster]
        for node in nodes:
            del self._cluster[node]
        for node in nodes:
            if node not in self._cluster:
                reached = self._reach(node)
                self._members[node] = reached
                self._cluster.update(dict.fromkeys(reached, node))
        inside = set(nodes)
        for node in nodes:
            for bar in self._apart.get(node, ()):
                other = bar.right if bar.left == node else bar.left
                # A bar between two ids of the old cluster is met from both ends, and counted from one.
                if other not in inside or bar.left == node:
                    self._count(self._cluster[node], self.cluster(other), 1)

    def _reach(self, start: str) -> list[str]:
        seen, order = {start}, [start]
        for node in order:
            for edge in self._same.get(node, ()):
                other = edge.right if edge.left == node else edge.left
                if other not in seen:
                    seen.add(other)
                    order.append(other)
        return order
