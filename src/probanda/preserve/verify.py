"""Checking a case: is every source, log entry and quotation as it was when it was recorded? Says in words what holds and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from probanda.model import Custody, Record
from probanda.preserve import custody, vault
from probanda.store.case import Case


class Report(Record, frozen=True, kw_only=True):
    """What was checked, in words; `wrong` holds what does not hold."""

    held: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """True when everything holds."""
        return not self.wrong

    @property
    def lines(self) -> tuple[str, ...]:
        """For printing, what is wrong first."""
        return (*(f"WRONG  {line}" for line in self.wrong), *(f"holds  {line}" for line in self.held))


def verify(case: Case) -> Report:
    """Re-hash every source, walk the log, compare every stored quotation with its text."""
    log = case.custody()
    wrong = [*_bytes(case, log), *_chain(log), *_quotes(case)]
    sources = len(case.sources())
    held = [] if wrong else [f"{sources} sources have the bytes they were received with", f"{len(log)} log entries are chained without a break"]
    return Report(held=tuple(held), wrong=tuple(wrong))


def _bytes(case: Case, log: list[Custody]) -> Iterator[str]:
    for source in case.sources():
        path = vault.place(case.vault, source.id)
        if not path.is_file():
            yield f"{source.name}: its bytes are missing from the vault"
        elif vault.digest_of(path) != source.id:
            yield f"{source.name}: its bytes are not those that were received"
        if not any(entry.source == source.id and entry.action == "received" for entry in log):
            yield f"{source.name}: the log does not say how it was received"


def _chain(log: list[Custody]) -> Iterator[str]:
    for number in custody.broken(log):
        yield f"log entry {number}: changed, missing or out of order"


def _quotes(case: Case) -> Iterator[str]:
    bodies = {text.id: text.body for text in case.texts()}
    for extraction in case.extractions():
        for finding in extraction.findings:
            for span in finding.spans:
                if bodies.get(span.text, "")[span.start : span.end] != span.quote:
                    yield f"finding {finding.id}: its quotation is not in its text"
