"""Signed notes: one form each, and nothing that differs by a bit."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from probanda.errors import IntegrityError
from probanda.preserve.notes import COSIGNATURE, Checkpoint, Key, checkpoint, cosign, parse, parse_key, seen_at, sign, signed_by

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
KEY = Key("harbour.example/log", PUBLIC)
POINT = Checkpoint("harbour.example/log", 7, bytes(32))
NOTE = sign(str(POINT), name=KEY.name, key=PRIVATE)

# The example of the C2SP signed-note specification.
SPEC_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SPEC_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_example_of_the_specification() -> None:
    assert signed_by(parse(SPEC_NOTE), parse_key(SPEC_KEY))


def test_a_checkpoint_is_written_and_read_back() -> None:
    read = parse(str(NOTE))
    assert checkpoint(read) == POINT
    assert signed_by(read, parse_key(str(KEY)))


def test_no_single_bit_can_be_changed() -> None:
    data, let_through = str(NOTE).encode(), 0
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            note = parse(changed.decode())
            let_through += signed_by(note, KEY) and checkpoint(note) is not None
        except (IntegrityError, UnicodeDecodeError):
            continue
    assert let_through == 0


def test_a_second_organisation_says_when_it_saw_the_checkpoint() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    holder = Key("delta.example/witness", other.public_key().public_bytes_raw(), COSIGNATURE)
    note = parse(str(cosign(NOTE, name=holder.name, key=other, at=1_700_000_000)))
    assert seen_at(note, holder) == 1_700_000_000
    assert signed_by(note, KEY)
    assert seen_at(NOTE, holder) is None


@pytest.mark.parametrize(
    "text", ["", "a\n", "a\n\n", "a\n\n— x\n", str(NOTE)[:-1], str(NOTE) + "\n", str(NOTE).replace("7", "07", 1)]
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError):
        checkpoint(parse(text))


@pytest.mark.parametrize("text", ["", "a+b", str(KEY)[:-2], str(KEY).replace("+", "+0", 1), "x" + str(KEY)])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError):
        parse_key(text)


def changed(at: int, length: int, put: str) -> str:
    whole = str(NOTE)
    return whole[: at % len(whole)] + put + whole[at % len(whole) + length :]


@given(
    st.one_of(
        st.text(),
        st.text("— \n+=/aA1", max_size=60).map(lambda tail: f"a\n1\n{tail}\n\n— a AAAAAAA=\n"),
        st.builds(changed, st.integers(0, 1000), st.integers(0, 3), st.text(max_size=3)),
        st.binary(min_size=32, max_size=32).map(lambda public: str(Key("harbour.example", public))),
    )
)
def test_whatever_is_read_is_written_back_the_same(text: str) -> None:
    """One form each: two texts that say the same would let a change go unseen."""
    for read in (parse, parse_key):
        try:
            held = read(text)
        except IntegrityError:
            continue
        assert str(held) == text
