"""The process that computes the case for the workbench, so that no page waits for the computing. Started by `worker`.

From its parent it has, on standard input, the folder of the case and the key of an encrypted one; then a line each time the case
is to be computed as it stands. What it computes it stores in the case, encrypted where the case is. It ends with its parent, or
when nothing was asked for a while, and gives its memory back.
"""

from __future__ import annotations

import os
import pickle
import select
import sys
from pathlib import Path
from typing import BinaryIO

from probanda.store import passphrase
from probanda.store.case import Case, open_
from probanda.web.viewing import Known, renewed

IDLE = 600.0
"""Seconds without a question after which the process ends."""
DONE = b"done\n"


def main() -> None:
    """Answer questions until there are none."""
    asked = os.fdopen(0, "rb", buffering=0)
    # Whatever a library prints must not be taken for an answer.
    answers, sys.stdout = os.fdopen(os.dup(1), "wb", buffering=0), sys.stderr
    os.nice(5)
    folder, key, code = pickle.loads(_framed(asked))
    if key:
        passphrase.keep_off_disk()
    case, known = open_(Path(folder), unlock=lambda _: key), None
    while select.select([asked], [], [], IDLE)[0] and asked.readline():
        known = _answered(case, known, code=code, answers=answers)


def _answered(case: Case, known: Known | None, *, code: str, answers: BinaryIO) -> Known | None:
    try:
        known = renewed(case, known, made_by=code)
    except Exception as error:
        # Whatever it is, the workbench has to say it; what was stored before still stands.
        answers.write(f"{type(error).__name__}: {error}".replace("\n", " ").encode() + b"\n")
    else:
        answers.write(DONE)
    return known


def _framed(stream: BinaryIO) -> bytes:
    left, held = int(stream.readline()), b""
    while len(held) < left and (more := stream.read(left - len(held))):
        held += more
    return held


if __name__ == "__main__":
    main()
