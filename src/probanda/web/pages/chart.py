"""Element charts: what supports, what speaks against, what is lacking; from a cell to the passage in one click."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.web.answer import answer
from probanda.web.pages import desk


def charts(request: Request) -> Response:
    """All charts, narrowed by crime and by person."""
    found = desk(request)
    crime, accused = request.query_params.get("crime", ""), request.query_params.get("accused", "")
    shown = [c for c in found.view.charts if crime in ("", c.crime) and accused in ("", c.accused)]
    return answer(request, "chart.html.j2", data=shown, desk=found, charts=shown, crime=crime, accused=accused)


ROUTES = [Route("/chart", charts)]
