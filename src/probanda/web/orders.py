"""What the workbench and the process that writes its dossiers (`press`) say to each other, over two pipes."""

from __future__ import annotations

from typing import IO

import msgspec

from probanda.derived import View
from probanda.model import Record
from probanda.store.secrets import Key
from probanda.write import dossier as writing
from probanda.write.redact import Protected

EXPORTS = ("chart", "csv", "jsonl", "records", "ftm")
FORMATS = (*writing.FORMATS, *EXPORTS)
_HEAD = 8
"""Bytes that say how long a message is."""


class Order(Record, frozen=True, kw_only=True):
    """What is to be built: for whom (nobody outside when empty), whom it may not name, in which formats, sections and form."""

    formats: tuple[str, ...]
    sections: tuple[str, ...] = ()
    short: bool = False
    language: str = "en"
    recipient: str = ""
    protect: tuple[Protected, ...] = ()


class Start(Record, frozen=True, kw_only=True):
    """What the process must know before the first order. `code` is a digest of the program; `view` is given for a copy."""

    folder: str
    key: Key | None = None
    code: str = ""
    view: View | None = None


class Asked(Record, frozen=True, kw_only=True):
    """An order, and the folder for what lies on a disk meanwhile: whoever asks makes it and clears it away."""

    order: Order
    folder: str


class Step(Record, frozen=True, kw_only=True, tag="step"):
    """One step is done."""


class File(Record, frozen=True, kw_only=True, tag="file"):
    """A file is written; `more` is what the log says of it beside its name and size."""

    name: str
    content: bytes
    more: dict[str, str] = {}


class End(Record, frozen=True, kw_only=True, tag="end"):
    """Nothing more comes; why not, where it failed."""

    failed: str = ""


Told = Step | File | End


def put(stream: IO[bytes], message: object) -> None:
    """Write a message, its length first."""
    content = msgspec.msgpack.encode(message)
    stream.write(len(content).to_bytes(_HEAD, "big"))
    stream.write(content)
    stream.flush()


def taken(stream: IO[bytes]) -> bytes | None:
    """The next message as it was encoded; None when the other side is gone."""
    head = _exactly(stream, _HEAD)
    return _exactly(stream, int.from_bytes(head, "big")) if head else None


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    held = bytearray()
    while len(held) < size:
        if not (more := stream.read(size - len(held))):
            return None
        held += more
    return bytes(held)
