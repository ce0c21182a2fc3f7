"""The measurements of custody find what they are for, in a small run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.integrity import crash, sealed, tamper


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory, where there is one: neither a kill nor an edit asks whether the disk did its part."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as made:
        monkeypatch.setenv("PROBANDA_KEYS", f"{made}/keys")
        yield Path(made)


def test_no_edit_goes_unseen(folder: Path) -> None:
    counts = tamper.measure(folder, 200)
    assert sum(count.get("silent", 0) for count in counts.values()) == 0
    assert all(counts[target]["detected"] for target in tamper.TARGETS)


def test_edits_go_on_where_the_last_run_ended(folder: Path) -> None:
    state = folder / "state.json"
    tamper.measure(folder / "a", 10, state=state)
    counts = tamper.measure(folder / "b", 25, state=state)
    assert sum(sum(count.values()) for count in counts.values()) == 25


@pytest.mark.parametrize("writers", [1, 4])
def test_what_was_acknowledged_survives_a_kill(folder: Path, writers: int) -> None:
    counts = crash.measure(folder, 100, writers=writers)
    assert (counts["lost"], counts["broken_logs"]) == (0, 0)
    assert counts["acknowledged"] > 100


def test_the_stand_alone_verifier_refuses_what_was_tampered_with(folder: Path) -> None:
    figures = sealed.measure(folder, 3 * len(sealed.WAYS))
    assert (figures["refused"], figures["ways"]) == (30, 10)
    assert all(figures[name] for name in ("good_accepted", "rewritten_accepted", "forged_accepted_without_key"))


def test_a_verifier_that_is_asked_without_the_key_takes_a_forgery(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measurement can fail: here the signer's key is not given."""
    asked = sealed._accepts
    monkeypatch.setattr(sealed, "_accepts", lambda verifier, package, _: asked(verifier, package, ""))
    monkeypatch.setattr(sealed, "WAYS", {"forge": sealed._forge})
    assert sealed.measure(folder, 2)["accepted"] == {"forge": 2}


def test_an_acknowledgement_that_is_lost_is_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measurement can fail: here a writer acknowledges what it has not kept."""
    monkeypatch.setattr(crash, "receive", lambda case, paths: None)
    counts = crash.measure(folder, 2, writers=1)
    assert counts["lost"] == counts["acknowledged"] > 0
