"""What a person proves himself with: a pass phrase (Argon2id, RFC 9106), a code of the moment (TOTP, RFC 6238), recovery codes.

Pass phrases are hashed with the team's key as Argon2's secret, and the secrets of codes are encrypted under it: a copy of the
database without the key file helps nobody to guess either.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from probanda.errors import UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

SHORTEST = 12
"""Characters that a pass phrase must have."""
STEP, DIGITS, DRIFT = 30, 6, 1
"""Seconds that a code lives, its digits, and how many steps a telephone's clock may be off."""
CODES = 10
_MEMORY, _PASSES, _LANES = 64 * 1024, 3, 4
"""KiB, passes, lanes: the second recommendation of RFC 9106, about a quarter of a second."""
_DIFFERENT = 6


def check(phrase: str, login: str) -> None:
    """Raises UsageError for a pass phrase that is too easy to guess."""
    plain = unicodedata.normalize("NFKC", phrase)
    if len(plain) < SHORTEST or len(set(plain.casefold())) < _DIFFERENT:
        raise UsageError(f"the pass phrase has fewer than {SHORTEST} characters, or hardly any different ones", next=_ADVICE)
    if login.casefold() in plain.casefold():
        raise UsageError("the pass phrase holds the name of the account", next=_ADVICE)


_ADVICE = "take four or more words drawn by chance"


def hashed(phrase: str, key: bytes) -> str:
    """The pass phrase as it is stored, in PHC form."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    pepper = _part(key, b"phrase")
    made = Argon2id(salt=os.urandom(16), length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY, secret=pepper)
    return made.derive_phc_encoded(_plain(phrase))


def fits(phrase: str, stored: str | None, key: bytes) -> bool:
    """Whether this is the pass phrase. Without a stored one it takes as long, and is no."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(_plain(phrase), stored or _NOBODY, secret=_part(key, b"phrase"))
    except InvalidKey:
        return False
    return stored is not None


_NOBODY = f"$argon2id$v=19$m={_MEMORY},t={_PASSES},p={_LANES}$bm9ib2R5J3Mgc2FsdA$" + "A" * 43
"""The hash of nobody's pass phrase, so that a name without an account is refused as slowly as any other."""


def new_secret() -> bytes:
    """The secret of a second factor: 160 bits, as RFC 4226 recommends."""
    return os.urandom(20)


def derived(word: str, key: bytes) -> bytes:
    """The secret that goes with an invitation: the same however often its page is loaded."""
    return hmac.new(_part(key, b"invited"), word.encode(), hashlib.sha256).digest()[:20]


def locked(secret: bytes, login: str, key: bytes) -> bytes:
    """The secret as it is stored: encrypted for this account alone."""
    nonce = os.urandom(12)
    return nonce + _cipher(key).encrypt(nonce, secret, login.encode())


def unlocked(stored: bytes, login: str, key: bytes) -> bytes:
    """The secret again. Raises cryptography's InvalidTag when it was stored for another account or under another key."""
    return _cipher(key).decrypt(stored[:12], stored[12:], login.encode())


def address(secret: bytes, login: str, issuer: str) -> str:
    """What an authenticator is given: an otpauth address, as in its QR code."""
    return _totp(secret).get_provisioning_uri(login, issuer)


def spelled(secret: bytes) -> str:
    """The secret in base32, in groups of four, for typing in."""
    plain = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def code(secret: bytes, now: float) -> str:
    """The code of the moment."""
    return _totp(secret).generate(int(now)).decode()


def step(secret: bytes, given: str, *, now: float, after: int) -> int | None:
    """The counter that a code belongs to; None when it is wrong, too old, or not later than the last one used."""
    digits = "".join(given.split())
    current = int(now) // STEP
    if not (digits.isascii() and digits.isdecimal()):
        return None
    fitting = [s for s in range(current - DRIFT, current + DRIFT + 1) if hmac.compare_digest(code(secret, s * STEP), digits)]
    return next((s for s in fitting if s > after), None)


def recovery_codes() -> list[str]:
    """Codes for a lost telephone, each good once: 80 bits, so that their plain hash cannot be guessed."""
    return [word(10) for _ in range(CODES)]


def word(size: int) -> str:
    """A random word of so many bytes, in letters and digits that are not taken for each other, by fours."""
    return _grouped(base64.b32encode(os.urandom(size)).decode().lower())


def retyped(given: str) -> str:
    """Such a word however it was typed."""
    return _grouped("".join(c for c in given.lower() if c.isalnum()))


def _grouped(word: str) -> str:
    return "-".join(word[at : at + 4] for at in range(0, len(word), 4))


def digest(word: str) -> str:
    """How tokens and recovery codes are stored; they are long and random."""
    return hashlib.sha256(word.encode()).hexdigest()


def recovered(given: str, stored: Sequence[str]) -> str | None:
    """The stored hash that a recovery code belongs to, however it was typed."""
    wanted = digest(retyped(given))
    return next((one for one in stored if hmac.compare_digest(one, wanted)), None)


def hidden(word: str, key: bytes) -> str:
    """A keyed hash, for what must be recognised again and not be read."""
    return hmac.new(_part(key, b"hidden"), word.encode(), hashlib.sha256).hexdigest()


def _plain(phrase: str) -> bytes:
    # One phrase typed on two keyboards may differ in its bytes.
    return unicodedata.normalize("NFKC", phrase).encode()


def _part(key: bytes, use: bytes) -> bytes:
    return hmac.new(key, b"probanda team " + use, hashlib.sha256).digest()


def _cipher(key: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(_part(key, b"totp"))


def _totp(secret: bytes) -> TOTP:
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    # SHA-1 is what every authenticator has; as HMAC it is sound.
    return TOTP(secret, DIGITS, SHA1(), STEP)
