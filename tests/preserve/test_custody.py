"""The custody log: every entry follows the one before, and none can be guessed from its hash."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from sqlalchemy import delete

from probanda.model import Decision, identify
from probanda.preserve.custody import Act, broken, decide, digest, log
from probanda.preserve.verify import verify
from probanda.store import tables
from probanda.store.case import Case


def test_entries_are_chained_and_salted(case: Case) -> None:
    with case.writing() as connection:
        one, two = log(connection, [Act("viewed"), Act("viewed")], by="ana")
    assert two.previous == one.hash == digest(one)
    assert one.salt != two.salt
    assert broken(case.custody()) == []


def test_a_changed_a_missing_and_a_moved_entry_are_named(case: Case) -> None:
    entries = case.custody()
    changed = msgspec.structs.replace(entries[1], by="somebody else")
    assert broken([entries[0], changed, *entries[2:]]) == [2]
    assert 3 in broken([entries[0], *entries[2:]])
    assert broken([entries[1], entries[0], *entries[2:]]) != []


def test_a_decision_taken_out_again_leaves_its_entry_behind(case: Case) -> None:
    made = identify(Decision(at=datetime(2026, 2, 1, tzinfo=UTC), by="ana", about=("f-1",), verdict="reject"))
    decide(case, made)
    assert case.custody()[-1].detail["decision"] == made.id
    assert verify(case).sound
    with case.writing() as connection:
        connection.execute(delete(tables.decision).where(tables.decision.c.id == made.id))
    assert "of which log entry" in " ".join(verify(case).wrong)
