"""The measurement of independence keeps what it promises, on one round of copies."""

from __future__ import annotations

import pytest

from benchmarks.independence import quality


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    return quality(1)[0]


@pytest.mark.parametrize("kind", ["verbatim", "trimmed", "merged"])
def test_copies_are_met_and_nothing_else(figures: dict[str, dict[str, float]], kind: str) -> None:
    assert figures[kind]["recall"] >= 0.97
    assert figures[kind]["precision"] >= 0.98


def test_a_retelling_is_met_by_its_quotation(figures: dict[str, dict[str, float]]) -> None:
    assert figures["paraphrase"]["recall"] >= 0.9


def test_reports_written_apart_stay_apart(figures: dict[str, dict[str, float]]) -> None:
    assert figures["independent"]["wrongly_joined"] <= 0.01
