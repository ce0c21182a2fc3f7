"""Dossiers being built: one after the other, in a process of their own, each step said as it is done. Kept in memory."""

from __future__ import annotations

import pickle
import secrets
import shutil
import subprocess
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic

import msgspec

from probanda.errors import ProbandaError
from probanda.preserve import custody
from probanda.web.bench import Bench
from probanda.web.orders import Asked, End, File, Order, Start, Step, Told, put, taken
from probanda.web.press import zipped
from probanda.web.viewing import code
from probanda.web.worker import ended, launched

_KEPT = 6


class Job:
    """One dossier on its way. `done` counts the steps that are behind it; the files are there when all are."""

    def __init__(self, order: Order, by: str) -> None:
        self.id, self.order, self.by = secrets.token_urlsafe(12), order, by
        self.steps: list[tuple[str, str]] = [("compute", ""), ("compose", ""), *(("write", name) for name in order.formats)]
        self.done, self.failed, self.stopped = 0, "", False
        self.began: float | None = None
        self.files: dict[str, bytes] = {}

    @property
    def ready(self) -> bool:
        """Whether everything asked for is there."""
        return self.done == len(self.steps)

    @property
    def running(self) -> bool:
        """Whether something is still to come."""
        return not (self.ready or self.failed or self.stopped)

    @property
    def seconds(self) -> int:
        """How long it has been worked on."""
        return int(monotonic() - self.began) if self.began is not None else 0

    def all(self) -> bytes:
        """All files in one ZIP."""
        return zipped(self.files.items())


class Press:
    """The hold on the process that writes (`press`): started when first needed, ended with the workbench."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._process: subprocess.Popen[bytes] | None = None

    def work(self, order: Order, folder: Path) -> Iterator[Told]:
        """What the process says until the order is done. Raises ProbandaError when it fails or is lost."""
        process = self._running()
        assert process.stdin
        assert process.stdout
        try:
            put(process.stdin, Asked(order=order, folder=str(folder)))
            while message := taken(process.stdout):
                told = msgspec.msgpack.decode(message, type=Told)
                if isinstance(told, End):
                    if told.failed:
                        raise ProbandaError(told.failed)
                    return
                yield told
        except (OSError, ValueError):
            pass
        raise ProbandaError("the process that writes dossiers ended", where=self._bench.case.name)

    def stop(self) -> None:
        """End the process, whatever it does; the next order starts another."""
        if self._process:
            ended(self._process)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = process = launched("probanda.web.press")
            weakref.finalize(self, ended, process)
            assert process.stdin
            case = self._bench.case
            start = Start(folder=str(case.folder.resolve()), key=case.key, code=code(), view=self._bench.given)
            # The key of an encrypted case travels in memory only, from this process to its child.
            content = pickle.dumps(start)
            process.stdin.write(len(content).to_bytes(8, "big") + content)
            process.stdin.flush()
        return self._process


class Workshop:
    """The dossiers of one case that were asked for since the workbench was opened, the last few of them."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._press, self._lock = bench, Press(bench), Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="dossier")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._now: Job | None = None

    def begin(self, order: Order, *, by: str) -> Job:
        """Have a dossier built; the oldest is forgotten where there are too many."""
        job = Job(order, by)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        self._pool.submit(self._run, job)
        return job

    def job(self, id: str, *, by: str) -> Job | None:
        """A dossier, for whoever asked for it."""
        job = self._jobs.get(id)
        return job if job and job.by == by else None

    def cancel(self, job: Job) -> None:
        """Stop working on a dossier; what was written of it so far is gone."""
        with self._lock:
            if not job.running:
                return
            job.stopped = True
            job.files.clear()
            if self._now is job:
                self._press.stop()

    def _run(self, job: Job) -> None:
        with self._lock:
            if job.stopped:
                return
            self._now, job.began = job, monotonic()
        try:
            self._build(job)
        except ProbandaError as error:
            job.failed = "" if job.stopped else str(error)
        except Exception as error:
            # Whatever breaks is told to whoever waits; nobody watches this thread.
            job.failed = f"{type(error).__name__}: {error}"
        with self._lock:
            self._now = None

    def _build(self, job: Job) -> None:
        with _folder(secret=bool(self._bench.case.key)) as folder:
            for told in self._press.work(job.order, folder):
                with self._lock:
                    if job.stopped:
                        continue
                    match told:
                        case File():
                            self._log(job, told)
                            job.files[told.name] = told.content
                        case Step():
                            job.done += 1

    def _log(self, job: Job, file: File) -> None:
        kept = job.order.recipient or job.order.protect
        action = "exported" if file.name.endswith((".zip", ".xlsx")) else "dossier-redacted" if kept else "dossier"
        act = custody.Act(action, detail={"file": file.name, "bytes": str(len(file.content)), **file.more})
        with self._bench.case.writing() as connection:
            custody.log(connection, [act], by=job.by)


@contextmanager
def _folder(*, secret: bool) -> Iterator[Path]:
    """A folder that goes afterwards; in memory for an encrypted case, where the computer has such a file system."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="probanda-dossier-", dir=memory if secret and memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
