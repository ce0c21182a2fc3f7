"""The first page: what is in the case, what to look at first, what is charted."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.model import kind_of
from probanda.web.answer import answer
from probanda.web.pages import desk


def overview(request: Request) -> Response:
    """Counts, warnings, charts."""
    view = desk(request).view
    counts = Counter(kind_of(finding) for finding in view.findings.values())
    data = {"name": view.name, "sources": len(view.sources), "findings": counts, "warnings": view.warnings}
    return answer(request, "overview.html.j2", data=data, view=view, counts=counts)


ROUTES = [Route("/", overview)]
