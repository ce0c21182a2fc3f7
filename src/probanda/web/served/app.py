"""The application that a team is served: the gate, the doors, and behind them the cases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.resources import files

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from probanda.errors import ProbandaError
from probanda.team.folder import Team
from probanda.web.app import workbench
from probanda.web.bench import Bench
from probanda.web.served import accounts, cases, doors, people
from probanda.web.served.answers import page
from probanda.web.served.gate import Clock, Gate
from probanda.web.served.held import Cases

PAGES = (doors, accounts, cases)
_AT_ONCE = 2
"""Pass phrases that are checked at the same time."""


def _clock() -> datetime:
    return datetime.now(UTC)


def application(team: Team, *, patience: float = 0.2, clock: Clock = _clock) -> Starlette:
    """The workbench for a team, on all cases in its folder. `patience` is as in the workbench on one case."""

    def build(bench: Bench) -> Starlette:
        app = workbench(bench, more=people.ROUTES)
        app.state.team = team
        return app

    held = Cases(team, build, patience=patience)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        yield
        held.close()
        team.engine.dispose()

    app = Starlette(
        lifespan=living,
        routes=[
            *(route for module in PAGES for route in module.ROUTES),
            Mount("/static", StaticFiles(directory=str(files("probanda") / "web/static"))),
            Route("/cases/{rest:path}", cases.Way(team, held)),
        ],
        middleware=[Middleware(Gate, team=team, clock=clock)],
        exception_handlers={ProbandaError: _refused, HTTPException: _http},
    )
    app.state.team, app.state.cases, app.state.clock = team, held, clock
    app.state.limiter = anyio.CapacityLimiter(_AT_ONCE)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    return page(request, "problem.html.j2", status=409, data={"error": str(error)}, message=str(error))


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = getattr(error, "detail", "") or "Nothing is here."
    return page(request, "problem.html.j2", status=status, data={"error": said}, message=said)
