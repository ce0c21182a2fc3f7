"""The cases of a team, opened when first asked for: for each the workbench on it, and on copies for members who see less."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from sqlalchemy import func, select
from starlette.applications import Starlette

from probanda.errors import CaseError
from probanda.store import secrets, tables
from probanda.store.case import Case, open_
from probanda.team import members, policy
from probanda.team.folder import Team
from probanda.team.members import Member
from probanda.web.bench import Bench, Computing
from probanda.web.served import copies
from probanda.write import consent
from probanda.write.redact import Protected

Build = Callable[[Bench], Starlette]
_CHANGING = ("received", "described", "read", "failed", "opened", "names")
"""Entries of the log after which there is something else to see."""
_SHARE = 20.0
"""A copy is not made again before this many times what making it took, so that copies take a twentieth of the machine."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A copy, and what it was made from: after a change of `rules` it may be shown no more."""

    app: Starlette
    stamp: tuple[int, ...]
    rules: str
    at: float
    took: float


class Held:
    """One open case with its workbenches."""

    def __init__(self, team: Team, case: Case, build: Build, *, patience: float) -> None:
        self.case, self._team, self._build, self._patience = case, team, build, patience
        self.bench = Bench(case, patience=patience)
        self.app = build(self.bench)
        self._lock, self._pool = Lock(), ThreadPoolExecutor(1, thread_name_prefix="copy")
        self._copies: dict[str, _Made] = {}
        self._jobs: dict[str, Future[None]] = {}

    def persons(self) -> list[Protected]:
        """The protected persons of the case."""
        return consent.listed(self.case.held("names.csv"))

    def app_for(self, member: Member, action: str | None) -> Starlette:
        """The workbench that a member sees. Raises Computing while his copy is being made."""
        if action == "log" or policy.names(member.role):
            return self.app
        if member.only is None and not self.persons() and member.role != policy.DISCLOSURE:
            return self.app
        return self._copy(member.only)

    def _copy(self, only: str | None) -> Starlette:
        key, rules, end = only or "", self._rules(only), monotonic() + self._patience
        while True:
            stamp, held = self._stamp(), self._copies.get(key)
            if held and held.rules != rules:
                # A consent was taken back, or a set was narrowed: what was made before is shown to nobody any more.
                self._copies.pop(key, None)
                held = None
            if held and (held.stamp == stamp or monotonic() - held.at < _SHARE * held.took or monotonic() > end):
                return held.app
            job = self._begun(key, only)
            if monotonic() > end:
                raise Computing("your copy of the case is being made", next="this page comes by itself in a moment")
            _wait(job, max(0.05, end - monotonic()))

    def _begun(self, key: str, only: str | None) -> Future[None]:
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.done():
                if job is not None and (error := job.exception()):
                    del self._jobs[key]
                    raise error
                job = self._jobs[key] = self._pool.submit(self._make, key, only)
            return job

    def _make(self, key: str, only: str | None) -> None:
        begun, stamp, rules = monotonic(), self._stamp(), self._rules(only)
        chosen = members.disclosed(self._team, self.case.folder.name).get(only, ()) if only else None
        bench = copies.placed(self.case, only=chosen, patience=self._patience)
        self._copies[key] = _Made(self._build(bench), stamp, rules, monotonic(), monotonic() - begun)

    def _rules(self, only: str | None) -> str:
        """A digest of what says who is protected, who agreed to what, and what the set holds."""
        agreed = [d.id for d in self.bench.docket().standing if d.verdict == "consent"]
        chosen = members.disclosed(self._team, self.case.folder.name).get(only, ()) if only else ()
        return hashlib.sha256(repr((self.case.held("names.csv"), agreed, chosen)).encode()).hexdigest()

    def _stamp(self) -> tuple[int, ...]:
        with self.case.engine.connect() as connection:
            made = connection.execute(select(func.max(tables.decision.c.seq))).scalar() or 0
            read = select(func.max(tables.custody.c.seq)).where(
                tables.custody.c.action.in_(("received", "read", "opened", "names"))
            )
            return made, connection.execute(read).scalar() or 0


def _wait(job: Future[None], seconds: float) -> None:
    try:
        job.result(timeout=seconds)
    except TimeoutError:
        return


class Cases:
    """All cases of a team."""

    def __init__(self, team: Team, build: Build, *, patience: float) -> None:
        self._team, self._build, self._patience = team, build, patience
        self._open: dict[str, Held] = {}
        self._lock = Lock()

    def get(self, key: str) -> Held | None:
        """A case by the name of its folder; None where there is none. Raises CaseError for an encrypted one nobody opened."""
        with self._lock:
            if key not in self._open:
                folder = self._team.cases().get(key)
                if folder is None:
                    return None
                if (folder / secrets.FILE).exists():
                    raise CaseError("this case is encrypted and was not opened when the server was started")
                self._put(open_(folder))
            return self._open[key]

    def open_all(self) -> list[str]:
        """Open every case, asking for the pass phrase of those that are encrypted. Returns their names."""
        for key, folder in self._team.cases().items():
            if key not in self._open:
                self._put(open_(folder))
        return sorted(self._open)

    def name(self, key: str) -> str:
        """What a case is called."""
        if key in self._open:
            return self._open[key].case.name
        described = tomllib.loads((self._team.folder / key / "case.toml").read_text("utf-8"))
        return str(described.get("name", key))

    def close(self) -> None:
        """Let the databases go."""
        for held in self._open.values():
            held.case.engine.dispose()

    def _put(self, case: Case) -> None:
        self._open[case.folder.name] = Held(self._team, case, self._build, patience=self._patience)
