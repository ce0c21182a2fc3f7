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
