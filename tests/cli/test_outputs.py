"""What leaves a case from the command line: the short form beside the whole file, each with its entry in the log."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from probanda.cli import main, outputs
from probanda.store.case import Case, open_


def test_the_short_form_lies_apart_and_is_never_taken_for_the_whole_file(
    example: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(example.folder, tmp_path / "case")
    folder = tmp_path / "case"
    assert main(["dossier", str(folder), "--short", "--format", "html"]) == 0
    (path,) = capsys.readouterr().out.split()
    assert path.endswith("dossier-short/dossier.html")
    assert "Short form" in Path(path).read_text("utf-8")
    case = open_(folder)
    entry = next(e for e in reversed(case.custody()) if e.action == "dossier")
    assert entry.detail["form"] == "short"
    assert outputs.current_dossier(case) == []
