"""The measurements of custody find what they are for, in a small run."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.integrity import crash, tamper


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBANDA_KEYS", str(tmp_path / "keys"))


def test_no_edit_goes_unseen(tmp_path: Path) -> None:
    counts = tamper.measure(tmp_path, 40)
    assert sum(count.get("silent", 0) for count in counts.values()) == 0
    assert sum(count.get("detected", 0) for count in counts.values()) > 10


@pytest.mark.parametrize("writers", [1, 4])
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, writers: int) -> None:
    counts = crash.measure(tmp_path, 4, writers=writers)
    assert (counts["lost"], counts["broken_logs"]) == (0, 0)
