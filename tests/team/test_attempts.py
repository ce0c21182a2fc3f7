"""Back-off: how long after how many failures."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as some

from probanda.team import attempts
from probanda.team.folder import Team


@given(some.integers(0, 10_000), some.integers(1, 50))
def test_each_failure_makes_the_wait_no_shorter_and_never_endless(failures: int, free: int) -> None:
    one, more = attempts.delay(failures, free=free), attempts.delay(failures + 1, free=free)
    assert 0.0 <= one <= more <= attempts.LONGEST
    assert (one > 0) == (failures >= free)


def test_what_was_long_ago_is_forgotten(team: Team) -> None:
    keys = attempts.keys(team, login="ada", address="192.0.2.7")
    with team.writing() as connection:
        for _ in range(40):
            attempts.failed(connection, keys.values(), now=0.0)
    assert attempts.wait(team, keys, now=1.0) > 800
    with team.writing() as connection:
        attempts.failed(connection, keys.values(), now=attempts.FORGOTTEN + 1)
    assert attempts.wait(team, keys, now=attempts.FORGOTTEN + 2) <= 0


def test_no_name_and_no_address_is_stored(team: Team) -> None:
    keys = attempts.keys(team, login="My pass phrase", address="192.0.2.7")
    assert keys == attempts.keys(team, login=" my  PASS phrase", address="192.0.2.7")
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys.values())
