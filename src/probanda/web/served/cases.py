"""The cases that a member has, and the way into one: membership, policy, the copy that fits the role, the log."""

from __future__ import annotations

from threading import Lock

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from probanda.errors import CaseError
from probanda.team import members, policy, watch
from probanda.team.folder import Team
from probanda.team.members import Member
from probanda.team.sessions import Session
from probanda.web.bench import Computing
from probanda.web.served.answers import page
from probanda.web.served.held import Cases, Held
from probanda.web.served.placed import Placed

NOT_HERE = "There is no such case, or you are no member of it."


def first(request: Request) -> Response:
    """To the list of cases."""
    return RedirectResponse("/cases/", status_code=303)


def listing(request: Request) -> Response:
    """The cases of which one is a member, with one's role in each."""
    team: Team = request.app.state.team
    session: Session = request.scope["signed_in"]
    cases: Cases = request.app.state.cases
    there = team.cases()
    mine = [m for m in members.cases_of(team, session.login) if m.folder in there]
    shown = [{"member": m, "name": cases.name(m.folder), "at": start(m)} for m in mine]
    data = [{"case": m.folder, "role": m.role, "only": m.only, "at": start(m)} for m in mine]
    return page(request, "cases.html.j2", data=data, shown=shown)


def start(member: Member) -> str:
    """Where a member begins: the first page that the role may see."""
    return f"/cases/{member.folder}/" + ("" if policy.may_at_all(member.role, "read") else "custody")


class Way:
    """ASGI application for everything below `/cases/NAME/`."""

    def __init__(self, team: Team, cases: Cases) -> None:
        self._team, self._cases = team, cases
        self._entered: set[tuple[str, str]] = set()
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request in a case, or say why not."""
        key, _, rest = scope["path"].removeprefix("/cases/").partition("/")
        if scope["path"].rstrip("/") == f"/cases/{key}" and not scope["path"].endswith("/"):
            await RedirectResponse(f"/cases/{key}/", status_code=307)(scope, receive, send)
            return
        answer, member = await run_in_threadpool(self._led, {**scope, "path": f"/{rest}"}, key)
        if isinstance(answer, Response):
            await answer(scope, receive, send)
            return
        await Placed(answer, f"/cases/{key}")({**scope, "member": member}, receive, send)

    def _led(self, scope: Scope, key: str) -> tuple[Response | Starlette, Member | None]:
        request, session = Request(scope), scope["signed_in"]
        member = members.of(self._team, session.login, key)
        if member is None:
            return _said(request, NOT_HERE, 404), None
        try:
            held = self._cases.get(key)
            return (self._inside(request, held, member) if held else _said(request, NOT_HERE, 404)), member
        except Computing as error:
            answer = _said(request, str(error), 503)
            answer.headers["Retry-After"] = answer.headers["Refresh"] = "2"
            return answer, member
        except CaseError as error:
            return _said(request, error.what, 503), member

    def _inside(self, request: Request, held: Held, member: Member) -> Response | Starlette:
        route = _route(held.app, request.scope)
        if route is None:
            # Whatever is no page with an entry in the policy is not there, style sheets apart, which hold nothing of a case.
            return held.app if request.scope["path"].startswith("/static/") else _said(request, "Nothing is here.", 404)
        needed = policy.table().routes.get(asked := f"{_method(request)} {route.path}")
        if not policy.may_at_all(member.role, needed):
            if self._fresh(request.scope["signed_in"].id, f"{member.folder} {asked}"):
                watch.refused(held.case, member, asked)
            return _said(request, f"As {member.role} of this case you may not open this page.", 403)
        self._enter(held, member, request.scope["signed_in"])
        app = held.app_for(member, needed)
        if app is held.app and f"GET {route.path}" in policy.table().watched:
            self._watch(held, member, request, route)
        if needed == "export" and request.method == "POST" and app is not held.app:
            watch.exported(held.case, member)
        return app

    def _enter(self, held: Held, member: Member, session: Session) -> None:
        if self._fresh(session.id, member.folder):
            watch.entered(held.case, member)

    def _watch(self, held: Held, member: Member, request: Request, route: Route) -> None:
        """Log what shows a protected person, once a session."""
        params = route.matches({**request.scope, "method": "GET"})[1]["path_params"]
        name = params.get("number") or params["id"]
        if not (persons := held.persons()) or not self._unseen(request, member, name):
            return
        shelf = held.bench.shelf()
        if (source := shelf.by_number.get(name)) and watch.concerns(persons, source, shelf.text(source.id)):
            watch.viewed(held.case, member, route.path, source=source.id)
        elif (seen := held.bench.seen()) and (entity := seen.get(name)):
            if watch.named(persons, (entity.name, *entity.aliases)):
                watch.viewed(held.case, member, route.path, what=entity.id)
        else:
            return
        self._fresh(request.scope["signed_in"].id, f"{member.folder}/{name}")

    def _unseen(self, request: Request, member: Member, name: str) -> bool:
        return (request.scope["signed_in"].id, f"{member.folder}/{name}") not in self._entered

    def _fresh(self, session: str, what: str) -> bool:
        with self._lock:
            if (session, what) in self._entered:
                return False
            self._entered.add((session, what))
            return True


def _method(request: Request) -> str:
    return "GET" if request.method == "HEAD" else request.method


def _route(app: Starlette, scope: Scope) -> Route | None:
    """The page that a request is for; None for what is no page: style sheets, and what is not there."""
    for route in app.routes:
        if isinstance(route, Route) and route.matches(scope)[0] is Match.FULL:
            return route
    return None


def _said(request: Request, message: str, status: int) -> Response:
    return page(request, "problem.html.j2", status=status, data={"error": message}, message=message)


ROUTES = [Route("/", first), Route("/cases/", listing)]
