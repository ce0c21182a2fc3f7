"""The case behind the workbench: its view, computed again only when something changed, and decisions taken on it."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Lock

from sqlalchemy import func, select

from probanda import decided, pipeline
from probanda.derived import View
from probanda.model import Decision, Verdict, identify
from probanda.store import tables
from probanda.store.case import Case
from probanda.write.desk import Desk


class Bench:
    """One case, as it stands now. Safe to use from several threads."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._lock = Lock()
        self._stamp: tuple[int, int] | None = None
        self._desk: Desk | None = None

    def desk(self) -> Desk:
        """The view with its look-ups. Computed when a decision was made or a source was read since the last time."""
        with self._lock:
            stamp = self._now()
            if self._desk is None or stamp != self._stamp:
                self._desk, self._stamp = Desk(pipeline.see(self.case)), stamp
            return self._desk

    def view(self) -> View:
        """The view alone."""
        return self.desk().view

    def _now(self) -> tuple[int, int]:
        with self.case.engine.connect() as connection:
            custody = connection.execute(select(func.max(tables.custody.c.seq))).scalar() or 0
            decisions = connection.execute(select(func.max(tables.decision.c.seq))).scalar() or 0
        return custody, decisions

    def decide(
        self, verdict: Verdict, about: tuple[str, ...], *, by: str, reason: str = "", value: dict[str, str] | None = None
    ) -> Decision:
        """Add a decision. Raises DecisionError when it contradicts an earlier one; then nothing is added."""
        if verdict == "merge":
            about = decided.merged(self.view(), *about)
        made = identify(Decision(at=datetime.now(UTC), by=by, about=about, verdict=verdict, reason=reason, value=value or {}))
        if verdict in ("merge", "distinct", "split", "correct", "use"):
            decided.refusal(self.view(), pipeline.see(self.case, extra=(made,)))
        self.case.decide(made)
        return made
