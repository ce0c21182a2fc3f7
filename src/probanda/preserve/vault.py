"""The vault: the bytes of each source, kept once under the SHA-256 of its content, never changed.

vault/ab/cd/abcd...    read-only file, named by its hash
vault/tmp/             files on their way in; a file left here by a crash was never acknowledged
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from probanda.errors import SourceError

_CHUNK = 1 << 20


def place(vault: Path, digest: str) -> Path:
    """Where the bytes with this SHA-256 lie."""
    return vault / digest[:2] / digest[2:4] / digest


def keep(vault: Path, path: Path) -> tuple[str, int]:
    """Copy a file into the vault: temporary file > fsync > rename > fsync of the folder. Returns (SHA-256, size in bytes).

    Raises SourceError when the file cannot be read or changes while it is read.
    """
    try:
        with path.open("rb") as source:
            return put(vault, iter(lambda: source.read(_CHUNK), b""))
    except OSError as error:
        raise SourceError(
            f"cannot be preserved: {error.strerror or error}", where=str(path), next="check the file and the disk"
        ) from error


def put(vault: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Put bytes into the vault. Returns (SHA-256, size in bytes); when it returns they are on the disk."""
    temporary = vault / "tmp" / f"{os.getpid()}-{os.urandom(8).hex()}"
    temporary.parent.mkdir(parents=True, exist_ok=True)
    try:
        digest, size = _copy(chunks, temporary)
        _settle(temporary, place(vault, digest))
    finally:
        temporary.unlink(missing_ok=True)
    return digest, size


def _copy(chunks: Iterable[bytes], temporary: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with temporary.open("xb") as target:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
        sync_file(target)
    return digest.hexdigest(), size


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


def kept(vault: Path) -> Iterator[Path]:
    """All files of the vault, in order of their hash."""
    yield from sorted(p for p in vault.glob("??/??/*") if p.is_file())


def sweep(vault: Path) -> list[str]:
    """Remove files that a crash left half copied. Returns their names; none of them was ever acknowledged."""
    strays = sorted((vault / "tmp").glob("*")) if (vault / "tmp").is_dir() else []
    for stray in strays:
        stray.unlink()
    return [stray.name for stray in strays]
