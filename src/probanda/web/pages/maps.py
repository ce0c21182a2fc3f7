"""The map of incidents with the places beside it, and what could not be placed with a form to place it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.web.answer import answer
from probanda.web.pages import page_of, shown

PAGE = 30
"""Places on a page."""


def page(request: Request) -> Response:
    """The map of incidents; places and what could not be placed, a page at a time."""
    seen, number = shown(request), page_of(request)
    areas, total = seen.places(page=number, most=PAGE)
    left, open_ = seen.unplaced(page=number, most=PAGE)
    data = {"places": areas, "not_placed": left, "total": {"places": total, "not_placed": open_}}
    context = {"picture": seen.picture("map", part="map"), "areas": areas, "left": left, "total": open_}
    last = -(-max(total, open_) // PAGE)
    return answer(request, "map.html.j2", data=data, desk=seen, number=number, last=last, **context)


def svg(request: Request) -> Response:
    """The map as a file."""
    picture = shown(request).picture("map", part="map")
    if picture is None:
        raise HTTPException(404, "No incident can be placed.")
    return Response(picture.svg, media_type="image/svg+xml")


ROUTES = [Route("/map", page), Route("/map.svg", svg)]
