"""Signing in: what lets somebody in, what does not, and what the answers and the log tell."""

from __future__ import annotations

import pytest

from probanda.errors import RefusedError
from probanda.team import accounts, attempts, entry, sessions
from probanda.team.entry import Given, Waiting
from probanda.team.folder import Team
from tests.team.conftest import NOW, PHRASE, Person, enrolled, later


def refused(person: Person, **given: object) -> str:
    with pytest.raises(RefusedError) as error:
        person.sign_in(**given)  # type: ignore[arg-type]
    return str(error.value)


def test_pass_phrase_and_code_together_open_a_session(team: Team, ada: Person) -> None:
    session = sessions.of(team, ada.sign_in(), now=NOW.timestamp())
    assert session is not None
    assert (session.login, session.agent, session.address) == ("ada", "a browser", "192.0.2.7")


def test_no_answer_tells_what_was_wrong(team: Team, ada: Person) -> None:
    nobody = Person(team, "nobody", ada.secret, [])
    accounts.add(team, "new", by="root")
    invited = Person(team, "new", ada.secret, [])
    told = {refused(ada, phrase="wrong wrong wrong"), refused(ada, code="000000"), refused(nobody), refused(invited)}
    assert len(told) == 1
    assert [e.detail["why"] for e in team.log() if e.action == "sign-in-failed"] == [
        "pass phrase",
        "code",
        "no such account",
        "pass phrase",
    ]


def test_a_code_that_was_used_is_refused(ada: Person) -> None:
    code = ada.code()
    ada.sign_in(code=code)
    refused(ada, code=code, at=later(seconds=5))
    refused(ada, code=ada.code(later(seconds=-30)), at=later(seconds=5))
    ada.sign_in(at=later(seconds=31))


def test_a_code_that_was_used_with_a_wrong_phrase_is_still_good(ada: Person) -> None:
    refused(ada, phrase="wrong wrong wrong")
    ada.sign_in()


def test_a_telephone_may_be_half_a_minute_off(ada: Person) -> None:
    refused(ada, code=ada.code(later(seconds=-90)))
    ada.sign_in(code=ada.code(later(seconds=-30)))
    ada.sign_in(code=ada.code(later(seconds=30)))


def test_a_recovery_code_is_good_once(team: Team, ada: Person) -> None:
    ada.sign_in(code=ada.codes[4])
    refused(ada, code=ada.codes[4])
    ada.sign_in(code=ada.codes[5].upper())
    assert accounts.get(team, "ada").codes_left == 8
    assert [e.detail["left"] for e in team.log() if e.action == "recovery-code-used"] == ["9", "8"]


def test_a_disabled_account_is_out_at_once_and_stays_out(team: Team, ada: Person) -> None:
    token = ada.sign_in()
    accounts.disable(team, "ada", by="root")
    assert sessions.of(team, token, now=NOW.timestamp()) is None
    refused(ada, at=later(minutes=1))
    accounts.disable(team, "ada", by="root", disabled=False)
    assert sessions.of(team, token, now=NOW.timestamp()) is None
    ada.sign_in(at=later(minutes=2))


def test_after_five_failures_even_what_is_right_must_wait(ada: Person) -> None:
    for _ in range(5):
        refused(ada, phrase="wrong wrong wrong")
    with pytest.raises(Waiting) as waiting:
        ada.sign_in()
    assert waiting.value.seconds == 16
    ada.sign_in(at=later(seconds=16))
    refused(ada, phrase="wrong wrong wrong", at=later(seconds=50))
    ada.sign_in(at=later(seconds=51))


def test_a_name_without_an_account_waits_just_as_long(team: Team, ada: Person) -> None:
    nobody = Person(team, "nobody", ada.secret, [])
    for _ in range(5):
        refused(nobody)
    with pytest.raises(Waiting) as waiting:
        nobody.sign_in()
    assert waiting.value.seconds == 16


def test_waiting_is_not_entered_again_and_again(team: Team, ada: Person) -> None:
    for _ in range(12):
        refused(ada, phrase="wrong wrong wrong")
    assert [e.action for e in team.log()].count("sign-in-failed") == 5


def test_one_address_that_tries_many_names_must_wait(team: Team, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(attempts.FREE, "address", 3)
    for name in ("ben", "cleo", "dora"):
        refused(Person(team, name, ada.secret, []))
    with pytest.raises(Waiting):
        ada.sign_in()
    ada.sign_in(address="192.0.2.8")


def test_the_log_holds_no_word_that_was_typed_wrongly(team: Team, ada: Person) -> None:
    with pytest.raises(RefusedError):
        entry.sign_in(team, Given(PHRASE, "ada", "123456"), now=NOW)
    assert PHRASE not in str(team.log())
    assert [e.by for e in team.log() if e.action == "sign-in-failed"] == ["nobody"]


def test_one_account_s_code_and_phrase_do_not_open_another(team: Team, ada: Person) -> None:
    ben = enrolled(team, "ben")
    refused(ben, code=ada.code())


def test_a_stolen_session_is_no_place_to_guess_the_pass_phrase(team: Team, ada: Person) -> None:
    entry.confirm(team, "ada", PHRASE, now=NOW)
    for _ in range(5):
        with pytest.raises(RefusedError):
            entry.confirm(team, "ada", "wrong wrong wrong", now=NOW)
    with pytest.raises(Waiting):
        entry.confirm(team, "ada", PHRASE, now=NOW)
