"""Checking a case: is everything as it was when it was recorded? Says in words what holds, what does not, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from probanda.errors import IntegrityError, ProbandaError
from probanda.model import Record, Source
from probanda.preserve import contents, signatures, vault
from probanda.preserve.findings import Finding, holds, uncovered, wrong
from probanda.preserve.notes import Key, Note
from probanda.store import secrets
from probanda.store.case import Case

_THREADS = 2


class Report(Record, frozen=True, kw_only=True):
    """What was checked, in words: what holds, what does not, and what no checkpoint covers yet."""

    held: tuple[str, ...]
    wrong: tuple[str, ...]
    uncovered: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True when everything holds."""
        return not self.wrong

    @property
    def lines(self) -> tuple[str, ...]:
        """For printing, what is wrong first."""
        kinds = (("WRONG", self.wrong), ("open ", self.uncovered), ("holds", self.held))
        return tuple(f"{kind}  {line}" for kind, said in kinds for line in said)


def verify(case: Case, *, keys: Sequence[Key] = (), held_elsewhere: Sequence[Note] = ()) -> Report:
    """Re-hash every source; check log, checkpoints, rows, schema, quotations, search index and the order of decisions.

    `keys` are verifier keys that came from their owners and not with the case; `held_elsewhere` are checkpoints kept by
    others. Damage is reported and not raised.
    """
    checks: dict[str, Callable[[], Iterator[Finding]]] = {
        "sources": lambda: _bytes(case),
        "key file": lambda: _key(case),
        "database": lambda: contents.schema(case),
        "log": lambda: contents.log(case),
        "checkpoints": lambda: signatures.checkpoints(case, keys=keys, held_elsewhere=held_elsewhere),
        "records": lambda: contents.records(case),
        "decisions": lambda: contents.decisions(case),
        "search index": lambda: contents.index(case),
        "stored view": lambda: contents.stored_view(case),
    }
    said = [finding for name, check in checks.items() for finding in _guarded(name, check)]
    by_kind = {kind: tuple(dict.fromkeys(f.words for f in said if f.kind == kind)) for kind in ("holds", "wrong", "open")}
    return Report(held=by_kind["holds"], wrong=by_kind["wrong"], uncovered=by_kind["open"])


def _guarded(name: str, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    found: list[Finding] = []
    try:
        found.extend(check())
    except (SQLAlchemyError, msgspec.MsgspecError, ProbandaError, OSError, ValueError, TypeError, OverflowError) as error:
        found.append(wrong(f"{name}: cannot be read to the end: {' '.join(str(error).split())[:300]}"))
    return found


def _bytes(case: Case) -> Iterator[Finding]:
    sources = case.sources()
    with ThreadPoolExecutor(_THREADS) as pool:
        for source, fault in zip(sources, pool.map(lambda s: _fault(case, s), sources), strict=True):
            if fault:
                yield wrong(f"{source.name}: {fault}")
    known = {vault.place(case.vault, source.id, case.key) for source in sources}
    for path in vault.kept(case.vault):
        if path not in known:
            yield wrong(f"the vault holds {path.name}, of which the case has no record")
    yield holds(f"{len(sources)} sources were hashed again")


def _fault(case: Case, source: Source) -> str | None:
    try:
        digest, size = vault.measure(case.vault, source.id, case.key)
        if digest != source.id:
            return "its bytes are not those that were received"
        return "its recorded size is not that of its bytes" if size != source.size else None
    except FileNotFoundError:
        return "its bytes are missing from the vault"
    except IntegrityError:
        return "its bytes are not those that were received: they cannot be decrypted"


def _key(case: Case) -> Iterator[Finding]:
    if case.key is None:
        return
    if not secrets.intact(case.folder, case.key):
        yield wrong("the key file is not as it was written: its recovery part may be useless; make it anew with `probanda rekey`")
    if not secrets.recoverable(case.folder):
        yield uncovered("the case has no recovery key: if its pass phrase is lost, the case is lost")
    yield holds("the case is encrypted, and its key file was opened")
