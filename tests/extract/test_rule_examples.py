"""Every rule keeps its examples, whichever file it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

import probanda
from probanda.extract.rules import failures, rules

FILES = sorted((Path(probanda.__file__).parent / "data" / "rules").glob("*/*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_examples(file: Path) -> None:
    held = rules(file.stem, file.parent.name)
    assert held
    assert failures(held) == []
    assert all(rule.match and rule.but_not for rule in held)
