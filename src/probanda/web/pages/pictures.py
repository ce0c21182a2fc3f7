"""Pictures: the timeline and who is said to command whom, each as SVG for printing."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.web.answer import answer
from probanda.web.pages import shown
from probanda.write.desk import Desk
from probanda.write.document import Picture
from probanda.write.sections import people


def _drawn(request: Request) -> dict[str, Picture]:
    seen, day = shown(request), _day(request)
    made = {name: seen.picture(name) for name in ("timeline", "command", "network")}
    if day:
        made["command"] = people.drawing(Desk(links), at=day) if (links := seen.links()) else None
    return {name: picture for name, picture in made.items() if picture}


def _day(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.query_params.get("at", ""))
    except ValueError:
        return None


def pictures(request: Request) -> Response:
    """All pictures on one page."""
    drawn = _drawn(request)
    day = _day(request)
    return answer(request, "pictures.html.j2", data={name: p.alt for name, p in drawn.items()}, pictures=drawn, at=day)


def svg(request: Request) -> Response:
    """One picture as a file."""
    drawn = _drawn(request).get(request.path_params["name"])
    if drawn is None:
        raise HTTPException(404, "There is no such picture, or nothing to draw.")
    return Response(drawn.svg, media_type="image/svg+xml")


ROUTES = [Route("/pictures", pictures), Route("/pictures/{name}.svg", svg)]
