"""Signing in and out, and taking over an account that one was invited to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from probanda.errors import RefusedError, UsageError
from probanda.team import accounts, entry, factors, sessions
from probanda.team.accounts import Account
from probanda.team.entry import Given, Waiting
from probanda.team.folder import Team
from probanda.web.pages import form
from probanda.web.served.answers import inside, page
from probanda.web.served.gate import COOKIE, Clock

_T = TypeVar("_T")


def _parts(request: Request) -> tuple[Team, Clock]:
    return request.app.state.team, request.app.state.clock


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def door(request: Request) -> Response:
    """The form for signing in."""
    if request.scope["signed_in"]:
        return RedirectResponse("/", status_code=303)
    return _door(request, next=inside(request.query_params.get("next", "/")))


def _door(request: Request, *, next: str, said: str = "", login: str = "", status: int = 200) -> Response:
    data = {"fields": ["login", "phrase", "code"], **({"error": said} if said else {})}
    return page(request, "sign-in.html.j2", data=data, status=status, next=next, said=said, login=login)


async def enter(request: Request) -> Response:
    """Sign in with name, pass phrase and code. A session is always a new one; none that a browser brings is taken over."""
    asked, (team, clock) = await form(request), _parts(request)
    login, onward = str(asked.get("login", "")), inside(str(asked.get("next", "/")))
    given = Given(
        login,
        str(asked.get("phrase", "")),
        str(asked.get("code", "")),
        address=_address(request),
        agent=request.headers.get("user-agent", ""),
    )
    try:
        token = await slowly(request, lambda: entry.sign_in(team, given, now=clock()))
    except Waiting as error:
        answer = _door(request, next=onward, said=str(error), login=login, status=429)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    except RefusedError as error:
        return _door(request, next=onward, said=str(error), login=login, status=401)
    answer = RedirectResponse(onward, status_code=303)
    answer.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="strict", path="/")
    return answer


async def leave(request: Request) -> Response:
    """Sign out: the session ends on the server too."""
    team, _ = _parts(request)
    session = request.scope["signed_in"]
    await anyio.to_thread.run_sync(lambda: sessions.end(team, session.id, login=session.login))
    return signed_out()


def signed_out() -> Response:
    """To the door, without the cookie."""
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict", path="/")
    return answer


def welcome(request: Request) -> Response:
    """The form for the word of an invitation. It is typed and no part of an address, so that no log of a proxy holds it."""
    return page(request, "welcome.html.j2", data={"fields": ["word"]}, said="")


async def take_over(request: Request) -> Response:
    """With the word of an invitation: choose a pass phrase, couple an authenticator, take the recovery codes away."""
    asked, (team, clock) = await form(request), _parts(request)
    word = factors.retyped(str(asked.get("word", ""))[:200])
    account = await slowly(request, lambda: accounts.invited(team, word, now=clock()))
    if account is None:
        said = "this invitation is not good, or not any more"
        return page(request, "welcome.html.j2", data={"error": said}, status=401, said=said)
    secret = factors.derived(word, team.key)
    if "phrase" not in asked:
        return _coupling(request, account, word, secret)
    try:
        step = _proved(secret, str(asked.get("code", "")), now=clock().timestamp())
        phrase = twice(str(asked["phrase"]), str(asked.get("again", "")))
        who = account.login
        made = await slowly(request, lambda: accounts.enrol(team, who, phrase, secret=secret, step=step, by=who))
    except UsageError as error:
        return _coupling(request, account, word, secret, said=str(error))
    return page(request, "codes.html.j2", data={"recovery": made.codes}, codes=made.codes, account=account, back="/sign-in")


def _coupling(request: Request, account: Account, word: str, secret: bytes, *, said: str = "") -> Response:
    told = factors.address(secret, account.login, request.app.state.team.host)
    picture = segno.make(told, error="m").svg_inline(scale=5, border=2, light="#fff", svgclass=None, lineclass=None)
    data = {"login": account.login, "otpauth": told, **({"error": said} if said else {})}
    shown = {"picture": picture, "spelled": factors.spelled(secret), "account": account, "word": word, "said": said}
    return page(request, "couple.html.j2", data=data, status=400 if said else 200, **shown)


def _proved(secret: bytes, code: str, *, now: float) -> int:
    step = factors.step(secret, code, now=now, after=0)
    if step is None:
        raise UsageError("the code is not the one that your authenticator shows now", next="check the clock of your telephone")
    return step


def twice(phrase: str, again: str) -> str:
    """A new pass phrase that was typed twice. Raises UsageError when the two differ."""
    if phrase != again:
        raise UsageError("the two pass phrases differ", next="type both again")
    return phrase


async def slowly(request: Request, what: Callable[[], _T]) -> _T:
    """In a thread, two at a time: each pass phrase takes 64 MiB, and many at once would take the machine down."""
    return await anyio.to_thread.run_sync(what, limiter=request.app.state.limiter)


ROUTES = [
    Route("/sign-in", door),
    Route("/sign-in", enter, methods=["POST"]),
    Route("/sign-out", leave, methods=["POST"]),
    Route("/welcome", welcome),
    Route("/welcome", take_over, methods=["POST"]),
]
