"""kill -9 at random moments: nothing that was acknowledged may be lost, and the log must be whole every time."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from benchmarks.integrity.material import receive
from probanda.preserve import custody, vault
from probanda.store.case import Case, create, open_

_FRESH = 40
"""After so many rounds a new case is begun, so that a round stays quick."""


def measure(folder: Path, rounds: int, *, writers: int, seed: int = 7) -> dict[str, int]:
    """Rounds, items acknowledged, items lost, broken logs, temporary files swept."""
    chance = random.Random(seed)
    counts = {"rounds": rounds, "writers": writers, "acknowledged": 0, "lost": 0, "broken_logs": 0, "swept": 0}
    for number in range(rounds):
        if number % _FRESH == 0:
            case = create(folder / f"{writers}-{number}")
            case.engine.dispose()
        acknowledged = _round(case, folder, writers=writers, chance=chance)
        after = open_(case.folder)
        known = {source.id for source in after.sources()}
        held = {d for d in acknowledged if d in known and vault.digest_of(vault.place(after.vault, d)) == d}
        counts["acknowledged"] += len(acknowledged)
        counts["lost"] += len(acknowledged) - len(held)
        counts["broken_logs"] += bool(custody.broken(after.custody()))
        counts["swept"] += len(vault.sweep(after.vault))
        after.engine.dispose()
    return counts


def _round(case: Case, folder: Path, *, writers: int, chance: random.Random) -> list[str]:
    """Start writers, kill them in the middle of their work, and give the digests that they had acknowledged."""
    reading, writing = os.pipe()
    children = [_fork(case, folder, writing) for _ in range(writers)]
    os.close(writing)
    said = b""
    # In the middle of the work, however busy the machine is: after some lines, and then at any moment.
    for _ in range(chance.randint(0, 3 * writers)):
        said += os.read(reading, 1 << 16)
    time.sleep(chance.uniform(0, 0.03))
    for child in children:
        os.kill(child, signal.SIGKILL)
    for child in children:
        os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        # A line without an end was never acknowledged in full.
        return [line.decode() for line in (said + rest.read()).split(b"\n")[:-1]]


def _fork(case: Case, folder: Path, acknowledged: int) -> int:
    """A process that writes until it is killed. The case has no open connection that it could inherit."""
    child = os.fork()
    if child:
        return child
    try:
        _write(case, folder, acknowledged)
    finally:
        os._exit(1)


def _write(case: Case, folder: Path, acknowledged: int) -> None:
    path = folder / f"in-{os.getpid()}"
    while True:
        path.write_bytes(os.urandom(3000))
        receive(case, [path])
        os.write(acknowledged, vault.digest_of(path).encode() + b"\n")
