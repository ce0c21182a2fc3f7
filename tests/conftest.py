"""What the tests share: the measuring data beside the project, where it is present, and the example case, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from probanda import pipeline
from probanda.derived import View
from probanda.store.case import Case, create
from probanda.web import viewing

# A first call loads libraries and models; how long that takes says nothing about a property.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
EXAMPLE = Path(__file__).parents[1] / "examples" / "kestral"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data beside the project; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the measuring data (../shared) is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The fictional example, built, with its view stored. Tests that change it take a copy."""
    case = create(tmp_path_factory.mktemp("example") / "case", name="Kestral")
    pipeline.build(EXAMPLE, case)
    viewing.renewed(case)
    return case


@pytest.fixture(scope="session")
def example_view(example: Case) -> View:
    """The example as computed."""
    return pipeline.see(example)


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys and official texts of whoever runs the tests are neither used nor touched."""
    patch = pytest.MonkeyPatch()
    for name in ("PROBANDA_HOME", "PROBANDA_KEYS", "XDG_DATA_HOME"):
        patch.setenv(name, str(tmp_path_factory.mktemp(name)))
    yield
    patch.undo()
