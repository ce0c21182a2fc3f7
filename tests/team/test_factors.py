"""Pass phrases, codes of the moment, recovery codes."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings
from hypothesis import strategies as some

from probanda.errors import UsageError
from probanda.team import factors

KEY, OTHER = bytes(32), bytes([1]) * 32
SECRET = b"12345678901234567890"


def test_a_pass_phrase_fits_under_the_key_of_its_team_alone() -> None:
    stored = factors.hashed("four ferries left at dawn", KEY)
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert factors.fits("four ferries left at dawn", stored, KEY)
    assert not factors.fits("four ferries left at dusk", stored, KEY)
    assert not factors.fits("four ferries left at dawn", stored, OTHER)


def test_nobodys_pass_phrase_never_fits() -> None:
    assert not factors.fits("", None, KEY)


@pytest.mark.parametrize("phrase", ["short", "aaaaaaaaaaaaaaaa", "ada ada ada ada", "I am ADA of the ferry"])
def test_a_pass_phrase_that_is_easy_to_guess_is_refused(phrase: str) -> None:
    with pytest.raises(UsageError):
        factors.check(phrase, "ada")


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    """RFC 6238, appendix B, SHA-1, the last six digits."""
    assert factors.code(SECRET, at) == code


@given(off=some.integers(-4, 4))
def test_a_clock_may_be_half_a_minute_off_and_no_more(off: int) -> None:
    now = 1_000_000_000 - 1_000_000_000 % 30 + 11
    found = factors.step(SECRET, factors.code(SECRET, now + 30 * off), now=now, after=0)
    assert (found is not None) == (abs(off) <= factors.DRIFT)


def test_a_code_is_good_once_and_none_before_it_any_more() -> None:
    now = 1_000_000_005
    used = factors.step(SECRET, factors.code(SECRET, now), now=now, after=0)
    assert used is not None
    assert factors.step(SECRET, factors.code(SECRET, now), now=now, after=used) is None
    assert factors.step(SECRET, factors.code(SECRET, now - 30), now=now, after=used) is None
    assert factors.step(SECRET, factors.code(SECRET, now + 30), now=now, after=used) == used + 1


@settings(max_examples=200)
@given(some.one_of(some.text(max_size=12), some.from_regex(r"[\d]{6}")))
def test_what_is_no_code_is_no_code(typed: str) -> None:
    now = 1_000_000_005
    right = {factors.code(SECRET, now + 30 * off) for off in (-1, 0, 1)}
    assert (factors.step(SECRET, typed, now=now, after=0) is not None) == ("".join(typed.split()) in right)


def test_a_secret_is_stored_for_one_account_and_one_team() -> None:
    stored = factors.locked(SECRET, "ada", KEY)
    assert factors.unlocked(stored, "ada", KEY) == SECRET
    assert SECRET not in stored
    for login, key in (("ben", KEY), ("ada", OTHER)):
        with pytest.raises(InvalidTag):
            factors.unlocked(stored, login, key)


def test_recovery_codes_are_known_however_they_are_typed() -> None:
    codes = factors.recovery_codes()
    stored = [factors.digest(code) for code in codes]
    assert len(set(codes)) == factors.CODES
    assert factors.recovered(codes[3].upper().replace("-", " "), stored) == stored[3]
    assert factors.recovered("abcd-efgh-ijkl-mnop", stored) is None


def test_an_authenticator_is_told_whose_account_it_is() -> None:
    told = factors.address(SECRET, "ada", "cases.example.org")
    assert told.startswith("otpauth://totp/cases.example.org:ada?")
    assert factors.spelled(SECRET).replace(" ", "") in told
