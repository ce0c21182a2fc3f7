"""One's own account: where one is signed in, a new pass phrase, new recovery codes."""

from __future__ import annotations

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from probanda.errors import RefusedError, UsageError
from probanda.team import accounts, entry, sessions
from probanda.team.folder import Team
from probanda.team.sessions import Session
from probanda.web.pages import form
from probanda.web.served.answers import page
from probanda.web.served.doors import signed_out, slowly, twice


def account(request: Request) -> Response:
    """The account of whoever is signed in, with all open sessions."""
    return _shown(request)


def _shown(request: Request, *, said: str = "", status: int = 200) -> Response:
    team: Team = request.app.state.team
    session: Session = request.scope["signed_in"]
    mine = accounts.get(team, session.login)
    opened = sessions.of_account(team, session.login)
    data = {"account": mine, "sessions": opened, **({"error": said} if said else {})}
    return page(request, "account.html.j2", data=data, status=status, mine=mine, opened=opened, said=said)


async def change(request: Request) -> Response:
    """End a session or all of them; with the present pass phrase, set a new one or make new recovery codes."""
    asked, team = await form(request), request.app.state.team
    session: Session = request.scope["signed_in"]
    what = str(asked.get("what", ""))
    try:
        if what in ("phrase", "codes"):
            given = str(asked.get("present", ""))
            await slowly(request, lambda: entry.confirm(team, session.login, given, now=request.app.state.clock()))
            return await _renewed(request, what, str(asked.get("phrase", "")), str(asked.get("again", "")))
    except (RefusedError, UsageError) as error:
        told = str(error)
        return await anyio.to_thread.run_sync(lambda: _shown(request, said=told, status=400))
    if what == "everywhere":
        await anyio.to_thread.run_sync(lambda: sessions.end_all(team, session.login))
        return signed_out()
    await anyio.to_thread.run_sync(lambda: sessions.end(team, str(asked.get("session", "")), login=session.login))
    return RedirectResponse("/account", status_code=303)


async def _renewed(request: Request, what: str, phrase: str, again: str) -> Response:
    team, login = request.app.state.team, request.scope["signed_in"].login
    if what == "phrase":
        chosen = twice(phrase, again)
        await slowly(request, lambda: accounts.rephrase(team, login, chosen))
        return signed_out()
    codes = await slowly(request, lambda: accounts.recode(team, login))
    mine = await anyio.to_thread.run_sync(lambda: accounts.get(team, login))
    return page(request, "codes.html.j2", data={"recovery": codes}, codes=codes, account=mine, back="/account")


ROUTES = [Route("/account", account), Route("/account", change, methods=["POST"])]
