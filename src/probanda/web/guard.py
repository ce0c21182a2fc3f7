"""What keeps the workbench to its user: loopback hosts only, a launch token, no cross-site requests, a strict content policy.

Threats in mind: another web page in the same browser (cross-site requests, DNS rebinding), another user of the same computer, and
hostile content in the sources.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "probanda"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_HOSTS = {"127.0.0.1", "localhost", "[::1]", "::1"}


class Guard:
    """ASGI middleware around the whole application. The launch token opens one session; the session lives in a cookie."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self.app, self._token, self._session = app, token, secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(Request(scope))
        await (refusal or self.app)(scope, receive, guarded(send))

    def _refusal(self, request: Request) -> Response | None:
        if host_of(request.headers) not in _HOSTS:
            return PlainTextResponse("This workbench answers to this computer only.", status_code=421)
        if request.method not in ("GET", "HEAD") and not _same_site(request):
            return PlainTextResponse("Refused: the request comes from another site.", status_code=403)
        if hmac.compare_digest(request.cookies.get(COOKIE, ""), self._session):
            return None
        return self._entry(request)

    def _entry(self, request: Request) -> Response:
        given = request.query_params.get("token", "")
        if self._token and hmac.compare_digest(given, self._token):
            # The token works once: whoever reads it in a log or over a shoulder later gets nothing.
            self._token = ""
            answer = RedirectResponse(request.url.path, status_code=303)
            answer.set_cookie(COOKIE, self._session, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("Open the address that `probanda serve` printed; it works once.", status_code=401)


def host_of(headers: Headers) -> str:
    """The host name that was asked for, without its port."""
    return urlsplit(f"//{headers.get('host', '')}").hostname or ""


def _same_site(request: Request) -> bool:
    if (site := request.headers.get("sec-fetch-site")) is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def guarded(send: Send, more: Mapping[str, str] = MappingProxyType({})) -> Send:
    """Every answer forbids outside content, framing, guessing of types and storing."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in {**_HEADERS, **more}.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
