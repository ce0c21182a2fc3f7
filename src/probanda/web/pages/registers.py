"""Registers: contradictions and what exculpates; the custody log and whether it holds; decisions."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.model import Custody
from probanda.preserve.verify import verify
from probanda.store import tables
from probanda.team import policy, watch
from probanda.web.answer import answer
from probanda.web.pages import bench, page_of, role, shown
from probanda.weigh.settled import settlements

PAGE, CLASHES = 100, 25


def contradictions(request: Request) -> Response:
    """What contradicts what, side by side."""
    seen, number = shown(request), page_of(request)
    kind = request.query_params.get("about", "")
    found, total = seen.clashes(about=kind, page=number, most=CLASHES)
    context = {"shown": found, "number": number, "last": -(-total // CLASHES), "total": total, "about": kind}
    kinds = sorted(seen.summary.about)
    settled = settlements(bench(request).docket().standing)
    return answer(request, "contradictions.html.j2", data=found, desk=seen, kinds=kinds, settled=settled, **context)


def custody(request: Request) -> Response:
    """The log, newest first."""
    return _log(request, None)


def check(request: Request) -> Response:
    """Verify the whole case now."""
    return _log(request, verify(bench(request).case))


def _log(request: Request, report: Any) -> Response:
    table, number = tables.custody.c, page_of(request)
    newest = select(table.record).order_by(table.seq.desc()).limit(PAGE).offset((number - 1) * PAGE)
    with bench(request).case.engine.connect() as connection:
        total = connection.execute(select(func.count()).select_from(tables.custody)).scalar_one()
        shown = [msgspec.json.decode(row.record, type=Custody) for row in connection.execute(newest)]
    if role(request) and not policy.may_at_all(role(request), "read"):
        shown, report = watch.told(shown), watch.tally(report) if report else None
    context = {"log": shown, "total": total, "number": number, "last": -(-total // PAGE), "report": report}
    return answer(request, "custody.html.j2", data=report or shown, **context)


def decisions(request: Request) -> Response:
    """All decisions, newest first."""
    docket, shelf, number = bench(request).docket(), bench(request).shelf(), page_of(request)
    made = docket.all[::-1]
    shown = made[(number - 1) * PAGE : number * PAGE]
    places = shelf.places({about for d in shown for about in d.about})
    where = {one: shelf.exhibits[at.source] for one, at in places.items()}
    gone = {d.id for d in made} - {d.id for d in docket.standing}
    context = {"decisions": shown, "total": len(made), "number": number, "last": -(-len(made) // PAGE)}
    context |= {"where": where, "kinds": {one: at.kind for one, at in places.items()}, "gone": gone}
    return answer(request, "decisions.html.j2", data=shown, **context)


ROUTES = [
    Route("/contradictions", contradictions),
    Route("/custody", custody),
    Route("/custody/verify", check),
    Route("/decisions", decisions),
]
