"""Pages outside the cases: signing in, the list of cases, one's own account, members."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from probanda.web.answer import render, wants_json


def page(request: Request, template: str, *, data: Any, status: int = 200, **context: Any) -> Response:
    """The page `template` of the folder `served`, or `data` as JSON when the client prefers that."""
    if wants_json(request):
        return Response(msgspec.json.encode(data), status_code=status, media_type="application/json")
    session = request.scope.get("signed_in")
    answered = render(request, f"served/{template}", session=session, path=request.url.path, **context)
    answered.status_code = status
    return answered


def inside(target: str) -> str:
    """A path of our own; anything else leads to the first page."""
    return (
        target if target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable() else "/"
    )
