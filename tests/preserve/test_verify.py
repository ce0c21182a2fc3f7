"""Each kind of damage is found and said in words; an undamaged case is said to hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probanda.model import Decision, identify
from probanda.preserve import checkpoints, vault
from probanda.preserve.custody import Act, log
from probanda.preserve.verify import verify
from probanda.store.case import Case


def run(case: Case, statement: str) -> None:
    case.engine.dispose()
    with sqlite3.connect(case.folder / "case.db") as connection:
        connection.execute(statement)


def harm_bytes(case: Case) -> None:
    path = vault.place(case.vault, case.sources()[0].id)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def lose_bytes(case: Case) -> None:
    vault.place(case.vault, case.sources()[0].id).unlink()


def add_bytes(case: Case) -> None:
    vault.put(case.vault, [b"slipped in"])


def unsign(case: Case) -> None:
    path = next((case.folder / "checkpoints").glob("*.note"))
    path.write_text(path.read_text(encoding="utf-8").replace("— p", "— q"), encoding="utf-8")


def harm_keys(case: Case) -> None:
    path = case.folder / "checkpoints" / "keys.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\x0b"))


def lose_checkpoint(case: Case) -> None:
    next((case.folder / "checkpoints").glob("*.note")).unlink()


def sql(statement: str) -> Callable[[Case], None]:
    return lambda case: run(case, statement)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (harm_bytes, "not those that were received"),
        (sql("UPDATE finding SET kind = 'denial'"), "list of findings"),
        (sql("DELETE FROM finding WHERE rowid = (SELECT min(rowid) FROM finding)"), "list of findings"),
        (lose_bytes, "missing from the vault"),
        (add_bytes, "no record"),
        (unsign, "no signature of a known key"),
        (harm_keys, "list of keys"),
        (lose_checkpoint, "is missing"),
        (sql("DELETE FROM custody WHERE seq = 2"), "log entry 3"),
        (sql("DELETE FROM custody WHERE seq = (SELECT max(seq) FROM custody)"), "events are missing"),
        (sql("UPDATE custody SET record = CAST(replace(record, 'read', 'seen') AS BLOB)"), "log entry"),
        (sql("UPDATE custody SET action = 'seen' WHERE seq = 1"), "columns"),
        (sql("UPDATE source SET record = CAST(replace(record, '0.txt', '9.txt') AS BLOB)"), "source: not as event"),
        (sql("DELETE FROM decision"), "decisions were changed"),
        (sql("UPDATE decision SET record = CAST(replace(record, 'ana', 'bob') AS BLOB)"), "not what its id says"),
        (sql("UPDATE text SET record = CAST(replace(record, 'nine', 'five') AS BLOB)"), "text: not as event"),
        (sql("UPDATE extraction SET record = CAST(replace(record, 'made.v1', 'made.v2') AS BLOB)"), "not what its id says"),
        (sql("UPDATE decision SET record = 'text'"), "cannot be read"),
        (sql("DELETE FROM passage WHERE id = 1"), "search index"),
        (sql("CREATE TRIGGER quiet AFTER INSERT ON decision BEGIN DELETE FROM decision; END"), "definition of quiet"),
        (lambda case: (case.folder / "case.toml").write_text('name = "other"\n'), "case.toml"),
    ],
)
def test_damage_is_said_in_words(case: Case, harm: Callable[[Case], None], said: str) -> None:
    harm(case)
    report = verify(case)
    assert not report.sound
    assert said in " ".join(report.wrong)


def test_an_undamaged_case_holds(case: Case) -> None:
    report = verify(case)
    assert report.wrong == report.uncovered == ()
    assert "as they were signed, by your own key" in " ".join(report.held)


def test_a_case_without_a_checkpoint_claims_nothing(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(case, "DELETE FROM custody WHERE action = 'checkpoint'")
    lose_checkpoint(case)
    assert "can rewrite it unnoticed" in " ".join(verify(case).uncovered)


def test_decisions_after_the_checkpoint_are_open_and_not_wrong(case: Case) -> None:
    case.decide(identify(Decision(at=datetime(2026, 2, 1, tzinfo=UTC), by="ana", about=("f-2",), verdict="reject")))
    report = verify(case)
    assert report.sound
    assert "after the last checkpoint" in " ".join(report.uncovered)


def test_a_rewritten_log_does_not_fit_a_checkpoint_held_elsewhere(case: Case) -> None:
    ((_, held),) = checkpoints.stored(case)
    assert verify(case, held_elsewhere=[held]).sound
    # Whoever holds case and key writes log and checkpoint anew: within itself all is well.
    run(case, "DELETE FROM custody WHERE seq > 1")
    for path in (case.folder / "checkpoints").iterdir():
        path.unlink()
    with case.writing() as connection:
        log(connection, [Act("received", case.sources()[1].id), Act("read")])
    checkpoints.commit(case)
    assert verify(case).sound
    assert "held elsewhere" in " ".join(verify(case, held_elsewhere=[held]).wrong)


def test_a_stranger_who_signs_the_case_anew_is_told_from_oneself(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own,) = checkpoints.known_keys(case)
    lose_checkpoint(case)
    (case.folder / "checkpoints" / "keys.txt").unlink()
    with monkeypatch.context() as stranger:
        stranger.setenv("PROBANDA_KEYS", str(tmp_path / "stranger"))
        checkpoints.commit(case)
    assert "by your own key" not in " ".join(verify(case).held)
    assert "the key that its owner gave" in " ".join(verify(case, keys=[own]).wrong)


def test_a_second_organisation_says_since_when(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ((path, _),) = checkpoints.stored(case)
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "other"))
    holder = checkpoints.countersign(path, name="delta.example", at=datetime(2026, 1, 1, tzinfo=UTC))
    said = " ".join(verify(case, keys=[holder]).held)
    assert "which delta.example has held since 2026-01-01" in said


def test_a_checkpoint_of_an_unchanged_case_is_not_made_twice(case: Case) -> None:
    before = len(case.custody())
    checkpoints.commit(case)
    assert len(case.custody()) == before


def test_a_stored_view_is_said_not_to_be_checked(case: Case) -> None:
    assert not verify(case).uncovered
    run(case, "INSERT INTO viewed VALUES (1, 'desk', 0, 'k', 'kind', '', x'7b7d')")
    report = verify(case)
    assert report.sound
    assert any("stored view" in words for words in report.uncovered)
