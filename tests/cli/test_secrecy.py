"""encrypt, and packages for recipients, by the commands."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.integrity.material import make
from probanda.cli import main
from probanda.preserve import conversion
from probanda.store import secrets

pyrage = pytest.importorskip("pyrage")
pytest.importorskip("sqlcipher3")
MINE = pyrage.x25519.Identity.generate()


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("PROBANDA_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    monkeypatch.setattr(secrets, "USUAL", secrets.Cost(memory=64, passes=1, lanes=1))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    (tmp_path / "phrase").write_text("seven grey herons over the weir", encoding="utf-8")
    (tmp_path / "mine.txt").write_text(f"# made today\n{MINE}\n", encoding="utf-8")
    kept = tempfile.tempdir
    made = make(tmp_path, sources=2)
    made.engine.dispose()
    yield made.folder
    tempfile.tempdir = kept


def test_a_case_is_encrypted_in_its_place(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["encrypt", str(case), "--recovery", str(MINE.to_public())]) == 0
    said = capsys.readouterr()
    assert "2 sources are encrypted" in said.out
    assert "SSD" in said.err
    assert main(["verify", str(case)]) == 0
    assert main(["encrypt", str(case)]) == 2


def test_an_interrupted_run_is_finished(case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(conversion, "_discard", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        assert main(["encrypt", str(case)]) == 130
    assert case.with_name(".case.encrypting").is_dir()
    assert main(["encrypt", str(case)]) == 0
    assert "left in the open is removed" in capsys.readouterr().out
    assert not case.with_name(".case.encrypting").exists()


def test_a_package_goes_to_its_recipient_and_into_an_encrypted_case(case: Path, tmp_path: Path) -> None:
    package, back = str(tmp_path / "case.zip.age"), str(tmp_path / "back")
    assert main(["seal", str(case), "--out", package, "--recipient", str(MINE.to_public())]) == 0
    assert main(["open", package, "--into", back]) == 2
    assert main(["open", package, "--into", back, "--identity", str(tmp_path / "mine.txt"), "--encrypt"]) == 0
    assert (tmp_path / "back" / "case.key").is_file()
    assert main(["verify", back]) == 0
