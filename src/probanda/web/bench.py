"""The case behind the workbench: lists, reading and review straight from the store, the rest from the view as stored.

A process of its own computes that view anew when something changed, so that no page and no decision waits for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock
from time import monotonic

import msgspec
from sqlalchemy import select

from probanda import added, decided
from probanda.derived import View
from probanda.errors import DecisionError, ProbandaError
from probanda.model import Decision, Verdict, identify
from probanda.preserve import custody
from probanda.resolve.sites import of
from probanda.store import tables, viewed
from probanda.store.case import Case
from probanda.store.listed import Listed
from probanda.store.viewed import Stamp, Stored
from probanda.team import policy
from probanda.web import identity
from probanda.web.docket import Docket
from probanda.web.drawn import Draughtsman, Picture
from probanda.web.seen import Seen
from probanda.web.shelf import Shelf
from probanda.web.viewing import same, stamp
from probanda.web.worker import Worker
from probanda.weigh import settled as settlement

_SETTLING = {"accept", "reject", "set_aside", "status", "note", "rate", "unsure", "place"}
"""Verdicts after which nothing waits that did not wait before."""
_Stamp = tuple[int, int]


class Computing(ProbandaError):
    """The whole case is being computed for the first time."""


class Bench:
    """One case, as it stands now. Safe to use from several threads."""

    def __init__(self, case: Case, *, patience: float = 0.2) -> None:
        """`patience` is how long, in seconds, a page waits for the newest view before it shows the one before."""
        self.case, self.patience = case, patience
        self.given: View | None = None
        """The view itself, where it was not computed from this case: that of a copy for somebody who may see less."""
        self.four_eyes = bool(tomllib.loads((case.folder / "case.toml").read_text("utf-8")).get("four_eyes", False))
        self._lock, self._pool = Lock(), ThreadPoolExecutor(1, thread_name_prefix="view")
        self._job: Future[None] | None = None
        self._shelf: tuple[int, Shelf] | None = None
        self._docket: tuple[_Stamp, Docket] | None = None
        self._worker, self._draughtsman = Worker(case), Draughtsman(case)
        self._failed: Stamp | None = None
        self._trouble, self._began = "", 0.0
        self._made: list[Decision] = []
        self._places: list[int] = []
        self._known = 0
        self.reached: dict[tuple[str, str], Listed] = {}
        """By person and kind: the place in the queue before which nothing waits."""
        case.list_findings()

    # straight from the store

    def shelf(self) -> Shelf:
        """The sources."""
        read = self._now()[0]
        with self._lock:
            if self._shelf is None or self._shelf[0] != read:
                self._shelf = (read, Shelf(self.case))
                self.reached.clear()
            return self._shelf[1]

    def docket(self) -> Docket:
        """The decisions."""
        shelf, stamp = self.shelf(), self._now()
        with self._lock:
            if self._docket is None or self._docket[0] != stamp:
                self._learn(stamp[1])
                self._docket = (stamp, Docket(self._made, four_eyes=self.four_eyes, added=shelf.added(self._made)))
            return self._docket[1]

    def _learn(self, last: int) -> None:
        """Read the decisions that were made since the last time."""
        table = tables.decision.c
        query = select(table.record, table.seq).where(table.seq > self._known, table.seq <= last).order_by(table.seq)
        with self.case.engine.connect() as connection:
            rows = connection.execute(query).all()
        fresh = [msgspec.json.decode(row.record, type=Decision) for row in rows]
        if any(decision.verdict not in _SETTLING for decision in fresh):
            self.reached.clear()
        self._made, self._known = [*self._made, *fresh], last
        self._places += [row.seq for row in rows]

    def picture(self, exhibit: str, page: int) -> Picture:
        """A page of a PDF."""
        return self._draughtsman.page(self.shelf().by_number[exhibit], page)

    # from the view

    def shown(self) -> Seen:
        """The view as stored: the newest, or after `patience` the one before. Raises Computing when there is none yet."""
        # Only whoever asks right after a decision waits: a computing that takes long keeps nobody.
        while not self.fresh() and not self._trouble and (left := self._began + self.patience - monotonic()) > 0:
            self._wait(left)
        if (seen := self.seen()) is None:
            raise Computing(self._trouble or "the case is being computed", next="this page comes by itself in a moment")
        return seen

    def seen(self) -> Seen | None:
        """The view that is stored, whatever happened since it was computed; None before the first time."""
        held, docket = viewed.now(self.case.engine), self.docket()
        if held is None:
            return None
        with self._lock:
            since = [d for d, place in zip(self._made, self._places, strict=True) if place > held[0].decisions]
        return Seen(Stored(self.case.engine, held[1]), held[0], shelf=self.shelf(), docket=docket, since=since)

    def fresh(self) -> bool:
        """Whether the stored view takes in all sources and decisions. When not, the next one is begun."""
        held, now = viewed.now(self.case.engine), stamp(self.case)
        if held and same(held[0], now):
            return True
        with self._lock:
            idle = self._job is None or self._job.done()
            if idle and not (self._failed and same(self._failed, now)):
                self._began, self._job = monotonic(), self._pool.submit(self._renew, now)
        return False

    def stale(self) -> datetime | None:
        """The moment of which pages show the case, where that is before the latest decisions or sources; else None."""
        held = None if self.fresh() else viewed.now(self.case.engine)
        return held[0].at if held else None

    def _renew(self, now: Stamp) -> None:
        try:
            self._compute()
            self._failed, self._trouble = None, ""
        except ProbandaError as error:
            # Said on the page; begun again when there is something new to compute.
            self._failed, self._trouble = now, str(error)

    def _compute(self) -> None:
        self._worker.renew()

    def _wait(self, seconds: float) -> None:
        try:
            if self._job:
                self._job.result(timeout=seconds)
        except TimeoutError:
            return

    def _now(self) -> _Stamp:
        now = stamp(self.case)
        return now.read, now.decisions

    # decisions

    def decide(
        self,
        verdict: Verdict,
        about: tuple[str, ...],
        *,
        by: str,
        role: str | None = None,
        reason: str = "",
        value: dict[str, str] | None = None,
    ) -> Decision:
        """Add a decision. Raises DecisionError when it cannot stand, RefusedError when `role` may not take it: nothing is added.

        Without a role the case is on the person's own computer.
        """
        if role is not None:
            policy.require_verdict(role, verdict, own=all(self._by(one) == by for one in about))
        if verdict == "merge":
            about = identity.merging(self.shown(), about)
        elif verdict == "split":
            about = identity.parting(self.shown(), about[0], about[1:])
        made = identify(Decision(at=datetime.now(UTC), by=by, about=about, verdict=verdict, reason=reason, value=value or {}))
        self.docket().check(made)
        if check := self._checks().get(verdict):
            check(made)
        custody.decide(self.case, made)
        return made

    def _by(self, decision: str) -> str | None:
        return next((made.by for made in self.docket().all if made.id == decision), None)

    def _checks(self) -> dict[str, Callable[[Decision], None]]:
        among = self._check_identity
        return {
            "merge": among,
            "distinct": among,
            "split": among,
            "correct": self._check_value,
            "use": self._check_words,
            "status": settlement.check,
            "place": _check_place,
        }

    def _check_value(self, made: Decision) -> None:
        finding = self.shelf().finding(made.about[0], self.docket())
        if finding is None:
            raise DecisionError("there is no such finding", where=made.about[0])
        decided.corrected(finding, made.value)

    def _check_words(self, made: Decision) -> None:
        text = self.shelf().text(made.about[0])
        added.finding(made, {text.source: text} if text else {}, self.shelf().by_id)

    def _check_identity(self, made: Decision) -> None:
        identity.check(made, self.shown(), self.docket())


def _check_place(made: Decision) -> None:
    of(made)
