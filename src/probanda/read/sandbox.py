"""Reading untrusted files in a confined worker process, one for each process that reads.

    Keeper > worker (libraries loaded, file system closed) > child per file (bounded, filtered) > Answer

What comes back is data from an untrusted process: size-capped, decoded into records, and checked against the source before use.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import weakref
from functools import cache
from itertools import pairwise

import msgspec

from probanda import edtf
from probanda.errors import ReadError, SandboxError, UnknownFormat, Unreadable
from probanda.model import Source, Text, identify
from probanda.read.language import labelled
from probanda.read.limits import Limits
from probanda.read.worker import Answer, Outcome, Request, receive, send

_START = 120.0
"""Seconds for the worker to load its libraries: one on a quiet laptop, many on a crowded server."""
_SLACK = 10.0
_KINDS: dict[str, type[ReadError]] = {"Unreadable": Unreadable, "UnknownFormat": UnknownFormat}
_ADVICE = "it may be damaged, or made to do harm: ask for it in another format, or raise the limits"


class Keeper:
    """The worker of this process, started when first needed and again after it was lost. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def ask(self, request: Request, file: int) -> tuple[Outcome, bytes]:
        """How the child ended and the answer it gave. Raises SandboxError when the worker cannot be started or is lost."""
        with self._lock:
            channel = self._running()
            channel.settimeout(request.limits.wall + _SLACK)
            try:
                socket.send_fds(channel, [b"!"], [file])
                send(channel, msgspec.json.encode(request))
                outcome = msgspec.json.decode(receive(channel, 1 << 16), type=Outcome)
                return outcome, receive(channel, request.limits.answer)
            except (OSError, EOFError, ValueError) as error:
                self.close()
                raise SandboxError(f"the worker that reads files was lost ({type(error).__name__})", next=_ADVICE) from None

    def start(self) -> None:
        """Start the worker ahead of the first request. Raises SandboxError when it cannot be started."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the worker. The next request starts another."""
        if self._process and self._channel:
            _end(self._process, self._channel, os.getpid())
        self._process = self._channel = None

    def _running(self) -> socket.socket:
        if self._channel is None or self._process is None or self._process.poll() is not None:
            self.close()
            self._process, self._channel = _start()
            weakref.finalize(self, _end, self._process, self._channel, os.getpid())
        return self._channel


def _start() -> tuple[subprocess.Popen[bytes], socket.socket]:
    ours, theirs = socket.socketpair()
    # -P: a file named like one of our libraries in the current folder must not be imported in its stead.
    command = [sys.executable, "-P", "-m", "probanda.read.worker", str(theirs.fileno())]
    quiet = subprocess.DEVNULL
    environment = {k: v for k, v in os.environ.items() if k in ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "HOME")}
    environment |= {"LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(
        command,
        pass_fds=[theirs.fileno()],
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env=environment,
        start_new_session=True,
    )
    theirs.close()
    ours.settimeout(_START)
    try:
        receive(ours, 1 << 10)
    except (OSError, EOFError, ValueError):
        _end(process, ours, os.getpid())
        raise SandboxError("the worker that reads files could not be started", next="run `probanda doctor`") from None
    return process, ours


def _end(process: subprocess.Popen[bytes], channel: socket.socket, owner: int) -> None:
    """Close the channel and wait for the worker, in the process that started it: forked copies only let go."""
    channel.close()
    if os.getpid() == owner and process.poll() is None:
        process.kill()
        process.wait()


@cache
def _keeper(process: int) -> Keeper:
    """One keeper for each process, by its id: a fork must not talk through its parent's channel."""
    return Keeper()


def read_confined(file: int, source: Source, *, media_type: str, limits: Limits) -> Text:
    """The text of the file at an open descriptor. Raises Unreadable, UnknownFormat or SandboxError, without `where`."""
    request = Request(source=source, media_type=media_type, limits=limits)
    return judge(request, *_keeper(os.getpid()).ask(request, file))


def render_confined(file: int, source: Source, *, page: int, limits: Limits, hide: tuple[str, ...] | None = None) -> bytes:
    """A page of the PDF at an open descriptor, as PNG. Raises Unreadable or SandboxError, without `where`.

    With `hide` it is a picture without the lines that hold one of these spellings (`blacked`).
    """
    request = Request(source=source, media_type=source.media_type, limits=limits, page=page, hide=hide)
    outcome, encoded = _keeper(os.getpid()).ask(request, file)
    _refuse_stopped(outcome, limits)
    try:
        answer = msgspec.json.decode(encoded, type=Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SandboxError("the worker gave no valid answer about it", next=_ADVICE) from None
    # What comes back is shown by a browser: it is a PNG or it is refused.
    if not answer.image.startswith(b"\x89PNG\r\n\x1a\n"):
        raise _KINDS.get(answer.error, Unreadable)(answer.what or "there is no picture of it", next=answer.next)
    return answer.image


def judge(request: Request, outcome: Outcome, encoded: bytes) -> Text:
    """The text in a child's answer, checked. Raises Unreadable, UnknownFormat or SandboxError, without `where`."""
    _refuse_stopped(outcome, request.limits)
    try:
        answer = msgspec.json.decode(encoded, type=Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SandboxError("the worker gave no valid answer about it", next=_ADVICE) from None
    if answer.text is None:
        raise _KINDS.get(answer.error, Unreadable)(answer.what, next=answer.next)
    text = identify(labelled(_checked(answer.text, request.source), declared=request.source.language))
    if answer.missing:
        # Added after the id is taken: the same text has the same id on a machine with a lesser kernel.
        note = f"degraded: read without {' and '.join(answer.missing)}, which this system lacks"
        text = msgspec.structs.replace(text, notes=(*text.notes, note))
    return text


def _refuse_stopped(outcome: Outcome, limits: Limits) -> None:
    if outcome.stopped == "time" or outcome.signal == signal.SIGXCPU:
        seconds = f"{limits.wall:g} s" if outcome.stopped else f"{limits.cpu} s of processor time"
        raise SandboxError(f"reading it took more than {seconds} and was stopped", next=_ADVICE)
    if outcome.stopped == "size":
        raise SandboxError(f"its text takes more than {limits.answer:,} bytes", next=_ADVICE)
    if outcome.signal:
        name = signal.Signals(outcome.signal).name if outcome.signal in set(signal.Signals) else str(outcome.signal)
        raise SandboxError(f"its reader crashed ({name})", next=_ADVICE)


def _checked(text: Text, source: Source) -> Text:
    """The text, when it is what a reader of this source may return. Raises SandboxError otherwise."""
    ends = [(0, 0), *((s.start, s.end) for s in text.segments), (len(text.body), len(text.body))]
    ordered = all(a[1] <= b[0] for a, b in pairwise(ends)) and all(start < end for start, end in ends[1:-1])
    if text.source != source.id or not ordered or not text.body:
        raise SandboxError("the worker gave an answer that does not fit the file", next=_ADVICE)
    return _dated(text, source) if text.published else text


def _dated(text: Text, source: Source) -> Text:
    """The text without a date of publication that is none, and with a note on one that cannot be."""
    replace = msgspec.structs.replace
    try:
        first = edtf.parse(text.published or "").earliest
    except ValueError as error:
        return replace(text, published=None, notes=(*text.notes, f"its date of publication is not used: {error}"))
    if first and first > source.received_at.date():
        return replace(text, notes=(*text.notes, "its date of publication lies after the day on which it was received"))
    return text
