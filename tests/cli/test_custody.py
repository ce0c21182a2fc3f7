"""checkpoint and seal, by the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.integrity.material import make
from probanda.cli import main


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    made = make(tmp_path, sources=2)
    made.engine.dispose()
    return str(made.folder)


def test_a_checkpoint_is_printed_and_held_against_the_case(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.txt"
    assert main(["checkpoint", case, "--out", str(sheet), "--qr"]) == 0
    assert "█" in capsys.readouterr().out
    # What somebody who has the sheet types or scans: the lines before the code.
    note = tmp_path / "typed.note"
    note.write_text("".join(line for line in sheet.read_text("utf-8").splitlines(keepends=True)[:5]), encoding="utf-8")
    assert main(["verify", case, "--held", str(note)]) == 0
    assert "held elsewhere" in capsys.readouterr().out


def test_some_sources_are_sealed_alone(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal", case, "--out", str(tmp_path / "part.zip"), "--only", "0.txt"]) == 0
    assert "1 of 2 sources" in capsys.readouterr().out
    assert main(["open", str(tmp_path / "part.zip"), "--into", str(tmp_path / "back")]) == 2


def test_a_source_that_is_not_there_is_said(case: str, tmp_path: Path) -> None:
    assert main(["seal", case, "--out", str(tmp_path / "part.zip"), "--only", "nothing.txt"]) == 2
    assert not (tmp_path / "part.zip").exists()


def test_a_sheet_of_another_kind_is_refused(case: str, tmp_path: Path) -> None:
    assert main(["checkpoint", case, "--out", str(tmp_path / "sheet.docx")]) == 2
