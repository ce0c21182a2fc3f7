"""Answers: a page for people, the same as JSON for machines that ask for it, errors in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from probanda.model import kind_of
from probanda.team import policy
from probanda.web.language import number, remember, spoken, wording
from probanda.web.why import why
from probanda.write import words
from probanda.write.phrases import say


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("probanda.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["kind"] = kind_of
    environment.filters["number"] = number
    environment.globals |= {**wording(), "words": speaking("en"), "why": why, "offered": offered}
    return environment


@cache
def speaking(language: str) -> SimpleNamespace:
    """Findings in words of a language, for templates."""
    said: dict[str, Callable[..., str]] = {"sentence": words.sentence, "chain": words.chain, "when": words.when, "act": words.act}
    named = {"KINDS": words.KINDS, "term": partial(say, language)}
    return SimpleNamespace(**named, **{name: partial(function, language=language) for name, function in said.items()})


def offered(request: Request, path: str) -> bool:
    """Whether to show the way to a page: always on one's own computer, by role where a team is served."""
    member = request.scope.get("member")
    return member is None or policy.may_at_all(member.role, policy.table().routes.get(f"GET {path}"))


def render(request: Request, template: str, **context: Any) -> HTMLResponse:
    """A template filled in, in the language asked for."""
    language = spoken(request)
    told = {**wording(language), "words": speaking(language)}
    page = _environment().get_template(template).render(request=request, **told, **context)
    answered = HTMLResponse(page)
    remember(request, answered)
    return answered


def answer(request: Request, template: str, *, data: Any, **context: Any) -> Response:
    """The page `template`, or `data` as JSON when the client prefers that."""
    if wants_json(request):
        return Response(msgspec.json.encode(data), media_type="application/json")
    behind = request.app.state.bench
    stale = behind.stale()
    part = request.headers.get("hx-request") == "true"
    return render(request, template, part=part, stale=stale, path=request.url.path, **context)


def wants_json(request: Request) -> bool:
    """True when JSON is asked for before HTML."""
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted.split("application/json")[0]


def problem(request: Request, message: str, *, status: int) -> Response:
    """An error in words, as a page or as JSON."""
    if wants_json(request):
        return Response(msgspec.json.encode({"error": message}), status_code=status, media_type="application/json")
    page = render(request, "problem.html.j2", part=False, stale=False, path=request.url.path, message=message)
    page.status_code = status
    return page
