"""Custody under attack: tampering, kill -9, full and broken disks, and the speed of verify.

`python -m benchmarks integrity [--edits N] [--limit ROUNDS] [--seed N] [--part NAME]`. The case is of our own writing. Detected
means that verify (or, for a sealed package, the stand-alone verifier) says so; silent means that the content differs and nothing
was said.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.integrity import crash, faults, sealed, speed, tamper

PARTS = ("tamper", "verifier", "crash", "faults", "speed")


def main(argv: list[str]) -> int:
    """Measure; prints each part and, last, one JSON object of figures."""
    parser = argparse.ArgumentParser(prog="benchmarks integrity", description=__doc__)
    parser.add_argument("--data", type=Path, help="accepted for uniformity; the data is made")
    parser.add_argument("--split", help="as --data")
    parser.add_argument("--edits", type=int, default=2000, help="random edits")
    parser.add_argument("--target", choices=sorted(tamper.TARGETS), help="edit only this")
    parser.add_argument("--packages", type=int, default=1000, help="tampered packages put before the stand-alone verifier")
    parser.add_argument("--seed", type=int, default=5, help="of the random edits and moments")
    parser.add_argument("--limit", type=int, default=100, help="rounds of kill -9, with one writer and with four")
    parser.add_argument("--state", type=Path, help="file of counts of edits: a run goes on where the last one ended")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be given again")
    options = parser.parse_args(argv)
    figures: dict[str, Any] = {}
    for part in options.part or PARTS:
        figures[part] = _measured(part, options)
        print(part, figures[part], flush=True)
    print(json.dumps(figures))
    return 0


def _measured(part: str, options: argparse.Namespace) -> Any:
    # Edits are judged by what is read back, so they need no disk; kills and failing disks do.
    memory = "/dev/shm" if part in ("tamper", "verifier") and Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as temporary:
        folder = Path(temporary)
        os.environ["PROBANDA_KEYS"] = str(folder / "keys")
        match part:
            case "tamper":
                return tamper.measure(folder, options.edits, seed=options.seed, state=options.state, only=options.target)
            case "verifier":
                return sealed.measure(folder, options.packages, seed=options.seed)
            case "crash":
                return [crash.measure(folder, options.limit, writers=writers, seed=options.seed) for writers in (1, 4)]
            case "faults":
                return faults.measure(folder)
            case _:
                return speed.measure(folder)
