"""The members of a case: an owner sees them, gives roles and takes them away."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from probanda.errors import RefusedError
from probanda.team import accounts, members, policy
from probanda.team.folder import Team
from probanda.web.answer import answer
from probanda.web.pages import bench, form, person, role


def listing(request: Request) -> Response:
    """The members of this case with their roles, what each role may do, and the disclosure sets."""
    policy.require(role(request), "members")
    team: Team = request.app.state.team
    folder = request.scope["member"].folder
    found, sets = members.of_case(team, folder), members.disclosed(team, folder)
    there = {m.login for m in found}
    others = [a for a in accounts.listed(team) if a.login not in there and not a.disabled]
    data = {"members": found, "sets": {name: len(ids) for name, ids in sets.items()}}
    shown = {"found": found, "sets": sets, "others": others, "roles": policy.table().roles, "me": person(request)}
    return answer(request, "served/members.html.j2", data=data, **shown)


async def change(request: Request) -> Response:
    """Give somebody a role in this case, or none."""
    policy.require(role(request), "members")
    asked, by = await form(request), person(request)
    login, given = str(asked.get("login", "")), str(asked.get("role", ""))
    if login == by:
        raise RefusedError("nobody changes his own role", next="ask another owner, or whoever runs the server")
    team, case = request.app.state.team, bench(request).case
    only = str(asked.get("only", "")) if given == policy.DISCLOSURE else ""
    await run_in_threadpool(members.grant, team, case, login, given if given != "none" else None, only=only or None, by=by)
    return RedirectResponse("/members", status_code=303)


ROUTES = [Route("/members", listing), Route("/members", change, methods=["POST"])]
