"""The readers at hand: those shipped here, and those that plug-ins offer. A later one wins over an earlier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from typing import Protocol

from probanda.errors import UnknownFormat
from probanda.plugins import manager
from probanda.read.draft import Draft
from probanda.read.limits import Limits

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ReadFunction(Protocol):
    """The one shape of a reader's function. It gets the whole file, runs confined, and may raise anything."""

    def __call__(self, data: bytes, /, *, limits: Limits) -> Draft: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one or more media types. `version` changes whenever the same file may give another text."""

    name: str
    version: int
    media_types: tuple[str, ...]
    function: ReadFunction

    @property
    def label(self) -> str:
        """What stands in `Text.reader`, as `pdf.v1`."""
        return f"{self.name}.v{self.version}"


def readers() -> tuple[Reader, ...]:
    """All readers, those shipped first."""
    offered: list[Sequence[Reader]] = manager().hook.readers()
    return (*BUILT_IN, *chain.from_iterable(offered))


def reader_for(media_type: str) -> Reader:
    """The reader that takes a media type. Raises UnknownFormat when there is none."""
    for reader in reversed(readers()):
        if media_type in reader.media_types:
            return reader
    known = ", ".join(reader.name for reader in readers())
    advice = next((told for kind, told in _ADVICE if media_type.startswith(kind)), f"convert a copy to what can be read: {known}")
    raise UnknownFormat(f"no reader takes {media_type}", next=f"{advice}; the original stays in the case")


_ADVICE = (
    ("video/", "add a transcript of what is said and shown, as a text of its own"),
    ("audio/", "add a transcript, as a text of its own"),
    ("image/", "add a text that says what it shows or, of a page, what character recognition (OCR) made of it"),
    ("application/vnd.openxmlformats-officedocument.spreadsheet", "save each sheet as .csv and add those, too"),
    ("application/vnd.", "save a copy as .docx or .html and add that, too"),
    ("application/zip", "unpack it and add the files"),
)
"""What to do with a file of a kind that is not read."""


def kinds() -> list[str]:
    """The media types that can be read, sorted."""
    return sorted({kind for reader in readers() for kind in reader.media_types})


def _later(module: str) -> ReadFunction:
    """The function `read_MODULE` of a module here, imported when it is first used: its libraries are heavy."""

    def read(data: bytes, /, *, limits: Limits) -> Draft:
        function: Callable[..., Draft] = getattr(import_module(f"probanda.read.{module}"), f"read_{module}")
        return function(data, limits=limits)

    return read


BUILT_IN = (
    Reader("text", 1, ("text/plain", "text/markdown"), _later("text")),
    Reader("html", 1, ("text/html", "application/xhtml+xml"), _later("html")),
    Reader("pdf", 1, ("application/pdf",), _later("pdf")),
    Reader("docx", 1, (DOCX,), _later("docx")),
    Reader("eml", 1, ("message/rfc822",), _later("eml")),
    Reader("table", 1, ("text/csv", "text/tab-separated-values"), _later("table")),
)
