"""Do decisions about identity stay quick? `python -m benchmarks ledger [--decisions 1000000]`

Loads merges of made-up mentions into clusters of ten, then takes mentions out (split) and takes that back (withdraw), each timed
alone, in processor time. The last line printed is one JSON object: seconds to load, milliseconds of a split and of a withdrawal.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

from probanda.model import Decision, Verdict
from probanda.resolve.clusters import Ledger

_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_TIMED = 1000
_EACH = 10
"""Mentions of one person."""


def _decision(n: int, verdict: Verdict, *about: str) -> Decision:
    return Decision(id=f"d{n}", at=_DAY, by="Analyst", about=about, verdict=verdict)


def _milliseconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def run(n: int) -> dict[str, float]:
    """All figures for a ledger of `n` decisions."""
    made = [_decision(i, "merge", f"p{i // _EACH}", f"m{i}") for i in range(n)]
    start = time.process_time()
    ledger = Ledger(made)
    loaded = time.process_time() - start
    chosen = range(3, n, max(_EACH, n // _TIMED // _EACH * _EACH))
    splits = [_milliseconds(lambda i=i: ledger.add(_decision(n + i, "split", f"p{i // _EACH}", f"m{i}"))) for i in chosen]  # type: ignore[misc]
    apart = all(ledger.apart(f"p{i // _EACH}", f"m{i}") for i in chosen)
    backs = [_milliseconds(lambda i=i: ledger.add(_decision(3 * n + i, "withdraw", f"d{n + i}"))) for i in chosen]  # type: ignore[misc]
    whole = all(ledger.cluster(f"p{i // _EACH}") == ledger.cluster(f"m{i}") for i in chosen)
    return {
        "decisions": n,
        "load_s": round(loaded, 2),
        "split_ms_median": round(median(splits), 3),
        "split_ms_worst": round(max(splits), 3),
        "withdraw_ms_median": round(median(backs), 3),
        "withdraw_ms_worst": round(max(backs), 3),
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "all_as_decided": float(apart and whole),
    }


def main(argv: list[str]) -> int:
    """Print a table and, last, one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks ledger", description=__doc__)
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument("--data", help="not used: the decisions are made up")
    figures = run(parser.parse_args(argv).decisions)
    for key, value in figures.items():
        print(f"{key:24}{value:>12}")
    print(json.dumps(figures))
    return 0
