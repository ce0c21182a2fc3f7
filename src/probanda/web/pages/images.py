"""Pages of PDFs as pictures, drawn in the confined worker; nothing of the file itself ever reaches the browser."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.web.drawn import PDF
from probanda.web.pages import bench, source_of


def image(request: Request) -> Response:
    """A page of a PDF as PNG; for who may not see protected persons, without the lines that name them."""
    behind = bench(request)
    source = source_of(behind.shelf(), request.path_params["number"])
    page = request.path_params["page"]
    if source.media_type != PDF or not page.isdecimal() or len(page) > 6:
        raise HTTPException(404, "There is no picture of that.")
    drawn = behind.picture(request.path_params["number"], int(page))
    if not drawn.png:
        raise HTTPException(404, drawn.lacking)
    # What must not be seen may be more tomorrow than today.
    kept = "private, max-age=3600" if behind.given is None else "no-store"
    return Response(drawn.png, media_type="image/png", headers={"Cache-Control": kept})


ROUTES = [Route("/sources/{number}/pages/{page}.png", image)]
