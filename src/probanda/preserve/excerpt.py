"""A sealed excerpt: some sources of a case, and the proof that its signed log holds how each was received; of the rest, nothing.

    data/originals/SHA256            the bytes of each source that is disclosed
    data/tables/TABLE.jsonl          the rows of these sources, byte for byte
    data/log/events/NUMBER.json      each event of the log about them, as it is stored, and the event that binds this package
    data/log/events/NUMBER.proof     the proof that the log under the checkpoint holds it (C2SP tlog-proof)
    data/log/checkpoint.note         signed, over all events; of the others no more than salted hashes is told
    data/log/keys.txt, verify.py     as in a sealed case

No case can be made of it again. Names that stand in a source, or in the log's events about it, go with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from probanda.errors import ExportError, UsageError
from probanda.preserve import checkpoints, custody, disclosure, packages, rows, seal, vault
from probanda.preserve import recipients as locking
from probanda.store import tables
from probanda.store.case import Case

ACTION = "disclosed"
_TABLES = {tables.source: "id", tables.text: "source", tables.extraction: "source"}
_READ_ME = """This is an excerpt of a Probanda case: some of its sources, with the proof that the case's signed log holds how each
was received. To check it without Probanda:

    python3 verify.py PACKAGE.zip

It needs Python 3.8 or later and openssl. To be sure of who sealed it, get the signer's key from the signer, by another way than
this file came, and give it with --key. What else the case holds, it does not show.
"""


def excerpt(case: Case, out: Path, sources: Collection[str], *, recipients: Sequence[str] = ()) -> Path:
    """Write the sealed excerpt of these sources (ids). With `recipients` (age public keys) only they can open it.

    The act is in the log, under a new signed checkpoint. Raises ExportError when `out` exists or cannot be written, UsageError
    for a source that the case does not have or a recipient that is none.
    """
    if out.exists():
        raise ExportError("the file exists and is not overwritten", where=str(out), next="give another name")
    unknown = sorted(set(sources) - {source.id for source in case.sources()})
    if unknown or not sources:
        raise UsageError(f"there is no source {', '.join(unknown)}" if unknown else "no source is to be disclosed")
    known = locking.parse(recipients) if recipients else []
    contents = _contents(case, sources)
    digests = {name: seal.digest(content) for name, content in contents.items()}
    detail = {"file": out.name, "contents": packages.contents_digest(digests), "sources": " ".join(sorted(sources))}
    with case.writing() as connection:
        custody.log(
            connection, [custody.Act(ACTION, detail=detail | ({"recipients": " ".join(recipients)} if recipients else {}))]
        )
    contents |= _log(case, checkpoints.commit(case, reason=ACTION), sources)
    contents |= seal.manifests({name: seal.digest(content) for name, content in contents.items()})
    seal.write(out, contents, known)
    return out


def _contents(case: Case, sources: Collection[str]) -> dict[str, seal.Content]:
    held: dict[str, seal.Content] = {f"data/originals/{source}": _original(case, source) for source in sources}
    with case.engine.connect() as connection:
        for table, column in _TABLES.items():
            lines = (line for line in rows.lines(connection, table) if msgspec.json.decode(line)[column] in sources)
            held[f"data/tables/{table.name}.jsonl"] = b"".join(line + b"\n" for line in lines)
    held["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    day = datetime.now(UTC).date().isoformat()
    held["bag-info.txt"] = (
        f"Bag-Software-Agent: {custody.TOOL}\nBagging-Date: {day}\nExternal-Description: sealed excerpt\n".encode()
    )
    held["verify.py"] = files("probanda").joinpath("data", "verify.py").read_bytes()
    held["README.txt"] = _READ_ME.encode()
    return held


def _original(case: Case, digest: str) -> seal.Content:
    return lambda: vault.open_(case.vault, digest, case.key)


def _log(case: Case, checkpoint: Path, sources: Collection[str]) -> dict[str, seal.Content]:
    size = int(checkpoint.stem)
    log = case.custody()[:size]
    bound = max(entry.seq for entry in log if entry.action == ACTION)
    wanted = [entry.seq for entry in log if entry.source in sources or entry.seq == bound]
    held: dict[str, Any] = {}
    for seq, (event, proof) in zip(wanted, disclosure.several(case, wanted, checkpoint), strict=True):
        held[f"data/log/events/{seq:010}.json"] = event
        held[f"data/log/events/{seq:010}.proof"] = proof.encode()
    held["data/log/checkpoint.note"] = checkpoint.read_bytes()
    held["data/log/keys.txt"] = (checkpoints.folder(case) / "keys.txt").read_bytes()
    return held
