"""Registers: contradictions and what exculpates; the custody log and whether it holds; decisions."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.preserve.verify import verify
from probanda.web.answer import answer
from probanda.web.pages import bench, desk, page_of

PAGE = 200


def contradictions(request: Request) -> Response:
    """What contradicts what, side by side."""
    found = desk(request)
    return answer(request, "contradictions.html.j2", data=found.view.disagreements, desk=found)


def custody(request: Request) -> Response:
    """The log, newest first."""
    log, number = bench(request).case.custody()[::-1], page_of(request)
    shown = log[(number - 1) * PAGE : number * PAGE]
    return answer(
        request, "custody.html.j2", data=shown, log=shown, total=len(log), number=number, last=-(-len(log) // PAGE), report=None
    )


def check(request: Request) -> Response:
    """Verify the whole case now."""
    report = verify(bench(request).case)
    log = bench(request).case.custody()[::-1]
    return answer(request, "custody.html.j2", data=report, log=log[:PAGE], total=len(log), number=1, last=1, report=report)


def decisions(request: Request) -> Response:
    """All decisions, newest first."""
    view = desk(request).view
    return answer(request, "decisions.html.j2", data=view.decisions, decisions=view.decisions[::-1])


ROUTES = [
    Route("/contradictions", contradictions),
    Route("/custody", custody),
    Route("/custody/verify", check),
    Route("/decisions", decisions),
]
