"""users: who may sign in to a team's server, and with which role in which case."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from probanda.cli.terminal import as_json, say, table
from probanda.errors import UsageError
from probanda.preserve.custody import operator
from probanda.store import passphrase
from probanda.store.case import Case
from probanda.store.case import open_ as open_case
from probanda.team import accounts, factors, members
from probanda.team.folder import Team, open_

app = App(name="users", help="Accounts of a team, and their roles in its cases.")
Json = Annotated[bool, Parameter(negative="")]
Flag = Annotated[bool, Parameter(negative="")]


@app.command(name="list")
def list_(team: Path, *, json: Json = False) -> int:
    """List accounts with their roles.

    Args:
        team: the folder of the team
        json: print as JSON
    """
    opened = open_(team)
    places = members.every(opened)
    rows = [(one, [m for m in places if m.login == one.login]) for one in accounts.listed(opened)]
    if json:
        as_json([{"account": one, "roles": mine} for one, mine in rows])
        return 0
    shown = [(o.login, o.name, _state(o), "; ".join(_role(m) for m in mine)) for o, mine in rows]
    table(f"{len(rows)} accounts", ("account", "name", "state", "roles"), shown)
    return 0


def _state(one: accounts.Account) -> str:
    if one.disabled:
        return "disabled"
    return f"ready, {one.codes_left} recovery codes" if one.enrolled else "invited"


def _role(member: members.Member) -> str:
    return f"{member.folder}: {member.role}" + (f" ({member.only})" if member.only else "")


@app.command
def add(team: Path, login: str, *, name: str = "", here: Flag = False, json: Json = False) -> int:
    """Make an account, and print the invitation with which the person chooses a pass phrase and couples an authenticator.

    Args:
        team: the folder of the team
        login: name of the account, in small letters; decisions bear it, and it is never given twice
        name: the person's name, for colleagues to see
        here: set pass phrase and authenticator now, at this terminal, in place of an invitation
        json: print as JSON
    """
    opened = open_(team)
    accounts.add(opened, login, name=name, by=operator())
    return _begin(opened, login, here=here, json=json)


@app.command
def reset(team: Path, login: str, *, here: Flag = False, json: Json = False) -> int:
    """Begin anew for somebody who lost the pass phrase or the authenticator: a new invitation; what was set before is gone.

    Args:
        team: the folder of the team
        login: name of the account
        here: set pass phrase and authenticator now, at this terminal, in place of an invitation
        json: print as JSON
    """
    return _begin(open_(team), login, here=here, json=json)


def _begin(team: Team, login: str, *, here: bool, json: bool) -> int:
    if here:
        return _enrol(team, login, json=json)
    word = accounts.invite(team, login, by=operator())
    until = (datetime.now(UTC) + accounts.INVITED).isoformat(timespec="minutes")
    if json:
        as_json({"account": login, "address": f"{team.address}/welcome", "invitation": word, "until": until})
        return 0
    say(f"Tell {login}, by a way that nobody else reads: open  {team.address}/welcome  and type the word")
    say(f"    {word}")
    say(f"It is good once, until {until}.")
    return 0


def _enrol(team: Team, login: str, *, json: bool) -> int:
    accounts.get(team, login)
    phrase = _chosen(login)
    secret = factors.new_secret()
    told = factors.address(secret, login, team.host)
    step = 0 if json or not sys.stdin.isatty() else _coupled(told, secret)
    made = accounts.enrol(team, login, phrase, secret=secret, step=step, by=operator())
    if json:
        as_json({"account": login, "otpauth": told, "recovery": made.codes})
        return 0
    if not step:
        say(f"For the authenticator: {told}")
    say("Recovery codes; each is good once. They are not shown again:")
    for code in made.codes:
        say(f"    {code}")
    return 0


def _chosen(login: str) -> str:
    if not (sys.stdin.isatty() or os.environ.get(passphrase.CHOSEN)):
        raise UsageError("there is no terminal to type a pass phrase at", next=f"set {passphrase.CHOSEN}, or leave out --here")
    phrase = passphrase.change()
    factors.check(phrase, login)
    return phrase


def _coupled(told: str, secret: bytes) -> int:
    import segno

    segno.make(told, error="l").terminal(out=sys.stdout, compact=True)
    say(f"Scan this with an authenticator, or type in: {factors.spelled(secret)}")
    say(told)
    for _ in range(3):
        code = input("Code that it shows now: ")
        if (step := factors.step(secret, code, now=datetime.now(UTC).timestamp(), after=0)) is not None:
            return step
        say("That is not the code. Is the clock of the telephone right?")
    raise UsageError("the authenticator was not coupled", next="try again")


@app.command
def disable(team: Path, login: str) -> int:
    """Let somebody sign in no more. Open sessions end at once; decisions that were made stay.

    Args:
        team: the folder of the team
        login: name of the account
    """
    accounts.disable(open_(team), login, by=operator())
    say(f"{login} is signed out everywhere and cannot sign in.")
    return 0


@app.command
def enable(team: Path, login: str) -> int:
    """Let somebody sign in again.

    Args:
        team: the folder of the team
        login: name of the account
    """
    accounts.disable(open_(team), login, by=operator(), disabled=False)
    say(f"{login} can sign in again.")
    return 0


@app.command
def role(team: Path, login: str, case: str, role: str, *, set: str | None = None) -> int:
    """Give somebody a role in a case, in the place of any other: owner, editor, reviewer, reader, disclosure, auditor, or none.

    Args:
        team: the folder of the team
        login: name of the account
        case: name of the case's folder within it
        role: none takes the role away
        set: for the role disclosure: the set of sources, as made by `probanda users disclose`
    """
    opened = open_(team)
    members.grant(opened, _case(opened, case), login, None if role == "none" else role, only=set, by=operator())
    say(f"{login}: {role} of {case}" if role != "none" else f"{login} is no member of {case} any more")
    return 0


@app.command
def disclose(team: Path, case: str, set: str, *exhibits: str) -> int:
    """Make a named set of exhibits, which members with the role disclosure see. An earlier set of that name is replaced.

    Args:
        team: the folder of the team
        case: name of the case's folder within it
        set: name of the set
        exhibits: as E1 E4 E7
    """
    opened = open_(team)
    members.disclose(opened, _case(opened, case), set, exhibits, by=operator())
    say(f"{set}: {len(exhibits)} exhibits of {case}")
    return 0


@app.command
def log(team: Path, *, json: Json = False) -> int:
    """Print the log of the team: accounts, sign-ins, failures, roles. What was seen in a case stands in its own custody log.

    Args:
        team: the folder of the team
        json: print as JSON
    """
    entries = open_(team).log()
    if json:
        as_json(entries)
        return 0
    said = [(e.at.strftime("%Y-%m-%d %H:%M:%S"), e.by, e.action, _detail(e.detail)) for e in entries]
    table(f"{len(entries)} entries", ("when (UTC)", "who", "what", "detail"), said)
    return 0


def _detail(detail: dict[str, str]) -> str:
    return ", ".join(f"{name} {said}" for name, said in detail.items() if name != "tool" and said)


def _case(team: Team, name: str) -> Case:
    folder = team.cases().get(name)
    if folder is None:
        there = ", ".join(team.cases()) or "none"
        raise UsageError(f"the team has no case {name!r}", where=str(team.folder), next=f"there is: {there}")
    return open_case(folder)
