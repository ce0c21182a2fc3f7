"""Pages of PDFs as pictures, drawn in the confined worker; nothing of the file itself ever reaches the browser."""

from __future__ import annotations

import os

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.errors import ReadError
from probanda.preserve import vault
from probanda.read import DEFAULT
from probanda.read.sandbox import render_confined
from probanda.web.pages import bench, source_of

PDF = "application/pdf"


def image(request: Request) -> Response:
    """A page of a PDF as PNG."""
    behind = bench(request)
    source = source_of(behind.shelf(), request.path_params["number"])
    page = request.path_params["page"]
    if source.media_type != PDF or not page.isdecimal() or len(page) > 6:
        raise HTTPException(404, "There is no picture of that.")
    try:
        file = os.open(vault.place(behind.case.vault, source.id), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        raise HTTPException(404, "The file is not in the vault.") from None
    try:
        content = render_confined(file, source, page=int(page), limits=DEFAULT)
    except ReadError as error:
        raise HTTPException(404, str(error)) from None
    finally:
        os.close(file)
    return Response(content, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


ROUTES = [Route("/sources/{number}/pages/{page}.png", image)]
