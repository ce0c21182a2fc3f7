"""What a worker does with a batch of sources: read each in the sandbox, then extract from all of them together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from probanda import __version__, read
from probanda.errors import IntegrityError, ProbandaError, ReadError
from probanda.extract.language import model_name
from probanda.model import Extraction, Failure, Known, Record, Source, Text
from probanda.preserve import vault
from probanda.store import secrets
from probanda.store.case import Derived


class Task(Record, frozen=True, kw_only=True):
    """One source to be worked on: its record, where its bytes lie, and the key of what will be made from it.

    `locked` is the key under which an encrypted case keeps the bytes; it travels to workers in memory only.
    """

    source: Source
    path: str
    key: str
    locked: secrets.Key | None = None


@cache
def fingerprint(*parts: str) -> str:
    """A digest of the code and data in these parts of the package; by default of all that reads and extracts.

    When it changes, texts and findings are made again. "" is the whole package.
    """
    digest = hashlib.sha256(__version__.encode())
    for part in parts or ("read", "extract", "data/lexicon", "data/rules", "data/models", "data/places"):
        for name, content in _contents(files("probanda") / part):
            digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _contents(entry)
        elif entry.name.endswith((".py", ".yaml", ".json", ".gz", ".csv", ".j2", ".typ")):
            yield entry.name, entry.read_bytes()


def key(source: Source, *, names: Mapping[str, Known], model: str | None) -> str:
    """What the findings of a source depend on besides its bytes: code, model, its description, the case's names."""
    described = msgspec.structs.replace(source, received_at=source.received_at.replace(year=2000), received_from=None, extra={})
    parts = (
        fingerprint(),
        model_name(model),
        msgspec.json.encode(described).decode(),
        *sorted(f"{spelling}={known.name}/{known.type}" for spelling, known in names.items()),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def batches(tasks: Iterable[Task], *, size: int) -> Iterator[tuple[Task, ...]]:
    """Tasks in batches of about `size` bytes, so that each takes about as long as the next."""
    held: list[Task] = []
    weight = 0
    for task in tasks:
        held.append(task)
        weight += task.source.size
        if weight >= size:
            yield tuple(held)
            held, weight = [], 0
    if held:
        yield tuple(held)


def work(batch: Sequence[Task], *, names: Mapping[str, Known], model: str | None = None) -> list[Derived]:
    """One result per task, in order. A source that fails loses only itself."""
    made = [_read(task) for task in batch]
    readable = [(task, text) for task, text in zip(batch, made, strict=True) if isinstance(text, Text)]
    found = {task.source.id: result for task, result in _extracted(readable, names=names, model=model)}
    return [_derived(task, text, found.get(task.source.id)) for task, text in zip(batch, made, strict=True)]


def _read(task: Task) -> Text | Failure:
    try:
        if task.locked:
            with vault.clear(Path(task.path), task.locked) as file:
                return read.read_open(file.fileno(), task.source)
        return read.read(Path(task.path), task.source)
    except (ReadError, IntegrityError) as error:
        return Failure(source=task.source.id, stage="read", message=str(error), name=task.source.name)


_Pair = tuple[Task, Text]
_Result = Extraction | Failure


def _extracted(pairs: list[_Pair], *, names: Mapping[str, Known], model: str | None) -> list[tuple[Task, _Result]]:
    together = partial(_together, names=names, model=model)
    try:
        return together(pairs)
    except Exception:
        # One text, or a plug-in's bug on it, must not lose the batch: each is tried alone and the culprit recorded.
        return [pair for one in pairs for pair in _alone(one, together)]


def _together(pairs: list[_Pair], *, names: Mapping[str, Known], model: str | None) -> list[tuple[Task, _Result]]:
    from threadpoolctl import threadpool_limits

    from probanda.extract.extraction import extract, job

    jobs = [job(text, task.source, names=names) for task, text in pairs]
    # The matrices are small: a second thread costs more than it helps, and several workers would crowd each other out.
    with threadpool_limits(limits=1, user_api="blas"):
        return [(task, result) for (task, _), result in zip(pairs, extract(jobs, model=model), strict=True)]


def _alone(pair: _Pair, together: Callable[[list[_Pair]], list[tuple[Task, _Result]]]) -> list[tuple[Task, _Result]]:
    task = pair[0]
    try:
        return together([pair])
    except Exception as error:
        message = str(error) if isinstance(error, ProbandaError) else f"{type(error).__name__}: {error}"
        return [(task, Failure(source=task.source.id, stage="extract", message=message, name=task.source.name))]


def _derived(task: Task, text: Text | Failure, found: _Result | None) -> Derived:
    failure = text if isinstance(text, Failure) else found if isinstance(found, Failure) else None
    return Derived(
        source=task.source.id,
        key=task.key,
        text=text if isinstance(text, Text) else None,
        extraction=found if isinstance(found, Extraction) else None,
        failure=failure,
    )
