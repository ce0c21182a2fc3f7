"""What the tests share: the measuring data beside the project, where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data beside the project; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the measuring data (../shared) is not beside this checkout")
    return folder
