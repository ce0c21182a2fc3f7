"""The worker process in which untrusted files are parsed. Started by `sandbox`; never imported by the rest.

It loads the parsing libraries once, closes the file system to itself, and then forks for each file. The child is bounded and
filtered (see `confine`), reads one file from an open descriptor, and writes its answer to a pipe; whatever it does, only that
file is lost. The worker itself looks at no byte of a file.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import sys
import time

import msgspec

from probanda.errors import ReadError
from probanda.model import Record, Source, Text
from probanda.read import blacked, confine
from probanda.read.draft import freeze
from probanda.read.limits import DEFAULT, Limits
from probanda.read.registry import reader_for
from probanda.read.render import render_pdf

_LENGTH = struct.Struct("!Q")


class Request(Record, frozen=True, kw_only=True):
    """One file to read; its descriptor travels beside the message."""

    source: Source
    media_type: str
    limits: Limits
    page: int | None = None
    """The page (from 1) of which a picture is wanted instead of the text."""
    hide: tuple[str, ...] | None = None
    """Spellings that the picture must not show; None for a picture of the page as it is."""


class Answer(Record, frozen=True, kw_only=True):
    """What the child hands back: a text, or why there is none. `missing` names protections that the kernel lacks."""

    text: Text | None = None
    image: bytes = b""
    error: str = ""
    what: str = ""
    next: str = ""
    missing: tuple[str, ...] = ()


class Outcome(Record, frozen=True, kw_only=True):
    """How the child ended: by which signal, why it was stopped, processor seconds, and most memory in bytes."""

    signal: int = 0
    stopped: str = ""
    seconds: float = 0.0
    memory: int = 0


def main(descriptor: int) -> None:
    """Serve requests from the socket until the other end closes it."""
    with socket.socket(fileno=descriptor) as channel:
        warm_up()
        missing = confine.close_files()
        gc.freeze()
        send(channel, missing.encode())
        while (request := _receive(channel)) is not None:
            message, file = request
            outcome, answer = _supervise(message, file, missing)
            send(channel, msgspec.json.encode(outcome))
            send(channel, answer)


def warm_up() -> None:
    """Load every library and table that a reader uses, by reading a small sample of each kind. None of it may be loaded later."""
    from probanda.read.samples import SAMPLES

    for media_type, data in SAMPLES:
        freeze(reader_for(media_type).function(data, limits=DEFAULT), NOBODY, reader="", limits=DEFAULT)
        if media_type == "application/pdf":
            render_pdf(data, page=1, limits=DEFAULT)
    blacked.ready()


def send(channel: socket.socket, message: bytes) -> None:
    """Send one message: its length in eight bytes, then itself."""
    channel.sendall(_LENGTH.pack(len(message)) + message)


def receive(channel: socket.socket, limit: int) -> bytes:
    """One message. Raises EOFError when the other end is gone, ValueError when the message is longer than `limit`."""
    length = _LENGTH.unpack(_exactly(channel, _LENGTH.size))[0]
    if length > limit:
        raise ValueError(f"a message of {length} bytes")
    return _exactly(channel, length)


def _exactly(channel: socket.socket, length: int) -> bytes:
    pieces = []
    while length:
        piece = channel.recv(min(length, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _receive(channel: socket.socket) -> tuple[bytes, int] | None:
    """The next request and the descriptor of its file; None when there will be no more."""
    first, files, _, _ = socket.recv_fds(channel, 1, 1)
    if not first or not files:
        return None
    try:
        return receive(channel, 1 << 24), files[0]
    except (EOFError, ValueError):
        return None


def _supervise(message: bytes, file: int, missing: str) -> tuple[Outcome, bytes]:
    """Fork a child for one file, collect its answer, and stop it when it takes too long or says too much."""
    limits = msgspec.json.decode(message, type=Request).limits
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(message, file, writing, missing)
    os.close(writing)
    os.close(file)
    answer, stopped = _collect(reading, limits)
    os.close(reading)
    if stopped:
        os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    outcome = Outcome(signal=ended, stopped=stopped, seconds=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss * 1024)
    return outcome, b"" if stopped or ended else answer


def _collect(reading: int, limits: Limits) -> tuple[bytes, str]:
    """All that the child writes, and why it has to be stopped ("" when it ended by itself)."""
    pieces: list[bytes] = []
    size, end = 0, time.monotonic() + limits.wall
    while (left := end - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            break
        piece = os.read(reading, 1 << 20)
        if not piece:
            return b"".join(pieces), ""
        pieces.append(piece)
        size += len(piece)
        if size > limits.answer:
            return b"", "size"
    return b"", "time"


def _child(message: bytes, file: int, writing: int, missing: str) -> None:
    """Read one file and end. Nothing returns from here."""
    try:
        request = msgspec.json.decode(message, type=Request)
        confine.bound(request.limits)
        lacking = tuple(filter(None, (missing, confine.filter_calls())))
        answer = msgspec.structs.replace(_read(request, file), missing=lacking)
        left = memoryview(msgspec.json.encode(answer))
        while left:
            left = left[os.write(writing, left) :]
    finally:
        os._exit(0)


def _read(request: Request, file: int) -> Answer:
    try:
        with os.fdopen(file, "rb") as opened:
            data = opened.read(request.limits.file + 1)
        if request.page is not None:
            return Answer(image=_picture(request, data, page=request.page))
        reader = reader_for(request.media_type)
        draft = reader.function(data, limits=request.limits)
        return Answer(text=freeze(draft, request.source, reader=reader.label, limits=request.limits))
    except ReadError as error:
        return Answer(error=type(error).__name__, what=error.what, next=error.next)
    except MemoryError:
        return Answer(error="Unreadable", what=f"it needs more than {request.limits.memory >> 20} MiB of memory", next=_ADVICE)
    except Exception as error:  # whatever a parser does with a hostile file, the file is refused and the reason kept
        return Answer(error="Unreadable", what=f"its reader failed ({type(error).__name__}: {error})"[:300], next=_ADVICE)


def _picture(request: Request, data: bytes, *, page: int) -> bytes:
    if request.hide is None:
        return render_pdf(data, page=page, limits=request.limits)
    return blacked.render_blacked(data, page=page, hide=request.hide, limits=request.limits)


_ADVICE = "it may be damaged, or made to do harm: ask for it in another format"
NOBODY = msgspec.json.decode(
    b'{"id": "", "name": "sample", "media_type": "", "size": 0, "received_at": "2000-01-01T00:00:00Z"}', type=Source
)

if __name__ == "__main__":
    main(int(sys.argv[1]))
