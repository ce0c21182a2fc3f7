"""Element charts: what supports, what speaks against, what is lacking; from a cell to the passage in one click."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.law import catalogue
from probanda.law.records import Element
from probanda.web.answer import answer
from probanda.web.pages import desk


def charts(request: Request) -> Response:
    """All charts, narrowed by crime and by person."""
    found = desk(request)
    crime, accused = request.query_params.get("crime", ""), request.query_params.get("accused", "")
    shown = [c for c in found.view.charts if crime in ("", c.crime) and accused in ("", c.accused)]
    elements = {chart.crime: _elements(chart.crime) for chart in shown}
    context = {"charts": shown, "crime": crime, "accused": accused, "elements": elements}
    return answer(request, "chart.html.j2", data=shown, desk=found, **context)


def _elements(crime: str) -> dict[str, Element]:
    return {str(element.number): element for element in catalogue.elements_of(catalogue.provision(crime))}


ROUTES = [Route("/chart", charts)]
