"""The benchmark of decisions decides what it says, and times it."""

from __future__ import annotations

from benchmarks.ledger import run


def test_every_split_and_withdrawal_has_its_effect() -> None:
    figures = run(200)
    assert figures["all_as_decided"] == 1.0
    assert figures["split_ms_worst"] >= figures["split_ms_median"] > 0
