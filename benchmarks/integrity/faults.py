"""A full disk (ENOSPC) or a broken one (EIO) at every k-th write, fsync and rename: an error is said, nothing is lost in silence.

Run by itself with fault.c preloaded, `python -m benchmarks.integrity.faults FOLDER`; the measurement compiles and starts it.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks.integrity.material import WORDS, receive
from probanda.preserve import checkpoints, custody, vault
from probanda.preserve.verify import verify
from probanda.store.case import Case, create, open_

_ITEMS = 3


def measure(folder: Path) -> dict[str, int] | None:
    """Points tried, items acknowledged and lost, cases that did not verify or go on afterwards. None without a C compiler."""
    compiler = shutil.which("cc")
    if not compiler:
        return None
    library = folder / "fault.so"
    source = Path(__file__).with_name("fault.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library)}
    command = [sys.executable, "-m", "benchmarks.integrity.faults", str(folder)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counts


def _points(folder: Path) -> Counter[str]:
    library = ctypes.CDLL(None)
    counts = Counter[str]()
    sources = [folder / f"{n}.txt" for n in range(_ITEMS)]
    for number, path in enumerate(sources):
        path.write_text(f"{number}. {WORDS}", encoding="utf-8")
    for error in (errno.ENOSPC, errno.EIO):
        for stays in (0, 1):
            at, more = 0, True
            while more:
                more = _point(folder, sources, counts, arm=lambda at=at, e=error, s=stays: library.fault_arm(at, e, s))
                at += 1
    return counts


def _point(folder: Path, sources: list[Path], counts: Counter[str], *, arm: object) -> bool:
    """Let one call fail; False when there was no such call any more."""
    where = folder / "case"
    shutil.rmtree(where, ignore_errors=True)
    create(where).engine.dispose()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(where, sources, writing, arm)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        lines = said.read().decode().split("\n")[:-1]
    os.waitpid(child, 0)
    _judge(where, sources, [line for line in lines if len(line) == 64], counts)
    counts["points"] += 1
    return "all went well" not in lines


def _work(where: Path, sources: list[Path], writing: int, arm: object) -> None:
    said = open(writing, "wb", buffering=0)  # noqa: SIM115 (a pipe, open until the process ends)
    os.dup2(said.fileno(), 1)
    failed = False
    try:
        case = open_(where)
        arm()  # type: ignore[operator]
        for path in sources:
            try:
                receive(case, [path])
                print(vault.digest_of(path), flush=True)
            except Exception:
                failed = True
        try:
            checkpoints.commit(case)
        except Exception:
            failed = True
        if not failed:
            print("all went well", flush=True)
    finally:
        os._exit(0)


def _judge(where: Path, sources: list[Path], acknowledged: list[str], counts: Counter[str]) -> None:
    case = open_(where)
    known = {source.id for source in case.sources()}
    counts["acknowledged"] += len(acknowledged)
    counts["lost"] += sum(1 for d in acknowledged if d not in known or vault.digest_of(vault.place(case.vault, d)) != d)
    counts["broken_logs"] += bool(custody.broken(case.custody()))
    vault.sweep(case.vault)
    _go_on(case, sources, counts)
    case.engine.dispose()


def _go_on(case: Case, sources: list[Path], counts: Counter[str]) -> None:
    receive(case, sources)
    checkpoints.commit(case)
    report = verify(case)
    counts["unsound_afterwards"] += not report.sound
    counts["incomplete_afterwards"] += len(case.sources()) != _ITEMS


if __name__ == "__main__":
    print(
        json.dumps(
            {"lost": 0, "broken_logs": 0, "unsound_afterwards": 0, "incomplete_afterwards": 0, **_points(Path(sys.argv[1]))}
        )
    )
