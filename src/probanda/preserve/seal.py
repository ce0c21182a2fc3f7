"""A whole case in one file that can be checked without Probanda, and brought back on a clean machine.

NAME.zip is a BagIt 1.0 bag (RFC 8493) with RO-Crate 1.1 metadata:

    data/originals/SHA256        the bytes of each source          data/log/events.jsonl     the custody log, one event a line
    data/tables/TABLE.jsonl      the rows, byte for byte           data/log/checkpoint.note  signed, over all events
    data/case/                   case.toml and names.csv           data/log/keys.txt         the keys that signed
    data/dossier/                the dossier, where given          verify.py                 checks all this by itself

The last "sealed" event of the log holds the digest of all files but the log's own, so that the one signature binds every byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from probanda.errors import ExportError
from probanda.preserve import checkpoints, custody, packages, rows, vault
from probanda.preserve import recipients as locking
from probanda.preserve.crate import describe
from probanda.store.case import Case

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
Content = bytes | Callable[[], IO[bytes]]
"""Bytes, or what opens a file of them."""

_READ_ME = """This is a sealed Probanda case. To check it without Probanda:

    python3 verify.py PACKAGE.zip

It needs Python 3.8 or later and openssl. To be sure of who sealed it, get the signer's key from the signer, by another way
than this file came, and give it with --key. To be sure of when, compare with a checkpoint that somebody else has held, with
--checkpoint FILE.
"""


def seal(case: Case, out: Path, *, dossier: Sequence[Path] = (), recipients: Sequence[str] = ()) -> Path:
    """Write the sealed package of a case. `dossier` are files to put in beside it.

    With `recipients` (age public keys) only they can open it. The act is in the log, under a new signed checkpoint. Raises
    ExportError when `out` exists or cannot be written, and UsageError for a recipient that is none.
    """
    if out.exists():
        raise ExportError("the file exists and is not overwritten", where=str(out), next="give another name")
    known = locking.parse(recipients) if recipients else []
    contents = _contents(case, dossier)
    digests = {name: digest(content) for name, content in contents.items()}
    with case.writing() as connection:
        detail = {"file": out.name, "contents": packages.contents_digest(digests), "files": str(len(digests))}
        detail |= {"recipients": " ".join(recipients)} if recipients else {}
        custody.log(connection, [custody.Act("sealed", detail=detail)])
    checkpoint = checkpoints.commit(case, reason="sealed")
    logged = _log(case, checkpoint)
    contents |= logged
    digests |= {name: digest(content) for name, content in logged.items()}
    contents |= manifests(digests)
    write(out, contents, known)
    return out


def _contents(case: Case, dossier: Sequence[Path]) -> dict[str, Content]:
    held: dict[str, Content] = {f"data/originals/{s.id}": _original(case, s.id) for s in case.sources()}
    with case.engine.connect() as connection:
        for table in rows.BOUND:
            held[f"data/tables/{table.name}.jsonl"] = b"".join(line + b"\n" for line in rows.lines(connection, table))
    for name in checkpoints.FILES:
        if (content := case.held(name)) is not None:
            held[f"data/case/{name}"] = content
    held |= {f"data/dossier/{path.name}": _file(path) for path in dossier}
    held["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    held["bag-info.txt"] = f"Bag-Software-Agent: {custody.TOOL}\nExternal-Description: sealed case\n".encode()
    held["verify.py"] = files("probanda").joinpath("data", "verify.py").read_bytes()
    held["README.txt"] = _READ_ME.encode()
    held["ro-crate-metadata.json"] = describe(case.name, case.sources(), sorted(held))
    return held


def _original(case: Case, digest: str) -> Content:
    return lambda: vault.open_(case.vault, digest, case.key)


def _file(path: Path) -> Content:
    return lambda: path.open("rb")


def _log(case: Case, checkpoint: Path) -> dict[str, Content]:
    with case.engine.connect() as connection:
        events = rows.events(connection)[: int(checkpoint.stem)]
    held: dict[str, Content] = {
        "data/log/events.jsonl": b"".join(event + b"\n" for event in events),
        "data/log/checkpoint.note": checkpoint.read_bytes(),
        "data/log/keys.txt": (checkpoints.folder(case) / "keys.txt").read_bytes(),
    }
    earlier = (path for path, _ in checkpoints.stored(case) if path.name < checkpoint.name)
    stamps = sorted(checkpoints.folder(case).glob("*.tsr"))
    return held | {f"data/log/checkpoints/{path.name}": _file(path) for path in [*earlier, *stamps]}


def manifests(digests: Mapping[str, str]) -> dict[str, Content]:
    """The two manifests of a bag with these files."""
    payload = packages.listing({n: d for n, d in digests.items() if n.startswith("data/")})
    tags = {n: d for n, d in digests.items() if not n.startswith("data/")}
    tags["manifest-sha256.txt"] = hashlib.sha256(payload).hexdigest()
    return {"manifest-sha256.txt": payload, "tagmanifest-sha256.txt": packages.listing(tags)}


def digest(content: Content) -> str:
    """SHA-256 of a file to be packed."""
    total = hashlib.sha256()
    for chunk in _chunks(content):
        total.update(chunk)
    return total.hexdigest()


def write(out: Path, contents: Mapping[str, Content], recipients: Sequence[Any] = ()) -> None:
    """Write a package: all of it is there, durable, or none. Raises ExportError when it cannot be written."""
    temporary = out.with_name(f".{out.name}.partial")
    top = out.name.removesuffix(".age").removesuffix(".zip")
    try:
        with temporary.open("xb") as file:
            if recipients:
                locking.lock(lambda pipe: _pack(pipe, contents, top), file, recipients)
            else:
                _pack(file, contents, top)
            vault.sync_file(file)
        temporary.rename(out)
        vault.sync_folder(out.parent)
    except OSError as error:
        raise ExportError(f"cannot be written: {error.strerror or error}", where=str(out), next="check the disk") from error
    finally:
        temporary.unlink(missing_ok=True)


def _pack(file: IO[bytes], contents: Mapping[str, Content], top: str) -> None:
    with ZipFile(file, "w", ZIP_STORED) as package:
        for name in sorted(contents):
            _add(package, f"{top}/{name}", contents[name])


def _add(package: ZipFile, name: str, content: Content) -> None:
    # Fixed times and attributes: the same case sealed twice differs in its log only.
    entry = ZipInfo(name, _EPOCH)
    entry.external_attr = 0o644 << 16
    with package.open(entry, "w", force_zip64=True) as target:
        for chunk in _chunks(content):
            target.write(chunk)


def _chunks(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content() as file:
        while chunk := file.read(_CHUNK):
            yield chunk
