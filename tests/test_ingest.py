"""A list of names that cannot be read is said before anything of the case is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda import ingest
from probanda.errors import UsageError
from probanda.store.case import create


@pytest.mark.parametrize("content", ["name\nJürgen Tano\n".encode("cp1252"), b"name\n" + b"x" * 200_000])
def test_a_list_of_names_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "names.csv").write_bytes(content)
    case = create(tmp_path / "case")
    with pytest.raises(UsageError, match=r"names\.csv cannot be read"):
        ingest.receive(tmp_path / "in", case)
    assert case.held("names.csv") is None


def test_what_a_list_of_names_says_wrongly_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "names.csv").write_text("name,type\nOsmer,plaace\nAda Bern,person\nRell,\n", encoding="utf-8")
    case = create(tmp_path / "case")
    (told,) = ingest.receive(tmp_path / "in", case)
    assert told.startswith("names.csv line 2: 'plaace' is no type")
    assert {name: known.type for name, known in ingest.names(case).items()} == {"Ada Bern": "person", "Rell": "person"}


def test_a_list_of_names_with_semicolons_is_not_dropped_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "names.csv").write_text("name;type\nOsmer;place\n", encoding="utf-8")
    (told,) = ingest.receive(tmp_path / "in", create(tmp_path / "case"))
    assert "no column called name" in told


def test_a_copy_is_told_and_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("The bridge is closed.", encoding="utf-8")
    case = create(tmp_path / "case")
    assert ingest.receive(tmp_path / "in", case) == (
        "b.txt is byte for byte the same as a.txt: it is one source, and counts once",
    )
    assert len(case.sources()) == 1
