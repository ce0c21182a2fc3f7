"""The key of an encrypted case, and the file that holds it locked.

CASE/case.key holds the random key twice: under a pass phrase (Argon2id, RFC 9106, and ChaCha20-Poly1305, RFC 8439), and as an age
file (age-encryption.org/v1) for the recovery recipients, if there are any. Without pass phrase and recovery key it cannot be had.
The key itself never changes; the pass phrase and the recipients may.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from probanda.errors import CaseError, IntegrityError, UsageError
from probanda.model import Record

FILE = "case.key"
SHORTEST = 12
"""Characters that a pass phrase must have."""
_FORMAT = "probanda-key-1"
_LACKING = "the packages for encryption are not installed"


class Cost(Record, frozen=True, kw_only=True):
    """What one guess of a pass phrase costs: memory in KiB, passes over it, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


USUAL = Cost()
_MOST = Cost(memory=4 * 1024 * 1024, passes=64, lanes=64)


class _File(Record, frozen=True, kw_only=True):
    format: str
    cost: Cost
    salt: bytes
    nonce: bytes
    locked: bytes
    recovery: bytes = b""
    seal: bytes = b""
    """HMAC of all else under the case's key: a recovery part that was damaged is noticed before it is needed."""


class Key:
    """The key of a case, in memory only. It neither shows itself nor its parts when printed."""

    __slots__ = ("_identity", "_root")

    def __init__(self, root: bytes, identity: str) -> None:
        self._root, self._identity = root, identity

    @classmethod
    def new(cls) -> Key:
        """A random key."""
        return cls(os.urandom(32), str(age().x25519.Identity.generate()))

    def pragma(self) -> str:
        """What SQLCipher is told: 256 bits as they are, without its own derivation."""
        return f"PRAGMA key = {self.raw()}"

    def raw(self) -> str:
        """The key of the database, as SQLCipher takes it in a statement."""
        return f"\"x'{self._part(b'database').hex()}'\""

    def name(self, digest: str) -> str:
        """What a file with this SHA-256 is called on the disk: nobody without the key can confirm a guess of its content."""
        return self.mac(b"name", digest.encode())

    def mac(self, use: bytes, content: bytes) -> str:
        """HMAC-SHA-256 under a key of its own for each use, in hexadecimal."""
        return hmac.new(self._part(use), content, hashlib.sha256).hexdigest()

    def lock(self, content: bytes) -> bytes:
        """The content as an age file."""
        return bytes(age().encrypt(content, [self._recipient()]))

    def unlock(self, content: bytes, *, where: str = "") -> bytes:
        """The content of an age file. Raises IntegrityError when it is damaged or of another key."""
        try:
            return bytes(age().decrypt(content, [self._mine()]))
        except Exception as error:
            raise _damaged(where) from error

    def lock_stream(self, content: Any, target: IO[bytes]) -> None:
        """As `lock`, for what may not fit in memory; `content` has `read(size)`. Raises OSError when either side does."""
        try:
            age().encrypt_io(content, target, [self._recipient()])
        except age().EncryptError as error:
            raise OSError(errno.EIO, str(error)) from error

    def unlock_stream(self, content: IO[bytes], target: Any, *, where: str = "") -> None:
        """As `unlock`, for what may not fit in memory; `target` has `write(bytes)` and `flush()`."""
        try:
            age().decrypt_io(content, target, [self._mine()])
        except (age().DecryptError, OSError) as error:
            # A file cut off is an OSError without a number; a failing disk is one with.
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise _damaged(where) from error

    def packed(self) -> bytes:
        """Both parts, to be wrapped."""
        return msgspec.json.encode([self._root.hex(), self._identity])

    def _part(self, use: bytes) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"probanda " + use).derive(self._root)

    def _mine(self) -> Any:
        return age().x25519.Identity.from_str(self._identity)

    def _recipient(self) -> Any:
        return self._mine().to_public()


def _unpacked(packed: bytes) -> Key:
    root, identity = msgspec.json.decode(packed, type=tuple[str, str])
    return Key(bytes.fromhex(root), identity)


def write(folder: Path, key: Key, passphrase: str, *, recovery: Sequence[str] | None = ()) -> None:
    """Write the key file. `recovery` are age public keys; None keeps the recipients that the file has.

    Raises UsageError for a pass phrase that is too short and for a recipient that is no age public key.
    """
    check(passphrase)
    kept = _read(folder).recovery if recovery is None else _for_recovery(key, recovery)
    made = _File(format=_FORMAT, cost=USUAL, salt=os.urandom(16), nonce=os.urandom(12), locked=b"", recovery=kept)
    made = msgspec.structs.replace(made, locked=_cipher(made, passphrase).encrypt(made.nonce, key.packed(), _FORMAT.encode()))
    replace(folder / FILE, msgspec.json.encode(msgspec.structs.replace(made, seal=_seal(made, key))))


def check(passphrase: str, recovery: Sequence[str] = ()) -> None:
    """Raises UsageError for a pass phrase that is too short and for a recipient that is no age public key."""
    if len(passphrase) < SHORTEST:
        raise UsageError(f"the pass phrase has fewer than {SHORTEST} characters", next="take five or more words drawn by chance")
    _for_recovery(Key.new(), recovery)


def unlock(folder: Path, passphrase: str) -> Key:
    """The case's key. Raises CaseError when the pass phrase is wrong."""
    from cryptography.exceptions import InvalidTag

    held = _read(folder)
    try:
        return _unpacked(_cipher(held, passphrase).decrypt(held.nonce, held.locked, _FORMAT.encode()))
    except (InvalidTag, ValueError):
        advice = "try again; if it is lost, `probanda rekey CASE --identity FILE` takes the recovery key"
        raise CaseError("the pass phrase is wrong, or the key file was changed", where=str(folder), next=advice) from None


def recover(folder: Path, identity: str) -> Key:
    """The case's key by way of an age identity (AGE-SECRET-KEY-1...). Raises CaseError when it is not one of the recipients'."""
    held = _read(folder)
    if not held.recovery:
        raise CaseError("this case was made without a recovery key: without its pass phrase it is lost", where=str(folder))
    try:
        return _unpacked(age().decrypt(held.recovery, [age().x25519.Identity.from_str(identity)]))
    except Exception:
        raise CaseError("this is not a recovery key of the case", where=str(folder), next="look for the right one") from None


def recoverable(folder: Path) -> bool:
    """True when the key file names recovery recipients."""
    return bool(_read(folder).recovery)


def intact(folder: Path, key: Key) -> bool:
    """True when the key file is as it was written with this key, its recovery part included."""
    held = _read(folder)
    # One value can be written in several ways (the spare bits at the end of base64), and the seal is over the values.
    as_written = (folder / FILE).read_bytes() == msgspec.json.encode(held)
    return as_written and hmac.compare_digest(held.seal, _seal(held, key))


def replace(path: Path, content: bytes) -> None:
    """Write a small file so that either the old content or the new one is there, whatever happens, and durable."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(folder: Path) -> _File:
    path = folder / FILE
    try:
        held = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        raise CaseError(
            "the key file of this encrypted case is missing", where=str(path), next="restore it from a copy"
        ) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CaseError(f"the key file is damaged: {error}", where=str(path), next="restore it from a copy") from None
    cost = held.cost
    within = 8 * cost.lanes <= cost.memory <= _MOST.memory and 0 < cost.passes <= _MOST.passes and 0 < cost.lanes <= _MOST.lanes
    if held.format != _FORMAT or not within or len(held.salt) < 16 or len(held.nonce) != 12:
        raise CaseError("the key file is damaged, or of a newer version", where=str(path), next="restore it from a copy")
    return held


def _cipher(held: _File, passphrase: str) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost = held.cost
    derived = Argon2id(salt=held.salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    # One phrase typed on two keyboards may differ in its bytes.
    return ChaCha20Poly1305(derived.derive(unicodedata.normalize("NFKC", passphrase).encode()))


def _for_recovery(key: Key, recipients: Sequence[str]) -> bytes:
    if not recipients:
        return b""
    try:
        known = [age().x25519.Recipient.from_str(recipient.strip()) for recipient in recipients]
    except Exception:
        raise UsageError(
            "a recovery recipient is no age public key", next="they begin with age1; make one with age-keygen"
        ) from None
    return bytes(age().encrypt(key.packed(), known))


def _seal(held: _File, key: Key) -> bytes:
    return bytes.fromhex(key.mac(b"key file", msgspec.json.encode(msgspec.structs.replace(held, seal=b""))))


def _damaged(where: str) -> IntegrityError:
    return IntegrityError("is damaged, or not of this case", where=where, next="restore it from a copy; see `probanda verify`")


def age() -> Any:
    """The library pyrage. Raises UsageError when it is not installed."""
    try:
        import pyrage
    except ImportError:
        raise UsageError(_LACKING, next="pip install 'probanda[encrypt]'") from None
    return pyrage
