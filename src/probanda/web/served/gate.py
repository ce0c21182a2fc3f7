"""Who gets through to a team's server: over TLS, under its own name, from its own pages, signed in.

Threats in mind: another web page in the same browser, somebody on the network, a stolen cookie, a guessed host name. What a
member may see and do in a case is decided behind the gate, by the policy.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from probanda.team import sessions
from probanda.team.folder import Team
from probanda.team.sessions import Session
from probanda.web.answer import wants_json
from probanda.web.guard import guarded, host_of
from probanda.web.served.answers import page

COOKIE = "__Host-probanda"
"""A browser takes a cookie of such a name over TLS alone, for this host alone, and for all of its paths."""
PUBLIC = frozenset({"/sign-in", "/welcome"})
_SAFE = ("GET", "HEAD")
_TLS = {"Strict-Transport-Security": "max-age=31536000"}
Clock = Callable[[], datetime]


class Gate:
    """ASGI middleware around all that a team is served."""

    def __init__(self, app: ASGIApp, *, team: Team, clock: Clock) -> None:
        self.app, self._team, self._clock = app, team, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, answering = Request(scope), guarded(send, _TLS)
        if refusal := self._foreign(request):
            await refusal(scope, receive, answering)
            return
        scope["signed_in"] = await run_in_threadpool(self._session, request)
        through = scope["signed_in"] or scope["path"] in PUBLIC or scope["path"].startswith("/static/")
        await (self.app if through else _signed_out(request))(scope, receive, answering)

    def _foreign(self, request: Request) -> Response | None:
        if request.scope["scheme"] != "https":
            return PlainTextResponse("This server answers over TLS only.", status_code=421)
        if host_of(request.headers) != self._team.host:
            return PlainTextResponse("There is no such server here.", status_code=421)
        if request.method not in _SAFE and not self._same_site(request):
            return PlainTextResponse("Refused: the request comes from another site.", status_code=403)
        return None

    def _same_site(self, request: Request) -> bool:
        # A browser that says where a request comes from is believed; one that does not must at least name our address.
        if (site := request.headers.get("sec-fetch-site")) is not None:
            return site == "same-origin"
        return request.headers.get("origin") == self._team.address

    def _session(self, request: Request) -> Session | None:
        return sessions.of(self._team, request.cookies.get(COOKIE, ""), now=self._clock().timestamp())


def _signed_out(request: Request) -> Response:
    if wants_json(request) or request.method not in _SAFE:
        return page(request, "problem.html.j2", status=401, data={"error": _WHERE}, message=_WHERE)
    return RedirectResponse(f"/sign-in?next={request.url.path}", status_code=303)


_WHERE = "Sign in first, at /sign-in."
