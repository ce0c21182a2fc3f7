"""The case behind the workbench. Lists, reading and review come straight from the store; the rest from a view of the whole case,
computed behind the scenes when something changed, so that no decision waits for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock
from time import monotonic

import msgspec
from sqlalchemy import func, select

from probanda import added, decided
from probanda.derived import View
from probanda.errors import DecisionError, ProbandaError
from probanda.model import Decision, Verdict, identify
from probanda.preserve import custody
from probanda.resolve.entities import parted, settled
from probanda.store import tables
from probanda.store.case import Case
from probanda.store.listed import Listed
from probanda.team import policy
from probanda.team.watch import WATCHED
from probanda.view import charted, listed_names, view
from probanda.web.docket import Docket
from probanda.web.index import Index
from probanda.web.shelf import Shelf

_OURS = (custody.DECIDED, "dossier", *WATCHED)
"""Entries of the log that change nothing of what was read."""
_SETTLING = {"accept", "reject", "set_aside", "status", "note", "rate", "unsure"}
"""Verdicts after which nothing waits that did not wait before."""
_LIGHT = {"accept", "status", "note", "rate", "unsure"}
"""Verdicts after which findings and entities stay as they are, and only charts are laid again."""
_LONG = 3600.0
_Stamp = tuple[int, int]


class Computing(ProbandaError):
    """The whole case is being computed for the first time since the workbench was opened."""


class Bench:
    """One case, as it stands now. Safe to use from several threads."""

    def __init__(self, case: Case, *, patience: float = 0.2) -> None:
        """`patience` is how long, in seconds, a page waits for the newest view before it shows the one before."""
        self.case, self.patience = case, patience
        self.four_eyes = bool(tomllib.loads((case.folder / "case.toml").read_text("utf-8")).get("four_eyes", False))
        self._lock, self._pool = Lock(), ThreadPoolExecutor(1, thread_name_prefix="view")
        self._job: Future[None] | None = None
        self._shelf: tuple[int, Shelf] | None = None
        self._docket: tuple[_Stamp, Docket] | None = None
        self._desk: tuple[_Stamp, Index] | None = None
        self._made: list[Decision] = []
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
        query = select(table.record).where(table.seq > self._known, table.seq <= last).order_by(table.seq)
        with self.case.engine.connect() as connection:
            fresh = [msgspec.json.decode(row.record, type=Decision) for row in connection.execute(query)]
        if any(decision.verdict not in _SETTLING for decision in fresh):
            self.reached.clear()
        self._made, self._known = [*self._made, *fresh], last

    # from the view

    def desk(self, *, whole: bool = False) -> Index:
        """The view with its look-ups: the newest, or after `patience` the one before; with `whole` the newest, whatever it takes.

        Raises Computing when there is none yet.
        """
        end = monotonic() + (_LONG if whole else self.patience)
        while not self.fresh() and monotonic() < end:
            self._wait(max(0.0, end - monotonic()))
        if self._desk is None:
            raise Computing("the case is being computed", next="this page comes by itself in a moment")
        return self._desk[1]

    def seen(self) -> Index | None:
        """The last view that was computed, whatever happened since; None before the first."""
        return self._desk[1] if self._desk else None

    def fresh(self) -> bool:
        """Whether the last view takes in all decisions. When not, the next one is begun."""
        with self._lock:
            if self._desk and self._desk[0] == self._now():
                return True
            if self._job is None or self._job.done():
                self._job = self._pool.submit(self._compute)
            return False

    def _wait(self, seconds: float) -> None:
        try:
            if self._job:
                self._job.result(timeout=seconds)
        except TimeoutError:
            return

    def _compute(self) -> None:
        stamp, before = self._now(), self._desk
        made = self.case.decisions()
        light = before and before[0][0] == stamp[0] and self._is_light(before[1].view, made)
        desk = self._recharted(before[1], made) if before and light else Index(self._viewed(made))
        self._desk = (stamp, desk)

    def _recharted(self, desk: Index, made: Sequence[Decision]) -> Index:
        return Index(charted(desk.view, made, entity_of_party=desk.entity))

    def _viewed(self, made: Sequence[Decision]) -> View:
        case = self.case
        return view(
            case.name,
            sources=case.sources(),
            texts=case.texts(),
            extractions=case.extractions(),
            decisions=made,
            failures=case.failures(),
        )

    def _is_light(self, before: View, made: Sequence[Decision]) -> bool:
        known = {d.id for d in before.decisions}
        verdicts = {d.id: d.verdict for d in made}
        fresh = [d for d in made if d.id not in known]
        touched = {verdicts[a] for d in fresh if d.verdict == "withdraw" for a in d.about if a in verdicts}
        restored = any(d.verdict == "accept" and not set(d.about) <= before.findings.keys() for d in fresh)
        return not restored and {d.verdict for d in fresh} - {"withdraw"} <= _LIGHT and touched <= _LIGHT

    def _now(self) -> _Stamp:
        log, made = tables.custody.c, tables.decision.c
        with self.case.engine.connect() as connection:
            read = connection.execute(select(log.seq).where(log.action.not_in(_OURS)).order_by(log.seq.desc()).limit(1)).scalar()
            return read or 0, connection.execute(select(func.max(made.seq))).scalar() or 0

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
        """Add a decision. Raises DecisionError when it cannot stand, RefusedError when `role` may not take it; then nothing is added.

        Without a role the case is on the person's own computer.
        """
        if role is not None:
            policy.require_verdict(role, verdict, own=all(self._by(one) == by for one in about))
        if verdict == "merge":
            about = decided.merged(self.desk().view, *about)
        elif verdict == "split" and (entity := self.desk().view.entities.get(about[0])):
            about = parted(entity, self.desk().view.mentions, about[1:])
        made = identify(Decision(at=datetime.now(UTC), by=by, about=about, verdict=verdict, reason=reason, value=value or {}))
        self.docket().check(made)
        if check := self._checks().get(verdict):
            check(made)
        custody.decide(self.case, made)
        return made

    def _by(self, decision: str) -> str | None:
        return next((made.by for made in self.docket().all if made.id == decision), None)

    def _checks(self) -> dict[str, Callable[[Decision], None]]:
        identity = self._check_identity
        return {
            "merge": identity,
            "distinct": identity,
            "split": identity,
            "correct": self._check_value,
            "use": self._check_words,
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
        """What `resolve` would refuse, from the texts alone that decisions about who is who speak of."""
        everybody = self.desk().mention
        decisions = [*listed_names(everybody.values()), *self.docket().standing, made]
        cited = {about for d in decisions for about in d.about}
        texts = {everybody[about].span.text for about in cited if about in everybody}
        around = [m for m in everybody.values() if m.span.text in texts]
        ledger = settled(around, decisions)[2]
        if made.id in ledger.refused:
            raise DecisionError(ledger.refused[made.id].what, next="withdraw the earlier decision first if it was wrong")
