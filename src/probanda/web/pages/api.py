"""What machines may ask for: the description of all routes in OpenAPI 3.1, made from the routes themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from probanda import __version__
from probanda.web.guard import COOKIE

_QUERY = {
    "/sources": ("q", "act", "place", "page"),
    "/sources/{number}": ("f", "at", "page"),
    "/review": ("kind", "after"),
    "/entities": ("q", "type", "page"),
    "/entities/pairs": ("page",),
    "/chart": ("crime", "accused", "all", "page"),
    "/pictures": ("at",),
    "/map": ("page",),
    "/pictures/{name}.svg": ("at",),
    "/search": ("q", "kind", "voice", "source", "since", "until", "exact"),
    "/contradictions": ("about", "page"),
    "/custody": ("page",),
    "/decisions": ("page",),
}
_FORM = {
    "/decide": ("verdict", "about", "reason", "next"),
    "/undo": ("decision", "next"),
    "/dossier": ("form", "format", "section", "for", "recipient", "protect", "language"),
}


def description(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI description of the routes."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        if isinstance(route, Route):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                paths.setdefault(route.path, {})[method.lower()] = _operation(route, method)
    cookie = {"type": "apiKey", "in": "cookie", "name": COOKIE}
    about = {"title": "Probanda workbench", "version": __version__, "description": "JSON of each page by `Accept`."}
    schemes = {"securitySchemes": {"session": cookie}}
    return {"openapi": "3.1.0", "info": about, "paths": paths, "components": schemes, "security": [{"session": []}]}


def _operation(route: Route, method: str) -> dict[str, Any]:
    said = (inspect.getdoc(route.endpoint) or "").split("\n\n")[0]
    inside = [{"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in route.param_convertors]
    asked = _QUERY.get(route.path, ()) if method == "GET" else ()
    operation: dict[str, Any] = {
        "summary": said,
        "parameters": [*inside, *({"name": n, "in": "query", "schema": {"type": "string"}} for n in asked)],
        "responses": {code: {"description": what} for code, what in _ANSWERS[method].items()},
    }
    if method == "POST":
        fields = {name: {"type": "string"} for name in _FORM.get(route.path, ())}
        schema = {"type": "object", "properties": fields, "additionalProperties": {"type": "string"}}
        operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    return operation


_READ = {"200": "as asked", "401": "no session", "404": "not here", "503": "the case is being computed: ask again"}
_ANSWERS = {"GET": _READ, "POST": _READ | {"303": "done", "400": "no sense", "403": "from another site", "409": "refused"}}


def openapi(request: Request) -> Response:
    """This description."""
    return JSONResponse(description(request.app.routes))


ROUTES = [Route("/openapi.json", openapi)]
