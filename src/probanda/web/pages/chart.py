"""Element charts: what supports, what speaks against, what is lacking; from a cell to the passage in one click."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.law import catalogue
from probanda.law.records import Element
from probanda.web.answer import answer
from probanda.web.pages import desk, page_of

CHARTS, SHOWN = 3, 8
"""Charts on a page; passages for and against in a cell before the rest is folded away behind a link."""


def charts(request: Request) -> Response:
    """Charts, narrowed by crime and by person; `all` shows every passage of each cell."""
    found, number = desk(request), page_of(request)
    crime, accused = request.query_params.get("crime", ""), request.query_params.get("accused", "")
    meant = [c for c in found.view.charts if crime in ("", c.crime) and accused in ("", c.accused)]
    shown = meant[(number - 1) * CHARTS : number * CHARTS]
    elements = {chart.crime: _elements(chart.crime) for chart in shown}
    most = 10_000 if request.query_params.get("all") else SHOWN
    context = {"charts": shown, "crime": crime, "accused": accused, "elements": elements, "most": most}
    paging = {"number": number, "last": -(-len(meant) // CHARTS)}
    return answer(request, "chart.html.j2", data=meant, desk=found, **context, **paging)


def _elements(crime: str) -> dict[str, Element]:
    return {str(element.number): element for element in catalogue.elements_of(catalogue.provision(crime))}


ROUTES = [Route("/chart", charts)]
