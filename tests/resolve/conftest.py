"""One compiled gazetteer for all tests of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda import settings


@pytest.fixture(scope="session")
def places(_own_home: None) -> Path:
    """The folder that the view of a case keeps its gazetteer in."""
    return settings.home()
