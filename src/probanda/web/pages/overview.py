"""The first page: what is in the case, what to look at first, what is charted."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.web.answer import answer
from probanda.web.bench import Bench
from probanda.web.pages import bench
from probanda.web.seen import Seen


def overview(request: Request) -> Response:
    """Counts, warnings, charts."""
    behind = bench(request)
    shelf, name = behind.shelf(), behind.case.name
    seen = _seen(behind)
    warnings, charts = (seen.summary.warnings, seen.charts) if seen else ((), [])
    data = {"name": name, "sources": len(shelf.sources), "findings": shelf.counts, "warnings": warnings, "computed": bool(seen)}
    shown = {"name": name, "shelf": shelf, "counts": shelf.counts, "warnings": warnings, "charts": charts}
    page = answer(request, "overview.html.j2", data=data, computing=not seen, **shown)
    if not seen:
        page.headers["Refresh"] = "3"
    return page


def _seen(behind: Bench) -> Seen | None:
    """The newest view; while there is none yet, the page does not wait for it."""
    return None if not behind.fresh() and behind.seen() is None else behind.shown()


ROUTES = [Route("/", overview)]
