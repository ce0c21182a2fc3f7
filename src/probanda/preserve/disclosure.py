"""One event of the log shown without the rest: the event, and the proof that the signed log holds it.

The proof is a C2SP tlog-proof (c2sp.org/tlog-proof): the index, the hashes beside the way up the tree, and the signed checkpoint.
The other events stay hidden behind salted hashes.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from probanda.errors import IntegrityError
from probanda.model import Custody
from probanda.preserve import checkpoints, notes, rows
from probanda.preserve.merkle import Tree, includes, leaf_hash
from probanda.preserve.notes import COSIGNATURE, Key
from probanda.store.case import Case

_HEAD = "c2sp.org/tlog-proof@v1"
_ADVICE = "make one with `probanda checkpoint`"


def disclose(case: Case, seq: int) -> tuple[bytes, str]:
    """The stored bytes of event `seq` (from 1), and the proof that the log under the newest checkpoint holds it.

    Raises IntegrityError when no checkpoint covers the event.
    """
    signed = [path for path, _ in checkpoints.stored(case)]
    if not signed:
        raise IntegrityError(f"no checkpoint covers event {seq}", next=_ADVICE)
    return next(several(case, [seq], signed[-1]))


def several(case: Case, wanted: Sequence[int], checkpoint: Path) -> Iterator[tuple[bytes, str]]:
    """Events and their proofs, as `disclose` gives them, under one checkpoint."""
    note = checkpoints.read(checkpoint)
    size = notes.checkpoint(note).size
    with case.engine.connect() as connection:
        events = rows.events(connection)
    tree = Tree([leaf_hash(event) for event in events])
    for seq in wanted:
        if not 1 <= seq <= size:
            raise IntegrityError(f"no checkpoint covers event {seq}", next=_ADVICE)
        lines = [_HEAD, f"index {seq - 1}", *(b64encode(value).decode() for value in tree.inclusion(seq - 1, size))]
        yield events[seq - 1], "\n".join(lines) + f"\n\n{note}"


def check(event: bytes, proof: str, keys: Sequence[Key]) -> Custody:
    """The event, when the proof shows that a log signed by one of the keys holds it; IntegrityError otherwise."""
    head, gap, signed = proof.partition("\n\n")
    kind, *lines = head.split("\n")
    if kind != _HEAD or not gap or not lines or not lines[0].startswith("index "):
        raise IntegrityError("this is no proof of a log's event", where=proof[:60])
    note = notes.parse(signed)
    good = [notes.signed_by(note, key) for key in keys if key.kind != COSIGNATURE]
    point = notes.checkpoint(note)
    try:
        index, hashes = int(lines[0].removeprefix("index ")), [b64decode(line, validate=True) for line in lines[1:]]
        entry = msgspec.json.decode(event, type=Custody)
    except (ValueError, Base64Error) as error:
        raise IntegrityError(f"the proof or the event cannot be read: {error}") from None
    if not any(good):
        raise IntegrityError("the checkpoint bears no signature of a known key")
    if entry.seq != index + 1 or not includes(leaf_hash(event), index, size=point.size, root=point.root, proof=hashes):
        raise IntegrityError("the signed log does not hold this event")
    return entry
