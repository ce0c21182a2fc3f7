"""The signing key lies outside the case, for its owner only."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda.errors import IntegrityError
from probanda.preserve import keys


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    assert keys.existing(tmp_path / "keys") is None
    first = keys.own(tmp_path / "keys")
    assert keys.own(tmp_path / "keys").private_bytes_raw() == first.private_bytes_raw()
    assert (tmp_path / "keys" / keys.FILE).stat().st_mode & 0o077 == 0


def test_a_broken_key_is_never_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / keys.FILE).write_text("no key")
    with pytest.raises(IntegrityError):
        keys.own(tmp_path)
