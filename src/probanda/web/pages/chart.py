"""Element charts: what supports, what speaks against, what is lacking; from a cell to the passage in one click."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.law import catalogue
from probanda.law.records import Element
from probanda.web.answer import answer, wants_json
from probanda.web.laid import BEARINGS
from probanda.web.pages import page_of, shown

CHARTS = 3
"""Charts on a page."""


def charts(request: Request) -> Response:
    """Charts, narrowed by crime and by person; `all` shows every passage of each cell."""
    seen, number = shown(request), page_of(request)
    crime, accused = request.query_params.get("crime", ""), request.query_params.get("accused", "")
    page = {"crime": crime, "accused": accused, "page": number, "most": CHARTS}
    every = bool(request.query_params.get("all")) or wants_json(request)
    found, total = seen.chart(**page, whole=every)  # type: ignore[arg-type]
    elements = {chart.crime: _elements(chart.crime) for chart in found}
    most = 10_000 if every else BEARINGS
    context = {"charts": found, "crime": crime, "accused": accused, "elements": elements, "most": most}
    context["principles"] = catalogue.principles()
    paging = {"number": number, "last": -(-total // CHARTS)}
    return answer(request, "chart.html.j2", data=found, desk=seen, **context, **paging)


def _elements(crime: str) -> dict[str, Element]:
    return {str(element.number): element for element in catalogue.elements_of(catalogue.provision(crime))}


ROUTES = [Route("/chart", charts)]
