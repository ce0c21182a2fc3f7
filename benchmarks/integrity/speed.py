"""How fast `verify` hashes, in the open and encrypted, against sha256sum on the same files."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from benchmarks.integrity.material import receive
from probanda.errors import UsageError
from probanda.preserve import checkpoints
from probanda.preserve.verify import verify
from probanda.store.case import Case, create, create_encrypted

_PHRASE = "seven grey herons over the weir"


def measure(folder: Path, *, files: int = 300, size: int = 1 << 20) -> dict[str, float]:
    """MiB per second of each, and the ratios; the whole of verify is timed, not hashing alone."""
    written = folder / "files"
    written.mkdir()
    for number in range(files):
        (written / str(number)).write_bytes(os.urandom(size))
    sources = sorted(written.iterdir())
    open_, encrypted = _filled(create(folder / "open"), sources), _encrypted(folder, sources)
    mib = files * size / 2**20
    command = ["sha256sum", *map(str, sources)]
    theirs = min(_seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)) for _ in range(3))
    seconds = {"verify": open_, "encrypted": encrypted}
    figures = {"MiB": mib, "sha256sum_MiB_s": round(mib / theirs, 1)}
    for name, case in seconds.items():
        if case is None:
            continue
        ours = min(_seconds(lambda case=case: verify(case)) for _ in range(3))
        figures |= {f"{name}_MiB_s": round(mib / ours, 1), f"{name}_ratio": round(theirs / ours, 2)}
    return figures


def _encrypted(folder: Path, sources: list[Path]) -> Case | None:
    try:
        return _filled(create_encrypted(folder / "encrypted", passphrase=_PHRASE), sources)
    except UsageError as error:
        print("encrypted cases are not measured:", error)
        return None


def _filled(case: Case, sources: list[Path]) -> Case:
    receive(case, sources)
    checkpoints.commit(case)
    return case


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start
