"""Every hostile file must end in text or in a recorded reason, within bounds of time and memory.

    python -m benchmarks hostile --data ../shared/badinputs

Each file is read as what it is, and then under the name of every other format that can be read: a bomb does not say what it is.
A `generate.py` in the folder is run first, into a temporary folder. Figures: worst time and memory of one file, how they ended.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from probanda.errors import ReadError
from probanda.model import Source
from probanda.read import DEFAULT, kinds, media_type
from probanda.read.sandbox import Keeper, judge
from probanda.read.worker import Request

SECONDS, MEMORY = 10.0, 3 * 2**29
"""The bounds promised for one file: 10 s, 1.5 GiB."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One file read as one media type: how it ended ("text" or the kind of refusal), seconds, and most memory in bytes.

    Seconds are those of the clock, and those of the processor, which a busy machine does not make longer.
    """

    name: str
    media_type: str
    end: str
    reason: str
    seconds: float
    processor: float
    memory: int


def main(argv: list[str]) -> int:
    """Print the figures; exit status 1 when a bound is broken or a file ends in anything else than text or a reason."""
    options = _options(argv)
    with tempfile.TemporaryDirectory() as made:
        files = list(_files(options.data, Path(made)))[: options.limit]
        keeper = Keeper()
        keeper.start()
        attempts = [a for path in files for a in _attempts(keeper, path, everything=not options.once)]
        keeper.close()
    figures = _figures(files, attempts)
    for attempt in sorted(attempts, key=lambda a: -a.seconds)[:10]:
        print(
            f"{attempt.seconds:6.2f} s {attempt.memory >> 20:4} MiB {attempt.name} as {attempt.media_type[-25:]}:", attempt.reason
        )
    print(json.dumps(figures))
    return 0 if figures["over_10_s"] == figures["over_1536_mib"] == figures["uncaught"] == 0 else 1


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks hostile")
    parser.add_argument("--data", type=Path, default=Path("../shared/badinputs"))
    parser.add_argument("--limit", type=int, default=None, help="files, at most")
    parser.add_argument("--once", action="store_true", help="read each file only as what it is")
    return parser.parse_args(argv)


def _files(folder: Path, made: Path) -> Iterator[Path]:
    script = folder / "generate.py"
    if script.is_file():
        subprocess.run([sys.executable, str(script), str(made)], check=True, stdout=subprocess.DEVNULL)
    for root in (folder, made):
        yield from sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".py")


def _attempts(keeper: Keeper, path: Path, *, everything: bool) -> Iterator[Attempt]:
    own = media_type(path)
    others = [kind for kind in kinds() if kind != own] if everything else []
    for kind in [own, *others]:
        yield _attempt(keeper, path, kind)


def _attempt(keeper: Keeper, path: Path, kind: str) -> Attempt:
    source = Source(
        id=hashlib.sha256(os.fsencode(path)).hexdigest(), name="hostile", media_type=kind, size=0, received_at=datetime.now(UTC)
    )
    request = Request(source=source, media_type=kind, limits=DEFAULT)
    file = os.open(path, os.O_RDONLY)
    start, memory, processor = time.monotonic(), 0, 0.0
    try:
        outcome, answer = keeper.ask(request, file)
        memory, processor = outcome.memory, outcome.seconds
        end, reason = "text", f"{len(judge(request, outcome, answer).body):,} characters"
    except ReadError as error:
        end, reason = type(error).__name__, error.what
    except Exception as error:  # what must not happen is counted, and the rest still measured
        end, reason = "uncaught", repr(error)
    finally:
        os.close(file)
    return Attempt(path.name, kind, end, reason, time.monotonic() - start, processor, memory)


def _figures(files: list[Path], attempts: list[Attempt]) -> dict[str, float]:
    ends = Counter(attempt.end for attempt in attempts)
    return {
        "files": len(files),
        "attempts": len(attempts),
        "text": ends["text"],
        "refused": ends["Unreadable"] + ends["UnknownFormat"],
        "stopped": ends["SandboxError"],
        "uncaught": ends["uncaught"],
        "worst_seconds": round(max((a.seconds for a in attempts), default=0), 2),
        "worst_processor_seconds": round(max((a.processor for a in attempts), default=0), 2),
        "worst_mib": max((a.memory for a in attempts), default=0) >> 20,
        "median_ms": round(1000 * sorted(a.seconds for a in attempts)[len(attempts) // 2], 1) if attempts else 0,
        "over_10_s": sum(a.seconds > SECONDS for a in attempts),
        "over_1536_mib": sum(a.memory > MEMORY for a in attempts),
    }
