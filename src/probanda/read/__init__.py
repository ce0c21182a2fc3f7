"""From a preserved file to its one frozen text. Every file is taken to be hostile: it is parsed in a confined worker only.

read(path, source)      the frozen text, or a ReadError that says what, where and what to do
media_type(path)        what kind of file it is
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from probanda.errors import ReadError, Unreadable
from probanda.model import Source, Text
from probanda.read.limits import DEFAULT, Limits
from probanda.read.media import HEAD, media_type, media_type_of
from probanda.read.registry import Reader, kinds, reader_for, readers

__all__ = ["DEFAULT", "Limits", "Reader", "kinds", "media_type", "read", "read_open", "reader_for", "readers"]


def read(path: Path, source: Source, *, limits: Limits = DEFAULT) -> Text:
    """The frozen text of the file at `path`, which holds the bytes of `source`. Raises ReadError and nothing else."""
    return _told(source, lambda: _read(path, source, limits))


def read_open(file: int, source: Source, *, limits: Limits = DEFAULT) -> Text:
    """As `read`, of a file that is open at a descriptor and need have no name."""
    return _told(source, lambda: _read_open(file, source, limits))


def _told(source: Source, reading: Callable[[], Text]) -> Text:
    try:
        return reading()
    except ReadError as error:
        raise type(error)(error.what, where=error.where or source.name, next=error.next) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(
            f"it cannot be opened ({reason})", where=source.name, next="check that it exists and may be read"
        ) from None


def _read(path: Path, source: Source, limits: Limits) -> Text:
    # Without O_NONBLOCK a named pipe among the sources would hold the build for ever.
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return _read_open(file, source, limits)
    finally:
        os.close(file)


def _read_open(file: int, source: Source, limits: Limits) -> Text:
    from probanda.read.sandbox import read_confined

    _check(os.fstat(file), limits)
    return read_confined(file, source, media_type=_kind(file, source), limits=limits)


def _kind(file: int, source: Source) -> str:
    """The media type to read it as: what its content and name say, else what the source record says. Raises UnknownFormat."""
    size = os.fstat(file).st_size
    found = media_type_of(os.pread(file, HEAD, 0), source.name, tail=os.pread(file, HEAD, max(0, size - HEAD)))
    kind = found if found in kinds() or source.media_type not in kinds() else source.media_type
    reader_for(kind)
    return kind


def _check(found: os.stat_result, limits: Limits) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("it is a folder or a device, no file", next="add the files in it one by one")
    if found.st_size == 0:
        raise Unreadable("the file is empty", next="ask for it again")
    if found.st_size > limits.file:
        raise Unreadable(f"it is larger than {limits.file >> 20} MiB", next="split it, or raise the limit")
