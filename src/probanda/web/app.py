"""The application: routes, static files, the guard around them. Nothing in it ever asks the network for anything."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from probanda.errors import ProbandaError, RefusedError
from probanda.store.case import Case
from probanda.web.answer import problem
from probanda.web.bench import Bench, Computing
from probanda.web.guard import Guard
from probanda.web.pages import api, chart, dossier, entities, images, maps, overview, pictures, registers, review, search, sources

PAGES = (overview, sources, images, review, entities, chart, pictures, maps, search, registers, dossier, api)


def application(case: Case, *, by: str, token: str, patience: float = 0.2) -> Starlette:
    """The workbench on one case. `by` is the name that decisions carry; `token` opens the one session.

    `patience` is how long, in seconds, a page waits for decisions to be worked in before it shows what was before them.
    """
    app = workbench(Bench(case, patience=patience), middleware=[Middleware(Guard, token=token)])
    app.state.by = by
    return app


def workbench(bench: Bench, *, middleware: Sequence[Middleware] = (), more: Sequence[BaseRoute] = ()) -> Starlette:
    """All pages on one case, and `more`. Whoever builds it says in front of them who asks, and what he may."""
    app = Starlette(
        routes=[
            *(route for page in PAGES for route in page.ROUTES),
            *more,
            Mount("/static", StaticFiles(directory=str(files("probanda") / "web/static"))),
        ],
        middleware=middleware,
        exception_handlers={Computing: _computing, RefusedError: _forbidden, ProbandaError: _refused, HTTPException: _http},
    )
    app.state.bench = bench
    return app


def new_token() -> str:
    """A launch token nobody can guess."""
    return secrets.token_urlsafe(24)


async def _computing(request: Request, error: Exception) -> Response:
    answer = problem(request, str(error), status=503)
    answer.headers["Retry-After"] = answer.headers["Refresh"] = "2"
    return answer


async def _forbidden(request: Request, error: Exception) -> Response:
    return problem(request, str(error), status=403)


async def _refused(request: Request, error: Exception) -> Response:
    return problem(request, str(error), status=409)


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return problem(request, getattr(error, "detail", "") or "Nothing is here.", status=status)
