"""Signed notes and checkpoints of the custody log: a few lines of text that anybody can print, keep, compare and check.

Formats: C2SP signed-note, tlog-checkpoint and tlog-cosignature (c2sp.org), Ed25519 (RFC 8032). A checkpoint says: the log called
ORIGIN had SIZE events, and this is the root of their tree. The parser takes one form of each note only; what differs by a bit is
refused.
"""

from __future__ import annotations

import hashlib
import re
import struct
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from probanda.errors import IntegrityError

ED25519, COSIGNATURE = 1, 4
_SIGNATURE = re.compile(r"— (?P<name>[^\s+]+) (?P<value>[A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9]\d{0,17}")


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with the name of its holder, as written in a verifier key: NAME+HASH+BASE64."""

    name: str
    public: bytes
    kind: int = ED25519

    @property
    def mark(self) -> bytes:
        """Four bytes that stand before each signature of this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.mark.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note."""

    name: str
    mark: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text with its signatures, as read; nothing is checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        lines = (f"— {s.name} {b64encode(s.mark + s.value).decode()}\n" for s in self.signatures)
        return f"{self.text}\n{''.join(lines)}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself at one moment."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def parse_key(text: str) -> Key:
    """A verifier key as written. Raises IntegrityError when it is not in order."""
    parts = text.split("+", 2)
    value = _exact(parts[2], text) if len(parts) == 3 else b""
    if len(value) != 33 or value[0] not in (ED25519, COSIGNATURE) or not parts[0]:
        raise IntegrityError("this is no verifier key", where=text[:80])
    key = Key(parts[0], value[1:], value[0])
    if str(key) != text:
        raise IntegrityError("the parts of this verifier key do not belong together", where=text[:80])
    return key


def parse_keys(data: bytes) -> list[Key]:
    """A list of verifier keys, one a line and every line ended. Raises IntegrityError when it is not in order."""
    try:
        *lines, rest = data.decode().split("\n")
    except UnicodeDecodeError:
        raise IntegrityError("the list of keys is not in order") from None
    if rest:
        raise IntegrityError("the list of keys is not in order", where=rest[:80])
    return [parse_key(line) for line in lines]


def parse(text: str) -> Note:
    """A note as written. Raises IntegrityError for anything that is not exactly a note."""
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not lines.endswith("\n") or any(ord(c) < 32 and c != "\n" for c in text):
        raise IntegrityError("this is no signed note", where=text[:80])
    return Note(body + "\n", tuple(_signature(line) for line in lines[:-1].split("\n")))


def checkpoint(note: Note) -> Checkpoint:
    """The checkpoint that a note holds. Raises IntegrityError when it holds something else."""
    lines = note.text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise IntegrityError("the note holds no checkpoint", where=note.text[:80])
    root = _exact(lines[2], note.text)
    if len(root) != 32:
        raise IntegrityError("the root of the checkpoint is no SHA-256", where=note.text[:80])
    return Checkpoint(lines[0], int(lines[1]), root)


def sign(text: str, *, name: str, key: Ed25519PrivateKey) -> Note:
    """A note with one signature. The text ends with a line break."""
    holder = Key(name, key.public_key().public_bytes_raw())
    return Note(text, (Signature(name, holder.mark, key.sign(text.encode())),))


def cosign(note: Note, *, name: str, key: Ed25519PrivateKey, at: int) -> Note:
    """The note with one more signature, by somebody who has seen it at the time `at` (seconds since 1970, UTC)."""
    holder = Key(name, key.public_key().public_bytes_raw(), COSIGNATURE)
    value = struct.pack(">Q", at) + key.sign(_seen(note.text, at))
    return Note(note.text, (*note.signatures, Signature(name, holder.mark, value)))


def signed_by(note: Note, key: Key) -> bool:
    """True when the note bears a good signature of this key. A signature of the key that is not good raises IntegrityError."""
    for signature in note.signatures:
        if (signature.name, signature.mark) == (key.name, key.mark):
            _check(note, key, signature)
            return True
    return False


def seen_at(note: Note, key: Key) -> int | None:
    """When a co-signer saw the note, in seconds since 1970; None when he did not sign it."""
    held = [s for s in note.signatures if (s.name, s.mark) == (key.name, key.mark)]
    return struct.unpack(">Q", held[0].value[:8])[0] if held and signed_by(note, key) else None


def _check(note: Note, key: Key, signature: Signature) -> None:
    value, message = signature.value, note.text.encode()
    if key.kind == COSIGNATURE and len(value) == 72:
        value, message = value[8:], _seen(note.text, struct.unpack(">Q", value[:8])[0])
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(value, message)
    except (InvalidSignature, ValueError):
        raise IntegrityError(f"the signature of {key.name} does not fit the text", where=note.text[:80]) from None


def _seen(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _signature(line: str) -> Signature:
    found = _SIGNATURE.fullmatch(line)
    value = _exact(found["value"], line) if found else b""
    if not found or len(value) < 5:
        raise IntegrityError("a line of signature is not in order", where=line[:80])
    return Signature(found["name"], value[:4], value[4:])


def _exact(value: str, where: str) -> bytes:
    """Base64 in its one canonical form: lenient decoders take different strings for the same bytes."""
    try:
        decoded = b64decode(value, validate=True)
    except (Base64Error, ValueError):
        decoded = b""
    if not decoded or b64encode(decoded).decode() != value:
        raise IntegrityError("base64 that is not in order", where=where[:80])
    return decoded
