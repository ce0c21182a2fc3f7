"""What a database or a disk says when something is broken, in words that tell the user what to do."""

from __future__ import annotations

import errno

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from probanda.errors import CaseError, IntegrityError, ProbandaError

_RESTORE = (
    "`probanda verify CASE` says what is damaged; work on from a copy or a sealed package (`probanda open FILE --into FOLDER`)"
)
_SAID: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("disk is full",),
        "the disk is full: nothing of what was being done was stored",
        "make room, and run the same command again",
    ),
    (("readonly", "read-only"), "the database cannot be written", "check who may write to the folder of the case"),
    (("is locked", "busy"), "another program holds the database", "wait until it ends, and run the same command again"),
    (("unable to open",), "the database cannot be opened", "check that the folder of the case is there and may be read"),
    (("disk i/o",), "the disk failed while the database was read or written", f"copy the case to another disk; {_RESTORE}"),
    (
        ("connection refused", "could not connect", "server closed"),
        "the database server does not answer",
        "start it, and try again",
    ),
)
_DAMAGED = ("malformed", "not a database", "corrupt", "constructor failed", "no such table", "no such column", "could not decode")


def told(error: Exception) -> ProbandaError | None:
    """The error as the user is to see it; None for one that tells of a fault in the program and not of the case or the disk."""
    if isinstance(error, OSError):
        return _disk(error)
    if isinstance(error, msgspec.MsgspecError | UnicodeDecodeError):
        return IntegrityError("a record of the case cannot be read: it is damaged", next=_RESTORE)
    if not isinstance(error, SQLAlchemyError):
        return None
    # The statement and its values, which may hold names, are left out.
    said = str(getattr(error, "orig", None) or error).strip()
    words = said.lower()
    for marks, what, next_ in _SAID:
        if any(mark in words for mark in marks):
            return CaseError(f"{what} ({said})", next=next_)
    if any(mark in words for mark in _DAMAGED):
        return IntegrityError(f"the database of the case is damaged ({said})", next=_RESTORE)
    return None


def _disk(error: OSError) -> ProbandaError | None:
    where = str(error.filename or "")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return CaseError("the disk is full: what was being done was not stored", where=where, next="make room, and try again")
    if error.errno == errno.EIO:
        return IntegrityError("the disk failed", where=where, next=f"copy the case to another disk; {_RESTORE}")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CaseError("it may not be read or written", where=where, next="check who may read and write it")
    return None
