"""Sessions: random, hashed where they are stored, ended by time, by their owner, by whoever runs the server."""

from __future__ import annotations

from sqlalchemy import select

from probanda.team import sessions, tables
from probanda.team.folder import Team
from tests.team.conftest import NOW, Person, later


def test_the_database_holds_no_token(team: Team, ada: Person) -> None:
    token = ada.sign_in()
    with team.engine.connect() as connection:
        assert token not in str(connection.execute(select(tables.session)).all())
    assert sessions.of(team, token[:-1] + "A" if token[-1] != "A" else token[:-1] + "B", now=NOW.timestamp()) is None
    assert sessions.of(team, "", now=NOW.timestamp()) is None


def test_a_session_ends_after_an_hour_without_a_request(team: Team, ada: Person) -> None:
    token = ada.sign_in()
    assert sessions.of(team, token, now=later(minutes=59).timestamp())
    assert sessions.of(team, token, now=later(minutes=118).timestamp())
    assert sessions.of(team, token, now=later(minutes=179).timestamp()) is None


def test_a_session_ends_after_twelve_hours_whatever_is_done(team: Team, ada: Person) -> None:
    token = ada.sign_in()
    for minutes in range(0, 12 * 60, 30):
        assert sessions.of(team, token, now=later(minutes=minutes).timestamp())
    assert sessions.of(team, token, now=later(hours=12, seconds=1).timestamp()) is None


def test_each_sign_in_makes_a_session_of_its_own(team: Team, ada: Person) -> None:
    first, second = ada.sign_in(), ada.sign_in(at=later(minutes=1))
    one, other = (sessions.of(team, token, now=later(minutes=2).timestamp()) for token in (first, second))
    assert one
    assert other
    assert [s.id for s in sessions.of_account(team, "ada")] == [other.id, one.id]
    sessions.end(team, one.id, login="ben")
    assert sessions.of(team, first, now=later(minutes=2).timestamp())
    sessions.end(team, one.id, login="ada")
    assert sessions.of(team, first, now=later(minutes=2).timestamp()) is None
    sessions.end_all(team, "ada")
    assert sessions.of(team, second, now=later(minutes=2).timestamp()) is None


def test_sessions_that_ended_are_cleared_away(team: Team, ada: Person) -> None:
    ada.sign_in()
    ada.sign_in(at=later(days=1))
    assert len(sessions.of_account(team, "ada")) == 1
