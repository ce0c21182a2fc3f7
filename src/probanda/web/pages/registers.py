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
from probanda.web.pages import bench, desk, page_of, role

PAGE, CLASHES = 100, 25


def contradictions(request: Request) -> Response:
    """What contradicts what, side by side."""
    found, number = desk(request), page_of(request)
    kind = request.query_params.get("about", "")
    meant = [d for d in found.view.disagreements if kind in ("", d.about)]
    shown = meant[(number - 1) * CLASHES : number * CLASHES]
    context = {"shown": shown, "number": number, "last": -(-len(meant) // CLASHES), "total": len(meant), "about": kind}
    kinds = sorted({d.about for d in found.view.disagreements})
    return answer(request, "contradictions.html.j2", data=shown, desk=found, kinds=kinds, **context)


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
    made, number = bench(request).docket().all[::-1], page_of(request)
    shown = made[(number - 1) * PAGE : number * PAGE]
    context = {"decisions": shown, "total": len(made), "number": number, "last": -(-len(made) // PAGE)}
    return answer(request, "decisions.html.j2", data=shown, **context)


ROUTES = [
    Route("/contradictions", contradictions),
    Route("/custody", custody),
    Route("/custody/verify", check),
    Route("/decisions", decisions),
]
