"""What people decided about who is who: same, not the same, split, withdrawn; append-only, and never overridden.

    merge     all ids named are one                       distinct   no two of the ids named are one
    split     the first id stays, the others leave it     withdraw   the decisions named no longer count
    unsure    kept and shown, without effect

A decision that contradicts an earlier one is refused, with the path that causes it. Replayed up to any time, the ledger gives the
case as it stood then. What the machine joins by itself is not in here, and gives way to all that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from probanda.errors import DecisionError
from probanda.model import Decision
from probanda.resolve.constraints import Conflict, Constraints, Edge


class _Split(NamedTuple):
    """A split in effect: when it was decided, and which ids leave."""

    order: int
    leaving: frozenset[str]


VERDICTS = frozenset({"merge", "distinct", "split", "withdraw", "unsure"})
State = tuple[frozenset[frozenset[str]], frozenset[frozenset[str]]]


class Ledger:
    """Clusters of ids under the decisions so far.

    >>> from datetime import UTC
    >>> day = datetime(2026, 1, 1, tzinfo=UTC)
    >>> ledger = Ledger([Decision(id="d1", at=day, by="A.", about=("x", "y"), verdict="merge")])
    >>> ledger.members("x")
    ['x', 'y']
    """

    def __init__(self, decisions: Iterable[Decision] = (), *, until: datetime | None = None) -> None:
        """Replay decisions in their order, up to a time. What cannot stand is kept in `refused`, with the reason."""
        self.refused: dict[str, DecisionError] = {}
        self._known: dict[str, Decision] = {}
        self._order: dict[str, int] = {}
        self._active: set[str] = set()
        self._ended: Counter[str] = Counter()
        self._constraints = Constraints()
        self._splits: dict[str, list[_Split]] = {}
        self._cut: dict[str, list[Edge]] = {}
        self._journal: list[Callable[[], object]] = []
        for decision in decisions:
            if until is None or decision.at <= until:
                try:
                    self.add(decision)
                except DecisionError as error:
                    self.refused[decision.id] = error

    def cluster(self, id: str) -> str:
        """The name of the cluster of an id: one of its members."""
        return self._constraints.cluster(id)

    def members(self, id: str) -> list[str]:
        """All ids decided to be the same as this one, itself included, in order."""
        return sorted(self._constraints.members(id))

    def apart(self, left: str, right: str) -> bool:
        """Whether people decided, directly or through others, that the two are not the same."""
        return self._constraints.apart(left, right)

    def barred(self, id: str) -> Iterable[str]:
        """The clusters that people decided are not the one of this id."""
        return self._constraints.barred(id)

    def why_same(self, left: str, right: str) -> list[Decision]:
        """The decisions that join two ids, along the shortest path."""
        return [self._known[edge.decision] for edge in self._constraints.path(left, right)]

    def unsure(self) -> set[tuple[str, str]]:
        """Pairs that somebody looked at and could not decide, each in order: the machine does not decide them either."""
        decisions = (d for d in self._known.values() if d.verdict == "unsure" and d.id in self._active)
        return {(min(a, b), max(a, b)) for d in decisions for i, a in enumerate(d.about) for b in d.about[i + 1 :]}

    def is_active(self, decision: str) -> bool:
        """Whether a decision counts: it was accepted and is not withdrawn."""
        return decision in self._active

    def state(self) -> State:
        """All clusters of two or more, and all pairs kept apart; equal states are equal whatever led to them."""
        clusters = frozenset(frozenset(c) for c in self._constraints.clusters() if len(c) > 1)
        return clusters, frozenset(frozenset((e.left, e.right)) for e in self._constraints.bars())

    def add(self, decision: Decision) -> None:
        """Take a decision in; verdicts that are not about identity are passed over.

        :raises DecisionError: it contradicts earlier ones; nothing has changed then.
        """
        if decision.verdict not in VERDICTS or decision.id in self._known:
            return
        self._known[decision.id] = decision
        self._order[decision.id] = len(self._order)
        self._journal.clear()
        try:
            self._turn(decision, on=True)
        except Conflict as conflict:
            for undo in reversed(self._journal):
                undo()
            del self._known[decision.id], self._order[decision.id]
            raise self._error(decision, conflict) from None

    def _turn(self, decision: Decision, *, on: bool) -> None:
        """Let a decision count, or no longer. What counts, and in which order it was decided, settles all that holds."""
        (self._active.add if on else self._active.discard)(decision.id)
        self._journal.append(partial(self._active.discard if on else self._active.add, decision.id))
        # Later decisions first: a split must stand before the merges that it cuts come back.
        for target in sorted(self._targets(decision), key=lambda d: -self._order[d.id]):
            before = self._ended[target.id]
            self._ended[target.id] = after = before + (1 if on else -1)
            self._journal.append(partial(self._ended.__setitem__, target.id, before))
            if not before or not after:
                self._turn(target, on=not on)
        edges = self._edges(decision)
        if decision.verdict == "merge":
            self._join(edges) if on else self._part(edges)
        elif decision.verdict in ("distinct", "split"):
            self._divide(decision, edges, on=on)

    def _targets(self, decision: Decision) -> list[Decision]:
        """The decisions that this one ends: those it withdraws, or the one it supersedes; only earlier ones."""
        ids = decision.about if decision.verdict == "withdraw" else (decision.supersedes,) if decision.supersedes else ()
        here = self._order[decision.id]
        return [self._known[i] for i in dict.fromkeys(ids) if i in self._known and self._order[i] < here]

    @staticmethod
    def _edges(decision: Decision) -> list[Edge]:
        first, rest = decision.about[:1], list(dict.fromkeys(decision.about))
        if decision.verdict == "distinct":
            return [Edge(a, b, decision.id) for i, a in enumerate(rest) for b in rest[i + 1 :]]
        return [Edge(a, b, decision.id) for a in first for b in rest if a != b]

    def _join(self, edges: list[Edge]) -> None:
        for edge in edges:
            if self._is_cut(edge):
                self._keep_cut(edge)
            else:
                self._constraints.join(edge)
                self._journal.append(partial(self._constraints.part, [edge]))

    def _part(self, edges: list[Edge]) -> None:
        for edge in edges:
            if edge in self._cut.get(edge.left, ()):
                self._keep_cut(edge, undo=True)
            else:
                self._constraints.part([edge])
                self._journal.append(partial(self._constraints.join, edge))

    def _divide(self, decision: Decision, edges: list[Edge], *, on: bool) -> None:
        """Bars of a "distinct" or a split; a split also cuts what joined the leaving ids to others before."""
        if not on:
            for edge in edges:
                self._constraints.unbar(edge)
                self._journal.append(partial(self._constraints.bar, edge))
        if decision.verdict == "split":
            split = _Split(self._order[decision.id], frozenset(e.right for e in edges))
            self._mark(split, on=on)
            index = self._constraints.same_edges if on else self._cut_edges
            near = list(dict.fromkeys(e for node in sorted(split.leaving) for e in index(node)))
            changed = [e for e in near if self._is_cut(e) is on]
            self._part_cut(changed) if on else self._join_again(changed)
        if on:
            for edge in edges:
                self._constraints.bar(edge)
                self._journal.append(partial(self._constraints.unbar, edge))

    def _part_cut(self, edges: list[Edge]) -> None:
        self._part(edges)
        for edge in edges:
            self._keep_cut(edge)

    def _join_again(self, edges: list[Edge]) -> None:
        for edge in edges:
            self._keep_cut(edge, undo=True)
        self._join(edges)

    def _mark(self, split: _Split, *, on: bool) -> None:
        for node in split.leaving:
            marks = self._splits.setdefault(node, [])
            (marks.append if on else marks.remove)(split)
            self._journal.append(partial(marks.remove if on else marks.append, split))

    def _is_cut(self, edge: Edge) -> bool:
        """Whether a split decided after the edge has one end of it leave, and not the other."""
        order = self._order[edge.decision]
        marks = (*self._splits.get(edge.left, ()), *self._splits.get(edge.right, ()))
        return any(m.order > order and (edge.left in m.leaving) != (edge.right in m.leaving) for m in marks)

    def _cut_edges(self, node: str) -> list[Edge]:
        return self._cut.get(node, [])

    def _keep_cut(self, edge: Edge, *, undo: bool = False) -> None:
        for node in (edge.left, edge.right):
            kept = self._cut.setdefault(node, [])
            (kept.remove if undo else kept.append)(edge)
            self._journal.append(partial(kept.append if undo else kept.remove, edge))

    def _error(self, decision: Decision, conflict: Conflict) -> DecisionError:
        steps = [f"{e.left} = {e.right} ({self._who(e.decision)})" for e in conflict.path]
        bar = f"{conflict.bar.left} ≠ {conflict.bar.right} ({self._who(conflict.bar.decision, decision)})"
        what = f"{decision.verdict} of {', '.join(decision.about)} contradicts earlier decisions: {'; '.join(steps)}, but {bar}"
        return DecisionError(what, where=decision.id, next="withdraw one of the decisions named, or record this one as unsure")

    def _who(self, id: str, new: Decision | None = None) -> str:
        decision = self._known.get(id) or (new if new and new.id == id else None)
        if decision is None:
            return "this decision"
        reason = f": {decision.reason}" if decision.reason else ""
        return f"{decision.by}, {decision.at:%Y-%m-%d}{reason}"
