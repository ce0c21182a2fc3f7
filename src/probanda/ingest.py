"""From a folder to texts and findings in a case: what is new is received, what is out of date is read and extracted again."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from probanda.errors import UsageError
from probanda.model import Failure, Known, MentionType, Record
from probanda.preserve import custody, intake, vault
from probanda.read import catalogue
from probanda.run import Progress, executor, quiet, spread
from probanda.settings import DEFAULT, Settings
from probanda.store import case as store
from probanda.store import search, tables
from probanda.store.case import Case, Derived
from probanda.work import Task, batches, key, work


class Report(Record, frozen=True, kw_only=True):
    """What a build did: sources in the case, how many were read again now, and every failure that stands."""

    sources: int
    renewed: int
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """True only when every source was read."""
        return not self.failures


def receive(path: Path, case: Case, *, again: bool = False, watch: Progress = quiet) -> tuple[str, ...]:
    """Preserve the files at a path with what `sources.csv` beside them says, and take over the case's `names.csv`.

    Returns what is wrong with the two lists, and which files are copies of one another, in words.
    """
    folder = path if path.is_dir() else path.parent
    files, failures = intake.find(path)
    described = catalogue.load(folder, [found.name for found in files])
    done = _Counter(watch, "preserve", len(files))
    failures += intake.preserve(files, case, described=described.sources, again=again, done=done)
    with case.writing() as connection:
        store.drop_failures(connection, "preserve")
        for failure in failures:
            store.put_failure(connection, failure)
        strays = vault.sweep(case.vault)
        custody.log(connection, [custody.Act("swept", detail={"file": name}) for name in strays])
    _names(folder, case)
    return (*described.warnings, *_doubtful(case), *_copies(files, case))


def _copies(files: Sequence[intake.Found], case: Case) -> Iterator[str]:
    """A file that is byte for byte another one is one source; that it came twice is in the log, and is said."""
    here = {found.name for found in files}
    kept = {source.id: source.name for source in case.sources()}
    came = {(e.source, e.detail.get("name", "")) for e in case.custody() if e.action in ("received", "received-again")}
    for source, name in sorted(came, key=lambda pair: pair[1]):
        if name in here and source in kept and name != kept[source]:
            yield f"{name} is byte for byte the same as {kept[source]}: it is one source, and counts once"


def _doubtful(case: Case) -> Iterator[str]:
    """What is wrong with names.csv: nothing of a row is dropped without a word."""
    rows = csv.DictReader(io.StringIO((case.held("names.csv") or b"").decode("utf-8-sig"), newline=""))
    if rows.fieldnames and "name" not in rows.fieldnames:
        yield "names.csv has no column called name, so it is not used: its first line is name,type,aliases,note"
    for row in rows:
        if _kind(row) not in _KINDS and (row.get("name") or "").strip():
            kinds = ", ".join(_KINDS)
            yield f"names.csv line {rows.line_num}: {_kind(row)!r} is no type (there are {kinds}); {row['name']} is not used"


class _Counter:
    def __init__(self, watch: Progress, stage: str, total: int) -> None:
        self.watch, self.stage, self.total, self.done = watch, stage, total, 0

    def __call__(self, more: int) -> None:
        self.done += more
        self.watch(self.stage, self.done, self.total)


def _names(folder: Path, case: Case) -> None:
    given = folder / "names.csv"
    if given.is_file() and (content := given.read_bytes()) != case.held("names.csv"):
        try:
            list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        except (UnicodeDecodeError, csv.Error) as error:
            raise UsageError(f"names.csv cannot be read: {error}", where=str(given), next="save it as CSV in UTF-8") from None
        case.hold("names.csv", content)
        digest = hashlib.sha256(content).hexdigest()
        with case.writing() as connection:
            custody.log(connection, [custody.Act("names", detail={"file": "names.csv", "sha256": digest})])


def names(case: Case) -> dict[str, Known]:
    """The case's own names by spelling, from CASE/names.csv (columns name, type, aliases separated by semicolons, note)."""
    content = (case.held("names.csv") or b"").decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(content, newline="")) if (row.get("name") or "").strip()]
    return {spelling: _known(row) for row in rows if _kind(row) in _KINDS for spelling in _spellings(row)}


def _known(row: Mapping[str, str | None]) -> Known:
    return Known(name=(row["name"] or "").strip(), type=_kind(row))


_KINDS = get_args(MentionType)


def _kind(row: Mapping[str, str | None]) -> str:
    return (row.get("type") or "").strip() or "person"


def _spellings(row: Mapping[str, str | None]) -> Iterator[str]:
    for name in (row["name"], *(row.get("aliases") or "").split(";")):
        if name and name.strip():
            yield name.strip()


def refresh(case: Case, *, settings: Settings = DEFAULT, watch: Progress = quiet, warnings: tuple[str, ...] = ()) -> Report:
    """Read and extract every source whose text and findings are lacking or out of date; each batch is one transaction."""
    if case.key and settings.engine.startswith("dask"):
        raise UsageError("the sources of an encrypted case do not go to a cluster", next="use the engine serial or processes")
    known_names = names(case)
    tasks = list(_pending(case, known_names, settings))
    counter = _Counter(watch, "read and extract", len(tasks))
    with executor(settings.engine) as pool:
        ahead = 2 * (os.cpu_count() or 1)
        doing = partial(work, names=known_names, model=settings.model)
        for made in spread(pool, doing, batches(tasks, size=settings.batch), ahead=ahead):
            _keep(case, made)
            counter(len(made))
    return Report(sources=len(case.sources()), renewed=len(tasks), failures=tuple(case.failures()), warnings=warnings)


def _keep(case: Case, made: list[Derived]) -> None:
    with case.writing() as connection:
        for one in made:
            store.put_derived(connection, one)
            search.index(connection, one.source, one.text)
        custody.log(connection, [_act(one) for one in made])


def _act(made: Derived) -> custody.Act:
    if made.failure:
        return custody.Act("failed", made.source, {"stage": made.failure.stage, "message": made.failure.message})
    text, found = made.text, made.extraction
    detail = {"text": text.id if text else "", "reader": text.reader if text else "", "producer": found.producer if found else ""}
    return custody.Act("read", made.source, detail)


def _pending(case: Case, known_names: Mapping[str, Known], settings: Settings) -> Iterator[Task]:
    have = case.keys(tables.extraction) | case.keys(tables.failure)
    for source in case.sources():
        wanted = key(source, names=known_names, model=settings.model)
        if have.get(source.id) != wanted:
            place = vault.place(case.vault, source.id, case.key).resolve()
            yield Task(source=source, path=str(place), key=wanted, locked=case.key)
