"""Dossiers being built: one after the other, behind the scenes, each step said as it is done. What is ready is kept in memory."""

from __future__ import annotations

import io
import secrets
import shutil
import tempfile
import zipfile
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from probanda import pipeline
from probanda.derived import View
from probanda.errors import ProbandaError
from probanda.model import Record
from probanda.preserve import custody
from probanda.web.bench import Bench
from probanda.write import consent, exports
from probanda.write import dossier as writing

_KEPT = 6
EXPORTS = ("chart", "csv", "jsonl", "records", "ftm")
FORMATS = (*writing.FORMATS, *EXPORTS)


class Order(Record, frozen=True, kw_only=True):
    """What is to be built: for whom (nobody outside when empty), in which formats, which sections, the short form or not."""

    formats: tuple[str, ...]
    sections: tuple[str, ...] = ()
    short: bool = False
    recipient: str = ""


class Job:
    """One dossier on its way. `done` counts the steps that are behind it; the files are there when all are."""

    def __init__(self, order: Order, by: str) -> None:
        self.id, self.order, self.by = secrets.token_urlsafe(12), order, by
        self.steps: list[tuple[str, str]] = [("compute", ""), ("compose", ""), *(("write", name) for name in order.formats)]
        self.done, self.failed = 0, ""
        self.files: dict[str, bytes] = {}

    @property
    def ready(self) -> bool:
        """Whether everything asked for is there."""
        return self.done == len(self.steps)

    def all(self) -> bytes:
        """All files in one ZIP."""
        return _zipped(self.files.items())


class Workshop:
    """The dossiers of one case that were asked for since the workbench was opened, the last few of them."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._lock = bench, Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="dossier")
        self._jobs: OrderedDict[str, Job] = OrderedDict()

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

    def _run(self, job: Job) -> None:
        try:
            self._build(job)
        except ProbandaError as error:
            job.failed = str(error)
        except Exception as error:
            # Whatever breaks is told to whoever waits; nobody watches this thread.
            job.failed = f"{type(error).__name__}: {error}"

    def _build(self, job: Job) -> None:
        order = job.order
        view, more = self._seen(order)
        job.done += 1
        document = writing.compose(view, only=order.sections, short=order.short)
        job.done += 1
        with _folder(secret=bool(self._bench.case.key)) as folder:
            for name in order.formats:
                if name in EXPORTS:
                    made = _exported(view, name, folder)
                else:
                    (path,) = writing.write(document, folder, formats=(name,))
                    made = path.name, path.read_bytes()
                self._log(job, *made, more=more)
                job.files[made[0]] = made[1]
                job.done += 1

    def _seen(self, order: Order) -> tuple[View, dict[str, str]]:
        """What is to be written, and what the log says of it beside the files."""
        case, view = self._bench.case, self._bench.desk().view
        if not order.recipient:
            return view, {"form": "short"} if order.short else {}
        released = consent.released(view, case.held("names.csv"), see=self._without)
        said = {"for": order.recipient, "pseudonyms": "; ".join(released.pseudonyms), "kept_back": ", ".join(released.kept_back)}
        return released.view, said | ({"form": "short"} if order.short else {})

    def _without(self, sources: Collection[str]) -> View:
        return pipeline.see(self._bench.case, without=sources)

    def _log(self, job: Job, name: str, content: bytes, *, more: dict[str, str]) -> None:
        action = "exported" if name.endswith((".zip", ".xlsx")) else "dossier-redacted" if job.order.recipient else "dossier"
        act = custody.Act(action, detail={"file": name, "bytes": str(len(content)), **more})
        with self._bench.case.writing() as connection:
            custody.log(connection, [act], by=job.by)


def _exported(view: View, name: str, folder: Path) -> tuple[str, bytes]:
    """An export as one file: the workbook of the charts, else all its files in a ZIP."""
    paths = exports.export(view, format=name, out=folder / name)
    if name == "chart":
        return paths[0].name, paths[0].read_bytes()
    return f"{name}.zip", _zipped((path.name, path.read_bytes()) for path in paths)


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


@contextmanager
def _folder(*, secret: bool) -> Iterator[Path]:
    """A folder that goes afterwards; in memory for an encrypted case, where the computer has such a file system."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="probanda-dossier-", dir=memory if secret and memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
