"""Packages for named recipients: an age file (age-encryption.org/v1) that only the holders of the named keys can open.

Nothing readable is written to a disk on the way: what is packed goes through a pipe, and what is opened lies in memory.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import IO, Any

from probanda.errors import IntegrityError, UsageError
from probanda.store.secrets import age

_MARK = b"age-encryption.org/v1\n"


def parse(keys: Sequence[str]) -> list[Any]:
    """The recipients with these age public keys. Raises UsageError for what is none."""
    try:
        return [age().x25519.Recipient.from_str(key.strip()) for key in keys]
    except age().RecipientError:
        raise UsageError("a recipient is no age public key", next="they begin with age1; ask the recipient for theirs") from None


def lock(write: Callable[[IO[bytes]], None], target: IO[bytes], recipients: Sequence[Any]) -> None:
    """Encrypt what `write` writes. Raises whatever it raises, and OSError when the target cannot be written."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []
    thread = Thread(target=_fill, args=(write, writing, failed))
    thread.start()
    try:
        with os.fdopen(reading, "rb") as source:
            age().encrypt_io(source, target, list(recipients))
    except age().EncryptError as error:
        raise OSError(errno.EIO, str(error)) from error
    finally:
        thread.join()
    if failed:
        raise failed[0]


def _fill(write: Callable[[IO[bytes]], None], writing: int, failed: list[BaseException]) -> None:
    try:
        with os.fdopen(writing, "wb") as pipe:
            write(pipe)
    except BaseException as error:  # told in the thread that waits for this one
        failed.append(error)


def locked(path: Path) -> bool:
    """True when the file is encrypted for somebody."""
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK


def clear(path: Path, identity: str | None) -> IO[bytes]:
    """The content of an encrypted file, in memory. Raises UsageError without the right identity, IntegrityError when damaged."""
    if not identity:
        raise UsageError("the package is encrypted", where=str(path), next="give your age key with --identity FILE")
    try:
        mine = age().x25519.Identity.from_str(identity)
    except age().IdentityError:
        raise UsageError("this is no age identity", next="it begins with AGE-SECRET-KEY-1") from None
    if not hasattr(os, "memfd_create"):
        raise UsageError("opening an encrypted package needs Linux", next="decrypt it with `age -d` and open the result")
    file = os.fdopen(os.memfd_create("package"), "w+b")
    try:
        with path.open("rb") as source:
            age().decrypt_io(source, file, [mine])
        file.seek(0)
    except (age().DecryptError, OSError) as error:
        file.close()
        if isinstance(error, OSError) and error.errno is not None:
            raise
        if "No matching keys" in str(error):
            raise UsageError("the package is not for this key", where=str(path), next="give the key of a recipient") from None
        raise IntegrityError("the package is damaged", where=str(path), next="ask for it again") from error
    return file
