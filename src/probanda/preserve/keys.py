"""The key that signs checkpoints: one per person and device, kept outside every case, so that who takes a case cannot sign it."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from probanda.errors import IntegrityError

FILE = "custody-key.pem"


def folder() -> Path:
    """Where this person's keys lie: PROBANDA_KEYS, else `probanda` among the user's own data."""
    given = os.environ.get("PROBANDA_KEYS")
    return Path(given) if given else Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "probanda"


def existing(where: Path | None = None) -> Ed25519PrivateKey | None:
    """This person's signing key, if there is one. Raises IntegrityError when the file holds something else."""
    path = (where or folder()) / FILE
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise IntegrityError(
            f"the signing key cannot be read: {error}", where=str(path), next="restore it from a backup"
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise IntegrityError("the signing key is not of the kind Ed25519", where=str(path))
    return key


def own(where: Path | None = None) -> Ed25519PrivateKey:
    """This person's signing key, made on first use."""
    return existing(where) or _made((where or folder()) / FILE)


def _made(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        # Another process of this person was first.
        return own(path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return key
