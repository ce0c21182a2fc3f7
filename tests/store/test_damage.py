"""A damaged database or a failing disk is told in words, never as a fault of the program."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from random import Random

import msgspec
import pytest
from sqlalchemy.exc import OperationalError

from benchmarks.integrity.material import make
from probanda.cli import main
from probanda.errors import CaseError, IntegrityError
from probanda.store.damage import told

_PAGE = 4096
_FAULT = 70


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("database disk image is malformed", IntegrityError, "damaged"),
        ("file is not a database", IntegrityError, "damaged"),
        ("database or disk is full", CaseError, "disk is full"),
        ("attempt to write a readonly database", CaseError, "cannot be written"),
        ("database is locked", CaseError, "another program"),
        ("disk I/O error", CaseError, "the disk failed"),
    ],
)
def test_what_the_database_says_is_put_in_words(said: str, kind: type[Exception], words: str) -> None:
    known = told(OperationalError("SELECT name FROM witness", {"name": "Nadia Ferrow"}, sqlite3.OperationalError(said)))
    assert isinstance(known, kind)
    assert words in str(known)
    assert "Nadia" not in str(known)
    assert known.next


def test_a_record_that_cannot_be_read_is_damage() -> None:
    with pytest.raises(msgspec.DecodeError) as caught:
        msgspec.json.decode(b'{"a"')
    assert isinstance(told(caught.value), IntegrityError)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failing_disk_is_told_with_the_file(number: int) -> None:
    known = told(OSError(number, "said", "/media/stick/case.db"))
    assert known is not None
    assert known.where == "/media/stick/case.db"


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), OSError(errno.ENOENT, "x")])
def test_a_fault_of_the_program_is_not_taken_for_damage(error: Exception) -> None:
    assert told(error) is None


def test_no_damaged_page_ends_in_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    case = make(tmp_path, sources=3)
    case.engine.dispose()
    path, at = case.folder / "case.db", str(case.folder)
    whole, chance = path.read_bytes(), Random(3)
    statuses = []
    for page in range(0, len(whole), _PAGE):
        for command in (["show", at], ["search", at, "porters"], ["verify", at], ["decisions", at]):
            path.write_bytes(whole[:page] + chance.randbytes(_PAGE) + whole[page + _PAGE :])
            statuses.append(main(command))
            for beside in ("-wal", "-shm"):
                path.with_name(path.name + beside).unlink(missing_ok=True)
    assert _FAULT not in statuses
    assert {1, 4} & set(statuses)
