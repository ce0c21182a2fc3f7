"""The folder of a team."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from probanda.errors import CaseError, UsageError
from probanda.store import case as store
from probanda.team import folder


@pytest.mark.parametrize("address", ["http://cases.example.org", "cases.example.org", "https://", "https://a.example/cases", ""])
def test_a_team_has_an_address_of_its_own_with_tls(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError):
        folder.create(tmp_path / "team", address=address)
    assert not (tmp_path / "team").exists()


def test_the_key_is_for_the_server_alone_and_cannot_be_done_without(tmp_path: Path) -> None:
    made = folder.create(tmp_path, address="https://cases.example.org/")
    assert stat.S_IMODE((tmp_path / "team.key").stat().st_mode) == 0o600
    assert (made.address, made.host) == ("https://cases.example.org", "cases.example.org")
    assert folder.open_(tmp_path).key == made.key
    (tmp_path / "team.key").unlink()
    with pytest.raises(CaseError, match="key"):
        folder.open_(tmp_path)


def test_a_team_is_not_made_twice_and_not_found_where_there_is_none(tmp_path: Path) -> None:
    folder.create(tmp_path, address="https://cases.example.org")
    with pytest.raises(UsageError, match="already"):
        folder.create(tmp_path, address="https://cases.example.org")
    with pytest.raises(CaseError, match="probanda team"):
        folder.open_(tmp_path / "elsewhere")


def test_a_team_never_shares_a_database_with_a_case(tmp_path: Path) -> None:
    held = store.create(tmp_path / "case")
    with pytest.raises(UsageError, match="holds a case"):
        folder.create(tmp_path / "team", address="https://cases.example.org", url=held.url)


def test_the_cases_are_the_folders_inside_with_a_name_that_an_address_can_hold(tmp_path: Path) -> None:
    made = folder.create(tmp_path, address="https://cases.example.org")
    for name in ("kestral", "lomar 2", "Vesk-1"):
        store.create(tmp_path / name)
    (tmp_path / "notes").mkdir()
    assert sorted(made.cases()) == ["Vesk-1", "kestral"]
