"""How fast `verify` hashes, against sha256sum on the same files."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from benchmarks.integrity.material import receive
from probanda.preserve import checkpoints, vault
from probanda.preserve.verify import verify
from probanda.store.case import create


def measure(folder: Path, *, files: int = 300, size: int = 1 << 20) -> dict[str, float]:
    """MiB per second of both, and the ratio; the whole of verify is timed, not hashing alone."""
    written = folder / "files"
    written.mkdir()
    for number in range(files):
        (written / str(number)).write_bytes(os.urandom(size))
    case = create(folder / "speed")
    receive(case, sorted(written.iterdir()))
    checkpoints.commit(case)
    kept = [str(path) for path in vault.kept(case.vault)]
    mib = files * size / 2**20
    theirs = min(_seconds(lambda: subprocess.run(["sha256sum", *kept], stdout=subprocess.DEVNULL, check=True)) for _ in range(2))
    ours = min(_seconds(lambda: verify(case)) for _ in range(2))
    return {
        "MiB": mib,
        "sha256sum_MiB_s": round(mib / theirs, 1),
        "verify_MiB_s": round(mib / ours, 1),
        "ratio": round(theirs / ours, 2),
    }


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start
