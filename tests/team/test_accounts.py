"""Accounts: names that are given once, invitations, new beginnings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from probanda.errors import RefusedError, UsageError
from probanda.team import accounts, factors, sessions
from probanda.team.folder import Team
from tests.team.conftest import NOW, PHRASE, Person, later


@pytest.mark.parametrize("login", ["", "a", "Ada", "аda", "ada okoro", "../x", "1ada", "a" * 41, "ada\n"])
def test_names_of_accounts_are_plain_so_that_no_two_look_alike(team: Team, login: str) -> None:
    with pytest.raises(UsageError):
        accounts.add(team, login, by="root")


def test_a_name_is_given_once(team: Team, ada: Person) -> None:
    with pytest.raises(UsageError, match="already"):
        accounts.add(team, "ada", by="root")
    accounts.disable(team, "ada", by="root")
    with pytest.raises(UsageError, match="already"):
        accounts.add(team, "ada", by="root")


def test_an_invitation_is_good_once_and_for_three_days(team: Team) -> None:
    accounts.add(team, "ben", name=" Ben  Okoro ", by="root", now=NOW)
    word = accounts.invite(team, "ben", by="root", now=NOW)
    assert accounts.invited(team, "another", now=NOW) is None
    assert accounts.invited(team, word, now=NOW + accounts.INVITED) is None
    known = accounts.invited(team, word, now=later(days=2))
    assert known
    assert (known.name, known.enrolled) == ("Ben Okoro", False)
    accounts.enrol(team, "ben", PHRASE, secret=factors.new_secret(), by="ben")
    assert accounts.invited(team, word, now=NOW) is None
    assert accounts.get(team, "ben").enrolled


def test_a_newer_invitation_takes_the_place_of_the_one_before(team: Team, ada: Person) -> None:
    token = ada.sign_in()
    first = accounts.invite(team, "ada", by="root", now=NOW)
    second = accounts.invite(team, "ada", by="root", now=NOW)
    assert accounts.invited(team, first, now=NOW) is None
    assert accounts.invited(team, second, now=NOW)
    assert sessions.of(team, token, now=NOW.timestamp()) is None
    with pytest.raises(RefusedError):
        ada.sign_in(at=NOW + timedelta(minutes=1))


def test_whoever_is_disabled_cannot_use_an_invitation(team: Team) -> None:
    accounts.add(team, "ben", by="root")
    word = accounts.invite(team, "ben", by="root", now=NOW)
    accounts.disable(team, "ben", by="root")
    assert accounts.invited(team, word, now=NOW) is None
    accounts.disable(team, "ben", by="root", disabled=False)
    assert accounts.invited(team, word, now=NOW) is None


def test_a_new_pass_phrase_ends_all_sessions(team: Team, ada: Person) -> None:
    token = ada.sign_in()
    accounts.rephrase(team, "ada", "five grey geese flew north")
    assert sessions.of(team, token, now=NOW.timestamp()) is None
    with pytest.raises(RefusedError):
        ada.sign_in(at=later(minutes=1))
    ada.sign_in(at=later(minutes=1), phrase="five grey geese flew north")


def test_new_recovery_codes_replace_the_old_ones(team: Team, ada: Person) -> None:
    codes = accounts.recode(team, "ada")
    with pytest.raises(RefusedError):
        ada.sign_in(code=ada.codes[0])
    ada.sign_in(code=codes[0])


def test_what_a_person_takes_away_is_not_printed_by_accident(ada: Person, team: Team) -> None:
    made = accounts.enrol(team, "ada", PHRASE, secret=ada.secret, by="ada")
    assert made.codes[0] not in repr(made)
