"""Roles in cases, disclosure sets, and the two logs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from probanda.errors import UsageError
from probanda.model import Source
from probanda.preserve import custody
from probanda.store import case as store
from probanda.store.case import Case
from probanda.team import accounts, members
from probanda.team.folder import Team
from tests.team.conftest import Person

NOW = datetime(2031, 5, 4, tzinfo=UTC)


def test_a_role_holds_in_one_case_and_is_replaced_by_the_next(team: Team, case: Case, ada: Person) -> None:
    other = store.create(team.folder / "lomar")
    members.grant(team, case, "ada", "owner", by="root")
    members.grant(team, case, "ada", "reviewer", by="root")
    found = members.of(team, "ada", "kestral")
    assert found
    assert found.role == "reviewer"
    assert members.of(team, "ada", other.folder.name) is None
    members.grant(team, case, "ada", None, by="root")
    assert members.of(team, "ada", "kestral") is None


def test_who_is_disabled_is_a_member_of_nothing(team: Team, case: Case, ada: Person) -> None:
    members.grant(team, case, "ada", "owner", by="root")
    accounts.disable(team, "ada", by="root")
    assert members.of(team, "ada", "kestral") is None
    assert [m.disabled for m in members.of_case(team, "kestral")] == [True]


@pytest.mark.parametrize(
    ("login", "role", "only", "told"),
    [
        ("nobody", "owner", None, "no such account"),
        ("ada", "king", None, "is no role"),
        ("ada", "disclosure", None, "named set"),
        ("ada", "reader", "defence", "named set"),
        ("ada", "disclosure", "defence", "no disclosure set"),
    ],
)
def test_what_makes_no_sense_is_refused(
    team: Team, case: Case, ada: Person, login: str, role: str, only: str | None, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        members.grant(team, case, login, role, only=only, by="root")
    assert members.of_case(team, "kestral") == []


def test_a_disclosure_set_names_exhibits_of_the_case(team: Team, case: Case, ada: Person) -> None:
    with case.writing() as connection:
        for letter in "ab":
            given = Source(id=letter * 64, name=f"{letter}.txt", media_type="text/plain", size=1, received_at=NOW)
            store.put_source(connection, given)
    members.disclose(team, case, "defence 1", ["e2"], by="root")
    assert members.disclosed(team, "kestral") == {"defence 1": ("b" * 64,)}
    with pytest.raises(UsageError, match="E3"):
        members.disclose(team, case, "defence 1", ["E1", "E3"], by="root")
    members.grant(team, case, "ada", "disclosure", only="defence 1", by="root")
    assert [m.only for m in members.cases_of(team, "ada")] == ["defence 1"]


def test_changes_of_roles_are_in_the_log_of_the_case_and_of_the_team(team: Team, case: Case, ada: Person) -> None:
    members.grant(team, case, "ada", "owner", by="root")
    assert [(e.by, e.action, e.detail["role"]) for e in case.custody()] == [("root", "member", "owner")]
    told = [e for e in team.log() if e.action == "role"]
    assert [(e.by, e.detail["case"], e.detail["account"]) for e in told] == [("root", "kestral", "ada")]
    assert custody.broken(team.log()) == []
