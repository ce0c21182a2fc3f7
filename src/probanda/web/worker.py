"""The workbench's hold on the process that computes the case (`child`): started when first needed, ended with the workbench."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import weakref

from probanda.errors import ProbandaError
from probanda.store.case import Case
from probanda.web.child import DONE
from probanda.web.viewing import code


class Worker:
    """A process of one case. One question at a time: whoever asks holds a lock."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._process: subprocess.Popen[bytes] | None = None

    def renew(self) -> None:
        """Have the case computed and stored as it stands; returns when that is done. Raises ProbandaError when it fails."""
        process = self._running()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(b"renew\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = b""
        if answer != DONE:
            raise ProbandaError(answer.decode().strip() or "the process that computes the case ended", where=self._case.name)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = _started(self._case)
            weakref.finalize(self, ended, self._process)
        return self._process


def _started(case: Case) -> subprocess.Popen[bytes]:
    process = launched("probanda.web.child")
    assert process.stdin
    # The key of an encrypted case travels in memory only, from this process to its child.
    content = pickle.dumps((str(case.folder.resolve()), case.key, code()))
    process.stdin.write(b"%d\n%s" % (len(content), content))
    process.stdin.flush()
    return process


def launched(module: str) -> subprocess.Popen[bytes]:
    """A module of ours in a process of its own, which reads from us and answers."""
    # -P: a file named like one of our libraries in the current folder must not be imported in its stead.
    command = [sys.executable, "-P", "-m", module]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True)


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process that was `launched`, with those it started itself."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
