"""Receiving files: one source for the same bytes, an entry in the log for each time, links to folders not followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda.errors import SourceError
from probanda.preserve import intake
from probanda.store.case import Case, create


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two different files, one of them twice under another name, with files that are not sources."""
    made = tmp_path / "sources"
    (made / "letters").mkdir(parents=True)
    (made / "report.txt").write_text("The ferry left.")
    (made / "letters" / "copy.txt").write_text("The ferry left.")
    (made / "letters" / "b.txt").write_text("It did not.")
    (made / "sources.csv").write_text("file,title\n")
    (made / ".hidden").write_text("x")
    return made


def receive(folder: Path, case: Case, *, again: bool = False) -> None:
    files, _ = intake.find(folder)
    intake.preserve(files, case, described={"report.txt": {"title": "The ferry"}}, again=again)


def test_same_bytes_are_one_source_and_two_entries(folder: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    receive(folder, case)
    assert [s.name for s in case.sources()] == ["letters/b.txt", "letters/copy.txt"]
    assert [e.action for e in case.custody()] == ["received", "received", "received-again"]


def test_building_again_adds_nothing_but_adding_again_does(folder: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    receive(folder, case)
    before = case.custody()
    receive(folder, case)
    assert case.custody() == before
    receive(folder, case, again=True)
    assert len(case.custody()) == len(before) + 3


def test_a_link_to_a_folder_is_named_and_not_followed(folder: Path) -> None:
    (folder / "letters" / "loop").symlink_to(folder)
    files, failures = intake.find(folder)
    assert len(files) == 3
    assert [f.name for f in failures] == ["letters/loop"]


def test_a_path_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        intake.find(tmp_path / "absent")
