"""probanda leads: passages to read again, told as guesses; nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from probanda.cli import main
from tests.extract.test_leads import FIRST, SECOND

CHOIR = "The choir of Qasma sang on Monday, and the mayor thanked its conductor for forty years of song."


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    folder, built = tmp_path / "sources", str(tmp_path / "case")
    folder.mkdir()
    (folder / "attack.txt").write_text(f"{FIRST}\n\n{SECOND}\n", encoding="utf-8")
    (folder / "choir.txt").write_text(f"{CHOIR}\n", encoding="utf-8")
    assert main(["build", str(folder), "--case", built]) == 0
    capsys.readouterr()
    return built


def test_leads_quote_the_source_and_leave_the_case_as_it_is(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", case, "incident", "--json"]) == 0
    before = capsys.readouterr().out
    assert main(["leads", case, "--json"]) == 0
    for row in json.loads(capsys.readouterr().out):
        assert row["source"] == "attack.txt"
        assert row["lead"]["span"]["quote"] in f"{FIRST}\n\n{SECOND}"
    assert main(["show", case, "incident", "--json"]) == 0
    assert capsys.readouterr().out == before


def test_where_there_is_nothing_it_is_said(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leads", case, "--source", "choir.txt"]) == 0
    assert "nothing that the findings leave out" in capsys.readouterr().out


def test_a_source_that_is_not_there_is_told(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leads", case, "--source", "none.txt"]) == 2
    assert "no source is called 'none.txt'" in capsys.readouterr().err
