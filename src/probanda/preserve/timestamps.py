"""Time-stamps of checkpoints by a third party (RFC 3161): proof that a checkpoint existed at a time, by a clock not ours.

CASE/checkpoints/0000000042.tsr is the authority's full answer, kept raw whatever it says. Asking and checking is left to
`openssl`, so that the check is one that anybody can repeat. Nothing is sent anywhere unless an authority is named; what is sent
is the hash of the checkpoint.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from probanda.errors import IntegrityError, UsageError
from probanda.preserve import vault

_WAIT = 30.0
_MOST = 1 << 20
_TIME = re.compile(r"^Time stamp: (?P<time>.+) GMT$", re.MULTILINE)


def request(note: Path) -> bytes:
    """The question to put to an authority about a checkpoint: a TimeStampReq with a nonce, asking for its certificate."""
    return _openssl("ts", "-query", "-data", str(note), "-sha256", "-cert")


def stamp(note: Path, *, authority: str) -> Path:
    """Ask an authority (an http or https address) for a time-stamp of a checkpoint, and keep its full answer.

    Raises UsageError for another kind of address and IntegrityError when nothing usable came back; what came back is kept.
    """
    if not authority.startswith(("http://", "https://")):
        raise UsageError("the address of a time-stamping authority begins with http:// or https://", where=authority)
    asked = Request(authority, request(note), {"Content-Type": "application/timestamp-query"})
    try:
        with urlopen(asked, timeout=_WAIT) as answered:
            answer = answered.read(_MOST)
    except (URLError, OSError) as error:
        raise IntegrityError(
            f"the authority did not answer: {error}", where=authority, next="try again, or another one"
        ) from error
    return keep(note, answer)


def keep(note: Path, answer: bytes) -> Path:
    """Keep an answer, got in whatever way, beside its checkpoint."""
    path = note.with_suffix(".tsr")
    with path.open("xb") as file:
        file.write(answer)
        vault.sync_file(file)
    vault.sync_folder(path.parent)
    when(path)
    return path


def when(answer: Path) -> datetime:
    """The time that an answer states. Raises IntegrityError when it states none; nothing is checked yet."""
    said = _TIME.search(_openssl("ts", "-reply", "-in", str(answer), "-text").decode("utf-8", "replace"))
    if not said:
        raise IntegrityError("the authority's answer holds no time-stamp", where=str(answer))
    return datetime.strptime(" ".join(said["time"].split()).split(".")[0], "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)


def verify(note: Path, *, roots: Path) -> datetime:
    """When the checkpoint existed, by an answer that fits it and that certificates in `roots` (PEM) vouch for.

    The chain of certificates is judged as of the time stamped, not of now. Raises IntegrityError when the answer does not fit.
    """
    answer = note.with_suffix(".tsr")
    at = when(answer)
    moment = ("-attime", str(int(at.timestamp())))
    _openssl("ts", "-verify", "-data", str(note), "-in", str(answer), "-CAfile", str(roots), *moment)
    return at


def _openssl(*arguments: str) -> bytes:
    program = shutil.which("openssl")
    if not program:
        raise UsageError("the program openssl is not installed", next="install it, or do without time-stamps")
    done = subprocess.run([program, *arguments], capture_output=True, check=False, timeout=_WAIT)
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-300:]
        raise IntegrityError(f"openssl {arguments[0]} {arguments[1]}: {said or 'refused'}", where=arguments[-1])
    return done.stdout
