"""Answers: a page for people, the same as JSON for machines that ask for it, errors in words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from probanda.model import kind_of
from probanda.web.why import why
from probanda.write import words


@cache
def messages(language: str = "en") -> dict[str, str]:
    """All words of the interface, by key: one file per language."""
    found: dict[str, str] = yaml.safe_load((files("probanda") / f"web/messages/{language}.yaml").read_text("utf-8"))
    return found


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("probanda.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["kind"] = kind_of
    environment.globals |= {"t": messages(), "words": words, "why": why}
    return environment


def render(template: str, **context: Any) -> str:
    """A template filled in."""
    return _environment().get_template(template).render(**context)


def answer(request: Request, template: str, *, data: Any, **context: Any) -> Response:
    """The page `template`, or `data` as JSON when the client prefers that."""
    if wants_json(request):
        return Response(msgspec.json.encode(data), media_type="application/json")
    behind = request.app.state.bench
    stale = bool(behind.seen()) and not behind.fresh()
    part = request.headers.get("hx-request") == "true"
    page = _environment().get_template(template).render(request=request, part=part, stale=stale, path=request.url.path, **context)
    return HTMLResponse(page)


def wants_json(request: Request) -> bool:
    """True when JSON is asked for before HTML."""
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted.split("application/json")[0]


def problem(request: Request, message: str, *, status: int) -> Response:
    """An error in words, as a page or as JSON."""
    if wants_json(request):
        return Response(msgspec.json.encode({"error": message}), status_code=status, media_type="application/json")
    context = {"request": request, "part": False, "stale": False, "path": request.url.path, "message": message}
    page = _environment().get_template("problem.html.j2").render(**context)
    return HTMLResponse(page, status_code=status)
