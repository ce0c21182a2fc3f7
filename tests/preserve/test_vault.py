"""The vault keeps bytes once, read-only, under their hash."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probanda.errors import SourceError
from probanda.preserve import vault


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=5000))
def test_what_is_kept_is_what_was_given(tmp_path: Path, content: bytes) -> None:
    given_file = tmp_path / "given"
    given_file.write_bytes(content)
    digest, size = vault.keep(tmp_path / "vault", given_file)
    kept = vault.place(tmp_path / "vault", digest)
    assert (digest, size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert kept.read_bytes() == content
    assert stat.S_IMODE(kept.stat().st_mode) == 0o444


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"same")
        vault.keep(tmp_path / "vault", tmp_path / name)
    assert len(list(vault.kept(tmp_path / "vault"))) == 1


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        vault.keep(tmp_path / "vault", tmp_path / "absent")


def test_what_a_crash_left_behind_is_swept(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp" / "123-half").write_bytes(b"ha")
    assert vault.sweep(tmp_path) == ["123-half"]
    assert vault.sweep(tmp_path) == []
