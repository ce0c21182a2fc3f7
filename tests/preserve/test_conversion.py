"""A case is encrypted in its place; whatever interrupts it, one whole case stands under its name."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from probanda.errors import CaseError, IntegrityError, ProbandaError, UsageError
from probanda.preserve import conversion, rows, vault
from probanda.preserve.verify import verify
from probanda.store import encrypted, search, secrets
from probanda.store.case import Case, create, create_encrypted, open_

pytest.importorskip("pyrage")
pytest.importorskip("sqlcipher3")
PHRASE = "seven grey herons over the weir"
BEGIN = partial(create_encrypted, passphrase=PHRASE)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(secrets, "USUAL", secrets.Cost(memory=64, passes=1, lanes=1))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    kept = tempfile.tempdir
    yield
    tempfile.tempdir = kept


def opened(folder: Path) -> Case:
    return open_(folder, unlock=lambda where: secrets.unlock(where, PHRASE))


def content(case: Case) -> object:
    with case.engine.connect() as connection:
        held = [list(rows.lines(connection, table)) for table in rows.BOUND]
    return held, case.name, case.held("names.csv")


def test_everything_is_there_and_nothing_can_be_read(case: Case, tmp_path: Path) -> None:
    case.hold("names.csv", b"name\nNadia Ferrow\n")
    conversion.checkpoints.commit(case)
    before, log = content(case), case.custody()
    case.engine.dispose()
    made = conversion.encrypt(case.folder, BEGIN)
    assert content(made) == before
    assert made.custody()[: len(log)] == log
    assert [event.action for event in made.custody()[len(log) :]] == ["encrypted", "checkpoint"]
    assert verify(made).sound
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]
    held = b"".join(path.read_bytes() for path in case.folder.rglob("*") if path.is_file())
    assert not any(word in held for word in (b"porters", b"Tano", b"Ferrow", b"SQLite format"))
    assert opened(case.folder).sources()


def test_it_is_searched_as_before(case: Case) -> None:
    made = conversion.encrypt(case.folder, BEGIN)
    assert len(search.find(made, "porters")) == 2


def test_a_case_that_was_never_signed_is_encrypted_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    case = create(tmp_path / "new")
    case.engine.dispose()
    made = conversion.encrypt(case.folder, BEGIN)
    assert verify(made).sound
    assert [event.action for event in made.custody()] == ["encrypted", "checkpoint"]


def test_a_dossier_that_can_be_made_again_goes_with_the_open_case(case: Case) -> None:
    (case.folder / "dossier").mkdir()
    (case.folder / "dossier" / "dossier.html").write_text("Nadia Ferrow")
    (case.folder / "lock.view").touch()
    conversion.encrypt(case.folder, BEGIN)
    assert not (case.folder / "dossier").exists()


def test_a_dossier_with_notes_of_the_user_is_not_touched(case: Case) -> None:
    (case.folder / "dossier").mkdir()
    (case.folder / "dossier" / "my-notes.txt").write_text("Nadia Ferrow")
    with pytest.raises(UsageError, match="dossier"):
        conversion.encrypt(case.folder, BEGIN)
    assert (case.folder / "dossier" / "my-notes.txt").read_text() == "Nadia Ferrow"


@pytest.mark.parametrize("name", ["dossier-redacted", "notes.txt", ".hidden"])
def test_other_things_in_the_folder_are_not_touched(case: Case, name: str) -> None:
    (case.folder / name).write_text("Nadia Ferrow")
    with pytest.raises(UsageError, match=name):
        conversion.encrypt(case.folder, BEGIN)
    assert (case.folder / name).read_text() == "Nadia Ferrow"
    assert verify(open_(case.folder)).sound


def test_a_damaged_case_is_not_encrypted(case: Case) -> None:
    blob = next(vault.kept(case.vault))
    blob.chmod(0o644)
    blob.write_bytes(b"other words")
    with pytest.raises(IntegrityError, match="does not verify"):
        conversion.encrypt(case.folder, BEGIN)


def test_an_encrypted_case_is_told_so(case: Case) -> None:
    conversion.encrypt(case.folder, BEGIN)
    with pytest.raises(UsageError, match="already"):
        conversion.encrypt(case.folder, BEGIN)


def fail(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["vault.put", "encrypted.convert", "_finish", "_exchange", "_discard"])
def test_a_failure_at_any_step_leaves_a_whole_case(case: Case, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = content(case)
    case.engine.dispose()
    module, _, name = step.rpartition(".")
    with monkeypatch.context() as patch:
        patch.setattr({"vault": vault, "encrypted": encrypted, "": conversion}[module], name, fail)
        with pytest.raises((CaseError, OSError)):
            conversion.encrypt(case.folder, BEGIN)
    left = opened(case.folder)
    assert content(left) == before
    assert verify(left).sound
    left.engine.dispose()
    again(case.folder)
    assert [path.name for path in case.folder.parent.iterdir()] == ["case"]
    assert content(opened(case.folder)) == before


def test_a_kill_at_any_moment_leaves_a_whole_case(case: Case, tmp_path: Path) -> None:
    before, chance, ends = content(case), random.Random(3), set()
    case.engine.dispose()
    whole = started(case.folder, lambda: conversion.encrypt(copied(case.folder, tmp_path / "timed"), BEGIN))
    for number in range(8):
        folder = copied(case.folder, tmp_path / f"{number}" / "case")
        started(folder, partial(conversion.encrypt, folder, BEGIN), kill=chance.uniform(0, 1.2 * whole))
        left = opened(folder)
        ends.add((left.key is None, len(list(folder.parent.iterdir()))))
        assert content(left) == before
        assert verify(left).sound
        left.engine.dispose()
        again(folder)
        assert opened(folder).key is not None
        assert [path.name for path in folder.parent.iterdir()] == ["case"]
    assert len(ends) > 1


def again(folder: Path) -> None:
    """As the command does."""
    if not conversion.finished(folder) and not (folder / secrets.FILE).is_file():
        conversion.encrypt(folder, BEGIN)


def copied(folder: Path, to: Path) -> Path:
    to.parent.mkdir(exist_ok=True)
    shutil.copytree(folder, to)
    return to


def started(folder: Path, work: Callable[[], object], *, kill: float | None = None) -> float:
    """Do it in a process of its own, killed after so many seconds. Returns the seconds that it took."""
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    if kill is not None:
        time.sleep(kill)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - begun


STALE = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1])
held.execute("PRAGMA journal_mode=WAL")
print(held.execute("SELECT count(*) FROM source").fetchone()[0], flush=True)
input()
try:
    held.execute("INSERT INTO custody (seq, action, record) VALUES (99, 'read', x'00')")
    held.commit()
    print("written")
except sqlite3.Error as error:
    print(error)
"""


def test_a_program_that_still_has_the_open_database_cannot_write_into_what_is_gone(case: Case) -> None:
    case.engine.dispose()
    command = [sys.executable, "-c", STALE, str(case.folder / "case.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stale:
        assert stale.stdout
        assert stale.stdout.readline() == "2\n"
        conversion.encrypt(case.folder, BEGIN)
        said, _ = stale.communicate("\n", timeout=30)
    assert "no such table" in said


def test_a_file_system_that_cannot_exchange_is_told(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ProbandaError, match="exchange"):
        conversion._exchange(case.folder, tmp_path / "nothing")
