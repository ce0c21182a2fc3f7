"""The review queue: one finding at a time, its words beside it, a decision in one keystroke, and undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from probanda.model import AnyFinding, Decision, Verdict, kind_of
from probanda.store import listed
from probanda.web.answer import answer, wants_json
from probanda.web.bench import Bench
from probanda.web.correcting import fields
from probanda.web.docket import JUDGING
from probanda.web.pages import Citing, bench, form, person, role

ORDER = (
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
"""What bears on responsibility most comes first."""
_UNDONE = (*JUDGING, "status", "note", "rate", "use")
CONTEXT = 300
"""Characters of the source shown on either side of a finding."""


def queue(request: Request) -> Response:
    """The next finding to review; `kind` narrows the queue, `after` skips one."""
    behind, by = bench(request), person(request)
    kind, after = request.query_params.get("kind", ""), request.query_params.get("after", "")
    kinds = (kind,) if kind in ORDER else ORDER
    finding = _next(behind, kinds, by=by, after=after)
    total, waiting = _progress(behind, by)
    last = next((d for d in reversed(behind.docket().standing) if d.by == by and d.verdict in _UNDONE), None)
    numbers = {"waiting": sum(waiting.values()), "here": sum(waiting[k] for k in kinds), "total": total}
    data = {"finding": finding, "waiting": numbers["here"], "reviewed": total - numbers["waiting"]}
    context = {"finding": finding, "kind": kind, "last": last, "numbers": numbers, "by_kind": waiting, "kinds": kinds}
    beside = _beside(behind, finding) if finding else {}
    return answer(request, "review.html.j2", data=data, desk=Citing(behind), docket=behind.docket(), **context, **beside)


def _next(behind: Bench, kinds: Sequence[str], *, by: str, after: str) -> AnyFinding | None:
    """The first finding that waits for this person behind `after`; the first of all when nothing is left behind it."""
    docket, shelf = behind.docket(), behind.shelf()
    for added, (_, finding) in docket.added.items():
        if kind_of(finding) in kinds and added != after and docket.waits_for(added, by):
            return shelf.finding(added, docket)
    at = listed.places(behind.case.engine, [after]).get(after) if after else None
    for start in (at, None) if at else (None,):
        if found := _waiting(behind, kinds, start, by=by):
            return shelf.finding(found, docket)
    return None


def _waiting(behind: Bench, kinds: Sequence[str], at: listed.Listed | None, *, by: str) -> str | None:
    docket = behind.docket()
    left = kinds[kinds.index(at.kind) :] if at and at.kind in kinds else kinds
    for kind in left:
        start = at if at and at.kind == kind else behind.reached.get((by, kind))
        before = start
        for row in listed.following(behind.case.engine, kind, start):
            if docket.waits_for(row.id, by):
                if before and (at is None or at.kind != kind):
                    behind.reached[by, kind] = before
                return row.id
            before = row
    return None


def _progress(behind: Bench, by: str) -> tuple[int, Counter[str]]:
    """How many findings there are, and how many of each kind wait for this person."""
    docket, shelf = behind.docket(), behind.shelf()
    waiting = Counter(shelf.counts)
    waiting.update(kind_of(finding) for _, finding in docket.added.values())
    total = waiting.total()
    places = shelf.places(judged := docket.judged())
    kinds = {one: at.kind for one, at in places.items()} | {one: kind_of(f) for one, (_, f) in docket.added.items()}
    waiting.subtract(kinds[one] for one in set(judged) & kinds.keys() if not docket.waits_for(one, by))
    return total, waiting


def _beside(behind: Bench, finding: AnyFinding) -> dict[str, object]:
    span, shelf = finding.spans[0], behind.shelf()
    text = shelf.text(shelf.source_of(span.text))
    body = text.body if text else ""
    before, after = body[max(0, span.start - CONTEXT) : span.start], body[span.end : span.end + CONTEXT]
    if span.start > CONTEXT:
        before = "… " + before.partition(" ")[2]
    if span.end + CONTEXT < len(body):
        after = after.rpartition(" ")[0] + " …"
    return {"passage": (before, span.quote, after), "fields": fields(finding)}


async def decide(request: Request) -> Response:
    """Record a decision about findings, sources or cells; then go on to where the form says."""
    given = await form(request)
    verdict, about = str(given.get("verdict", "")), tuple(str(item) for item in given.getlist("about"))
    if verdict not in get_args(Verdict) or not about:
        raise HTTPException(400, "A decision needs a verdict and what it is about.")
    value = {name.removeprefix("set-"): str(item) for name, item in given.items() if name.startswith("set-") and item}
    reason = str(given.get("reason", ""))
    made = await _made(request, verdict, about, reason=reason, value=value)  # type: ignore[arg-type]
    return _onward(request, str(given.get("next", "/review")), made.id)


async def undo(request: Request) -> Response:
    """Withdraw a decision."""
    given = await form(request)
    wanted = str(given.get("decision", ""))
    if wanted not in {d.id for d in bench(request).docket().all}:
        raise HTTPException(404, "There is no such decision.")
    made = await _made(request, "withdraw", (wanted,))
    return _onward(request, str(given.get("next", "/review")), made.id)


async def _made(
    request: Request, verdict: Verdict, about: tuple[str, ...], *, reason: str = "", value: dict[str, str] | None = None
) -> Decision:
    decide = bench(request).decide
    return await run_in_threadpool(decide, verdict, about, by=person(request), role=role(request), reason=reason, value=value)


def _onward(request: Request, target: str, decision: str) -> Response:
    if wants_json(request):
        return answer(request, "", data={"decision": decision})
    # Only a path of our own: an absolute address would lead off this machine.
    safe = target if target.startswith("/") and not target.startswith("//") and "\\" not in target else "/review"
    return RedirectResponse(safe, status_code=303)


ROUTES = [Route("/review", queue), Route("/decide", decide, methods=["POST"]), Route("/undo", undo, methods=["POST"])]
