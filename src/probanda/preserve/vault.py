"""The vault: the bytes of each source, kept once under the SHA-256 of its content, never changed.

vault/ab/cd/abcd...    read-only file, named by its hash
vault/tmp/             files on their way in; a file left here by a crash was never acknowledged

With the key of an encrypted case each file is an age file, and its name tells nothing without the key.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from probanda.errors import SourceError, UsageError
from probanda.store.secrets import Key

_CHUNK = 1 << 20


def place(vault: Path, digest: str, key: Key | None = None) -> Path:
    """Where the bytes with this SHA-256 lie."""
    name = key.name(digest) if key else digest
    return vault / name[:2] / name[2:4] / name


def open_(vault: Path, digest: str, key: Key | None = None) -> IO[bytes]:
    """The bytes with this SHA-256, to be read. Those of an encrypted case are in memory only, in a file that has no name.

    Raises OSError when they are missing and IntegrityError when they cannot be decrypted.
    """
    path = place(vault, digest, key)
    return clear(path, key) if key else path.open("rb")


def clear(path: Path, key: Key) -> IO[bytes]:
    """The content of an encrypted file, in memory. Raises as `open_` does."""
    if not hasattr(os, "memfd_create"):
        raise UsageError("encrypted cases need Linux: here there are no files that lie in memory only")
    with path.open("rb") as locked:
        file = os.fdopen(os.memfd_create("source"), "w+b")
        try:
            key.unlock_stream(locked, file, where=str(path))
            file.seek(0)
        except BaseException:
            file.close()
            raise
    return file


def keep(vault: Path, path: Path, key: Key | None = None) -> tuple[str, int]:
    """Copy a file into the vault: temporary file > fsync > rename > fsync of the folder. Returns (SHA-256, size in bytes).

    Raises SourceError when the file cannot be read or changes while it is read.
    """
    try:
        with path.open("rb") as source:
            return put(vault, iter(lambda: source.read(_CHUNK), b""), key)
    except OSError as error:
        raise SourceError(
            f"cannot be preserved: {error.strerror or error}", where=str(path), next="check the file and the disk"
        ) from error


def put(vault: Path, chunks: Iterable[bytes], key: Key | None = None) -> tuple[str, int]:
    """Put bytes into the vault. Returns (SHA-256, size in bytes); when it returns they are on the disk."""
    temporary = vault / "tmp" / f"{os.getpid()}-{os.urandom(8).hex()}"
    temporary.parent.mkdir(parents=True, exist_ok=True)
    try:
        digest, size = _copy(chunks, temporary, key)
        _settle(temporary, place(vault, digest, key))
    finally:
        temporary.unlink(missing_ok=True)
    return digest, size


def _copy(chunks: Iterable[bytes], temporary: Path, key: Key | None) -> tuple[str, int]:
    passing = _Passing(chunks)
    with temporary.open("xb") as target:
        if key:
            key.lock_stream(passing, target)
        else:
            for chunk in passing:
                target.write(chunk)
        sync_file(target)
    return passing.digest.hexdigest(), passing.size


class _Passing:
    """Chunks that are hashed and counted as they go by, also to a reader that asks for fewer bytes at a time."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._rest = iter(chunks), memoryview(b"")
        self.digest, self.size = hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.digest.update(chunk)
            self.size += len(chunk)
            yield chunk

    def read(self, most: int = _CHUNK) -> bytes:
        if not self._rest:
            self._rest = memoryview(next((chunk for chunk in self if chunk), b""))
        head, self._rest = self._rest[:most], self._rest[most:]
        return bytes(head)


def _settle(temporary: Path, target: Path) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(0o444)
    temporary.rename(target)
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        sync_folder(folder)


def sync_file(file: IO[bytes]) -> None:
    """Make what was written to an open file durable."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def measure(vault: Path, digest: str, key: Key | None = None) -> tuple[str, int]:
    """The SHA-256 and the size of the bytes that are kept as `digest`, read anew. Raises as `open_` does."""
    path = place(vault, digest, key)
    if key is None:
        return digest_of(path), path.stat().st_size
    sink = _Sink()
    with path.open("rb") as locked:
        key.unlock_stream(locked, sink, where=str(path))
    return sink.digest.hexdigest(), sink.size


class _Sink:
    """A file that hashes what is written to it and keeps nothing."""

    def __init__(self) -> None:
        self.digest, self.size = hashlib.sha256(), 0

    def write(self, chunk: bytes) -> int:
        self.digest.update(chunk)
        self.size += len(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back."""


def kept(vault: Path) -> Iterator[Path]:
    """All files of the vault, in order of their hash."""
    yield from sorted(p for p in vault.glob("??/??/*") if p.is_file())


def sweep(vault: Path) -> list[str]:
    """Remove files that a crash left half copied. Returns their names; none of them was ever acknowledged."""
    strays = sorted((vault / "tmp").glob("*")) if (vault / "tmp").is_dir() else []
    for stray in strays:
        stray.unlink()
    return [stray.name for stray in strays]
