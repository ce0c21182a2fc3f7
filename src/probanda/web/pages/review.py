"""The review queue: one finding at a time, its words beside it, a decision in one keystroke, and undo."""

from __future__ import annotations

from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from probanda import decided
from probanda.derived import View
from probanda.model import AnyFinding, Verdict, kind_of
from probanda.web.answer import answer, wants_json
from probanda.web.pages import bench, desk, form

_ORDER = (
    "order",
    "admission",
    "denial",
    "incident",
    "allegation",
    "step",
    "link",
    "role",
    "statement",
    "recital",
    "tone",
    "fact",
)
_VERDICTS = ("accept", "reject", "set_aside", "correct", "status", "note", "rate")
CONTEXT = 300
"""Characters of the source shown on either side of a finding."""


def queue(request: Request) -> Response:
    """The next finding to review; `kind` narrows the queue, `after` skips one."""
    found = desk(request)
    kind, after = request.query_params.get("kind", ""), request.query_params.get("after", "")
    waiting = _waiting(found.view, kind)
    place = next((n + 1 for n, f in enumerate(waiting) if f.id == after), 0)
    finding = waiting[place % len(waiting)] if waiting else None
    done = len(found.view.findings) - len(_waiting(found.view, ""))
    last = next((d for d in reversed(decided.standing(found.view.decisions)) if d.verdict in _VERDICTS), None)
    data = {"finding": finding, "waiting": len(waiting), "reviewed": done}
    passage = _passage(found.view, finding) if finding else None
    context = {
        "desk": found,
        "finding": finding,
        "waiting": len(waiting),
        "done": done,
        "kind": kind,
        "last": last,
        "passage": passage,
    }
    return answer(request, "review.html.j2", data=data, **context)


def _waiting(view: View, kind: str) -> list[AnyFinding]:
    judged = {about for d in decided.standing(view.decisions) for about in d.about}
    rank = {name: number for number, name in enumerate(_ORDER)}
    found = [f for f in view.findings.values() if f.id not in judged and kind in ("", kind_of(f))]
    return sorted(found, key=lambda f: (rank[kind_of(f)], f.id))


def _passage(view: View, finding: AnyFinding) -> tuple[str, str, str]:
    span = finding.spans[0]
    body = next(t.body for t in view.texts.values() if t.id == span.text)
    return body[max(0, span.start - CONTEXT) : span.start], span.quote, body[span.end : span.end + CONTEXT]


async def decide(request: Request) -> Response:
    """Record a decision about findings, sources or cells; then go on to where the form says."""
    given = await form(request)
    verdict, about = str(given.get("verdict", "")), tuple(str(item) for item in given.getlist("about"))
    if verdict not in get_args(Verdict) or not about:
        raise HTTPException(400, "A decision needs a verdict and what it is about.")
    value = {name.removeprefix("set-"): str(item) for name, item in given.items() if name.startswith("set-") and item}
    made = bench(request).decide(verdict, about, by=request.app.state.by, reason=str(given.get("reason", "")), value=value)  # type: ignore[arg-type]
    return _onward(request, str(given.get("next", "/review")), made.id)


async def undo(request: Request) -> Response:
    """Withdraw a decision."""
    given = await form(request)
    wanted = str(given.get("decision", ""))
    if wanted not in {d.id for d in bench(request).case.decisions()}:
        raise HTTPException(404, "There is no such decision.")
    made = bench(request).decide("withdraw", (wanted,), by=request.app.state.by)
    return _onward(request, str(given.get("next", "/review")), made.id)


def _onward(request: Request, target: str, decision: str) -> Response:
    if wants_json(request):
        return answer(request, "", data={"decision": decision})
    # Only a path of our own: an absolute address would lead off this machine.
    safe = target if target.startswith("/") and not target.startswith("//") and "\\" not in target else "/review"
    return RedirectResponse(safe, status_code=303)


ROUTES = [Route("/review", queue), Route("/decide", decide, methods=["POST"]), Route("/undo", undo, methods=["POST"])]
