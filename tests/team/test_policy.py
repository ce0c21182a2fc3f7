"""The policy: what the table says, what it must say, and that what it does not say is refused."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some

from probanda.errors import RefusedError
from probanda.model import Verdict
from probanda.team import policy
from probanda.team.policy import may

ROLES, ACTIONS = sorted(policy.table().roles), sorted(policy.table().actions)
SUBJECTS = ["disclosed", "case", "protected", "own", "others"]
WIDER = {"disclosed": "case", "case": "protected", "own": "others"}
"""By subject the one that takes in more."""
MORE = [("owner", "editor"), ("editor", "reviewer"), ("reviewer", "reader"), ("reader", "auditor")]


@pytest.mark.parametrize("role", ["reader", "disclosure", "auditor"])
def test_who_only_looks_changes_nothing(role: str) -> None:
    changing = ("judge", "change", "withdraw", "consent", "members")
    assert not any(may(role, action, subject) for action in changing for subject in SUBJECTS)


def test_real_names_are_for_those_who_must_compare_words_with_the_source() -> None:
    assert {role for role in ROLES if policy.names(role)} == {"owner", "editor", "reviewer"}


def test_an_auditor_sees_the_log_and_nothing_else() -> None:
    assert {a for a in ACTIONS for s in SUBJECTS if may("auditor", a, s)} == {"log"}


def test_disclosure_never_reaches_beyond_its_set() -> None:
    assert {(a, s) for a in ACTIONS for s in SUBJECTS if may("disclosure", a, s)} == {
        ("read", "disclosed"),
        ("export", "disclosed"),
    }


def test_a_reviewer_takes_back_what_is_his_own_alone() -> None:
    policy.require_verdict("reviewer", "withdraw", own=True)
    with pytest.raises(RefusedError, match="take back"):
        policy.require_verdict("reviewer", "withdraw")


def test_only_owners_choose_members_and_record_consent() -> None:
    assert {r for r in ROLES if may(r, "members")} == {r for r in ROLES if may(r, "consent")} == {"owner"}


def test_every_kind_of_decision_counts_as_an_action() -> None:
    assert set(policy.table().verdicts) == set(get_args(Verdict))
    assert set(policy.table().verdicts.values()) | set(policy.table().routes.values()) == set(ACTIONS)


def test_the_table_names_no_role_action_or_subject_that_there_is_not() -> None:
    held = policy.table()
    assert {role for rule in held.actions.values() for role in rule} == set(ROLES)
    assert {s for rule in held.actions.values() for subjects in rule.values() for s in subjects} <= set(SUBJECTS)
    assert held.watched <= set(held.routes)


@given(some.sampled_from(ROLES), some.sampled_from(ACTIONS), some.sampled_from(sorted(WIDER)))
def test_whoever_may_do_more_may_do_less(role: str, action: str, subject: str) -> None:
    if action == "withdraw" or subject in ("disclosed", "own"):
        # Actions that know no sets say nothing of them.
        return
    assert may(role, action, subject) or not may(role, action, WIDER[subject])


@given(some.sampled_from(MORE), some.sampled_from(ACTIONS), some.sampled_from(SUBJECTS))
def test_nobody_gains_by_a_lesser_role(pair: tuple[str, str], action: str, subject: str) -> None:
    more, less = pair
    # The log is the auditor's own: readers and reviewers do not see who looked at what.
    assert may(more, action, subject) or not may(less, action, subject) or action == "log"


WORDS = some.one_of(some.none(), some.text(max_size=12))


@given(WORDS, WORDS, some.text(max_size=12))
def test_what_the_table_does_not_say_is_refused(role: str | None, action: str | None, subject: str) -> None:
    known = role in ROLES and action in ACTIONS and subject in SUBJECTS
    assert known or not may(role, action, subject)
    assert not may(None, action, subject)
    assert not may("", action, subject)
