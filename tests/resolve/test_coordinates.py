"""Positions as sources write them: every way matches its own examples, and figures that are none are left alone."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from probanda.resolve.coordinates import stated, ways

TABLE: dict[str, dict[str, Any]] = yaml.safe_load((files("probanda") / "data/maps/coordinates.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("way", "case"), [(way, case) for way, rule in TABLE.items() for case in rule["is"]])
def test_a_stated_position_is_read(way: str, case: dict[str, Any]) -> None:
    assert ways()[way].search(case["words"])
    (at,) = stated(case["words"])
    assert at.latitude == pytest.approx(case["latitude"], abs=0.001)
    assert at.longitude == pytest.approx(case["longitude"], abs=0.001)


@pytest.mark.parametrize("words", [words for rule in TABLE.values() for words in rule["is_not"]])
def test_other_figures_are_none(words: str) -> None:
    assert stated(words) == []


def test_what_lies_off_the_globe_is_none() -> None:
    assert stated("at 95.12345, 10.12345") == []


def test_the_way_of_writing_tells_how_exact_it_is() -> None:
    (coarse,), (fine,) = stated("33.5 N, 36.3 E"), stated("33.51384, 36.27651")
    assert coarse.radius_km > 10
    assert fine.radius_km == 0.05
