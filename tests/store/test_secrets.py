"""The key of an encrypted case: locked under a pass phrase and to recovery keys, and never shown."""

from __future__ import annotations

import contextlib
import pickle
from pathlib import Path

import msgspec
import pytest

from probanda.errors import CaseError, IntegrityError, UsageError
from probanda.store import secrets
from probanda.store.case import create, create_encrypted

pyrage = pytest.importorskip("pyrage")
PHRASE = "seven grey herons over the weir"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs little here: the tests make many."""
    monkeypatch.setattr(secrets, "USUAL", secrets.Cost(memory=64, passes=1, lanes=1))


def locked(folder: Path, *recovery: str) -> secrets.Key:
    key = secrets.Key.new()
    secrets.write(folder, key, PHRASE, recovery=recovery)
    return key


def test_the_pass_phrase_gives_the_key_back(tmp_path: Path) -> None:
    key = locked(tmp_path)
    assert secrets.unlock(tmp_path, PHRASE).packed() == key.packed()


def test_a_wrong_pass_phrase_is_refused(tmp_path: Path) -> None:
    locked(tmp_path)
    with pytest.raises(CaseError, match="pass phrase is wrong"):
        secrets.unlock(tmp_path, PHRASE + "s")


def test_the_same_phrase_in_other_code_points_is_the_same(tmp_path: Path) -> None:
    secrets.write(tmp_path, secrets.Key.new(), "déjà vu, déjà lu")
    assert secrets.unlock(tmp_path, "de\u0301ja\u0300 vu, de\u0301ja\u0300 lu")


def test_a_short_pass_phrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="fewer than 12"):
        secrets.write(tmp_path, secrets.Key.new(), "short")
    assert list(tmp_path.iterdir()) == []


def test_a_recovery_key_opens_the_case(tmp_path: Path) -> None:
    mine, theirs = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    key = locked(tmp_path, str(mine.to_public()))
    assert secrets.recover(tmp_path, str(mine)).packed() == key.packed()
    with pytest.raises(CaseError, match="not a recovery key"):
        secrets.recover(tmp_path, str(theirs))


def test_without_a_recovery_key_the_case_is_said_to_be_lost(tmp_path: Path) -> None:
    locked(tmp_path)
    with pytest.raises(CaseError, match="without its pass phrase it is lost"):
        secrets.recover(tmp_path, str(pyrage.x25519.Identity.generate()))


def test_a_new_pass_phrase_takes_the_place_of_the_old_and_keeps_the_recovery_keys(tmp_path: Path) -> None:
    mine = pyrage.x25519.Identity.generate()
    key = locked(tmp_path, str(mine.to_public()))
    secrets.write(tmp_path, key, "nine brown otters at the mill", recovery=None)
    assert secrets.unlock(tmp_path, "nine brown otters at the mill").packed() == key.packed()
    assert secrets.recover(tmp_path, str(mine)).packed() == key.packed()
    with pytest.raises(CaseError):
        secrets.unlock(tmp_path, PHRASE)


def test_the_key_shows_itself_nowhere(tmp_path: Path) -> None:
    key = locked(tmp_path)
    root, identity = msgspec.json.decode(key.packed())
    assert root not in f"{key} {key!r}"
    assert identity not in f"{key} {key!r}"
    assert root.encode() not in (tmp_path / secrets.FILE).read_bytes()
    assert pickle.loads(pickle.dumps(key)).packed() == key.packed()


def test_every_changed_byte_of_the_key_file_is_noticed(tmp_path: Path) -> None:
    key = locked(tmp_path, str(pyrage.x25519.Identity.generate().to_public()))
    path = tmp_path / secrets.FILE
    whole = path.read_bytes()
    assert secrets.intact(tmp_path, key)
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with contextlib.suppress(CaseError):
            assert not secrets.intact(tmp_path, key), f"byte {place}"


def test_what_is_locked_comes_back_and_damage_is_noticed() -> None:
    key = secrets.Key.new()
    held = key.lock(b"who said so")
    assert key.unlock(held) == b"who said so"
    with pytest.raises(IntegrityError):
        key.unlock(held[:-1] + bytes([held[-1] ^ 1]))
    with pytest.raises(IntegrityError):
        secrets.Key.new().unlock(held)


def test_names_on_the_disk_tell_nothing_without_the_key() -> None:
    one, other = secrets.Key.new(), secrets.Key.new()
    assert one.name("ab" * 32) == one.name("ab" * 32)
    assert one.name("ab" * 32) not in ("ab" * 32, other.name("ab" * 32))


def test_what_will_not_do_is_said_before_a_folder_is_made(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    with pytest.raises(UsageError, match="fewer than 12"):
        create_encrypted(tmp_path / "case", passphrase="short")
    with pytest.raises(UsageError, match="no age public key"):
        create_encrypted(tmp_path / "case", passphrase=PHRASE, recovery=["somebody"])
    assert not (tmp_path / "case").exists()


def test_a_case_is_not_encrypted_in_the_place_of_another(tmp_path: Path) -> None:
    create(tmp_path / "case").engine.dispose()
    with pytest.raises(CaseError, match="there is a case already"):
        create_encrypted(tmp_path / "case", passphrase=PHRASE)
