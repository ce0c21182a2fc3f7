"""A package for named recipients: they open it, nobody else does, and nothing readable touches the disk on the way."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from probanda.errors import ExportError, IntegrityError, UsageError
from probanda.preserve import packages, rows, seal
from probanda.preserve.verify import verify
from probanda.store import secrets
from probanda.store.case import Case, create_encrypted, open_

pyrage = pytest.importorskip("pyrage")
pytest.importorskip("sqlcipher3")
PHRASE = "seven grey herons over the weir"
MINE = pyrage.x25519.Identity.generate()
OTHER = pyrage.x25519.Identity.generate()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(secrets, "USUAL", secrets.Cost(memory=64, passes=1, lanes=1))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    kept = tempfile.tempdir
    yield
    tempfile.tempdir = kept


@pytest.fixture
def package(case: Case, tmp_path: Path) -> Path:
    return seal.seal(case, tmp_path / "case.zip.age", recipients=[str(MINE.to_public()), str(OTHER.to_public())])


@pytest.mark.parametrize("identity", [MINE, OTHER])
def test_each_recipient_opens_it(case: Case, package: Path, tmp_path: Path, identity: object) -> None:
    back = packages.open_sealed(package, tmp_path / "back", identity=str(identity))
    assert [source.id for source in back.sources()] == [source.id for source in case.sources()]
    assert verify(back).sound


def test_it_is_the_package_that_anybody_can_check_once_it_is_decrypted(package: Path, tmp_path: Path) -> None:
    (tmp_path / "clear.zip").write_bytes(pyrage.decrypt(package.read_bytes(), [MINE]))
    assert packages.open_sealed(tmp_path / "clear.zip", tmp_path / "back").sources()


def test_nothing_of_it_can_be_read(case: Case, package: Path) -> None:
    held = package.read_bytes()
    assert held.startswith(b"age-encryption.org/v1\n")
    assert not any(word in held for word in (b"porters", b"Tano", b"verify.py", case.sources()[0].id.encode()))


def test_nobody_else_opens_it(package: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not for this key"):
        packages.open_sealed(package, tmp_path / "never", identity=str(pyrage.x25519.Identity.generate()))
    with pytest.raises(UsageError, match="--identity"):
        packages.open_sealed(package, tmp_path / "never")
    assert not (tmp_path / "never").exists()


@pytest.mark.parametrize("place", [30, 400, -1])
def test_a_changed_or_cut_package_is_refused(package: Path, tmp_path: Path, place: int) -> None:
    whole = package.read_bytes()
    place %= len(whole)
    for bad in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
        (tmp_path / "bad.age").write_bytes(bad)
        with pytest.raises((IntegrityError, UsageError)):
            packages.open_sealed(tmp_path / "bad.age", tmp_path / "never", identity=str(MINE))
    assert not (tmp_path / "never").exists()


def test_the_log_says_for_whom_it_was_sealed(case: Case, package: Path) -> None:
    sealed = next(entry for entry in reversed(case.custody()) if entry.action == "sealed")
    assert sealed.detail["recipients"] == f"{MINE.to_public()} {OTHER.to_public()}"


def test_what_is_no_recipient_is_said_before_anything_is_written(case: Case, tmp_path: Path) -> None:
    before = len(case.custody())
    with pytest.raises(UsageError, match="age public key"):
        seal.seal(case, tmp_path / "case.zip.age", recipients=["age1nobody"])
    assert len(case.custody()) == before
    assert not (tmp_path / "case.zip.age").exists()


def test_a_full_disk_leaves_no_part_of_a_package(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        seal.seal(case, tmp_path / "no" / "folder" / "case.age", recipients=[str(MINE.to_public())])


def test_it_is_opened_into_an_encrypted_case(case: Case, package: Path, tmp_path: Path) -> None:
    begin = partial(create_encrypted, passphrase=PHRASE)
    back = packages.open_sealed(package, tmp_path / "back", identity=str(MINE), begin=begin)
    assert verify(back).sound
    assert back.name == case.name
    again = open_(tmp_path / "back", unlock=lambda folder: secrets.unlock(folder, PHRASE))
    with case.engine.connect() as one, again.engine.connect() as two:
        for table in rows.BOUND:
            assert list(rows.lines(one, table)) == list(rows.lines(two, table))
    held = b"".join(path.read_bytes() for path in (tmp_path / "back").rglob("*") if path.is_file())
    assert not any(word in held for word in (b"porters", b"Tano", case.sources()[0].id.encode()))
