"""Pictures: the timeline and who is said to command whom, each as SVG for printing."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.web.answer import answer
from probanda.web.pages import desk
from probanda.write.desk import Desk
from probanda.write.document import Picture
from probanda.write.sections import people, timeline


def _drawn(found: Desk) -> dict[str, Picture]:
    sections = {"timeline": timeline.section(found), "command": people.section(found)}
    return {name: block for name, section in sections.items() for block in section.blocks if isinstance(block, Picture)}


def pictures(request: Request) -> Response:
    """All pictures on one page."""
    drawn = _drawn(desk(request))
    return answer(request, "pictures.html.j2", data={name: p.alt for name, p in drawn.items()}, pictures=drawn)


def svg(request: Request) -> Response:
    """One picture as a file."""
    drawn = _drawn(desk(request)).get(request.path_params["name"])
    if drawn is None:
        raise HTTPException(404, "There is no such picture, or nothing to draw.")
    return Response(drawn.svg, media_type="image/svg+xml")


ROUTES = [Route("/pictures", pictures), Route("/pictures/{name}.svg", svg)]
