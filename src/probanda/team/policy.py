"""Who may do what: one function over one table, `data/policy.yaml`. What the table does not say is refused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from probanda.errors import RefusedError
from probanda.model import Record

LOCAL = "owner"
"""Whoever opens a case on his own computer holds all of it."""
DISCLOSURE, AUDITOR = "disclosure", "auditor"


class Policy(Record, frozen=True, kw_only=True):
    """The table: by action and role the subjects; what kinds of decisions and which pages count as which action."""

    roles: Mapping[str, str]
    actions: Mapping[str, Mapping[str, tuple[str, ...]]]
    meanings: Mapping[str, str]
    verdicts: Mapping[str, str]
    routes: Mapping[str, str]
    watched: frozenset[str]


@cache
def table() -> Policy:
    """The policy as shipped."""
    held = yaml.safe_load((files("probanda") / "data/policy.yaml").read_text("utf-8"))
    actions = {name: {r: tuple(s) for r, s in rule.items() if r != "what"} for name, rule in held["actions"].items()}
    return Policy(
        roles=held["roles"],
        actions=actions,
        meanings={name: rule["what"] for name, rule in held["actions"].items()},
        verdicts=held["verdicts"],
        routes=held["routes"],
        watched=frozenset(held["watched"]),
    )


def may(role: str | None, action: str | None, subject: str = "case") -> bool:
    """Whether a role may do this to that. No role, an unknown role, action or subject: no."""
    return bool(role and action) and subject in table().actions.get(str(action), {}).get(str(role), ())


def may_at_all(role: str | None, action: str | None) -> bool:
    """Whether a role may do this to anything."""
    return bool(role and action) and bool(table().actions.get(str(action), {}).get(str(role), ()))


def require(role: str | None, action: str | None, subject: str = "case") -> None:
    """Raises RefusedError where `may` says no."""
    if not may(role, action, subject):
        what = table().meanings.get(str(action), "do this")
        raise RefusedError(f"as {role or 'no member'} of this case one may not {what}", next="ask an owner of the case")


def require_verdict(role: str | None, verdict: str, *, own: bool = False) -> None:
    """Raises RefusedError where a role may not take a decision of this kind; `own` is for taking back one's own."""
    action = table().verdicts.get(verdict)
    subject = ("own" if own else "others") if action == "withdraw" else "case"
    require(role, action, subject)


def names(role: str | None) -> bool:
    """Whether a role sees protected persons' real names and original files."""
    return may(role, "read", "protected")
