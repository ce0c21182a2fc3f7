"""The pages, one module each with its `ROUTES`."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from probanda.model import Source
from probanda.web.bench import Bench
from probanda.web.seen import Seen
from probanda.web.shelf import Shelf


def bench(request: Request) -> Bench:
    """The case behind the request."""
    found: Bench = request.app.state.bench
    return found


def person(request: Request) -> str:
    """The name that decisions bear: that of the account where a team is served, else that of the user of this computer."""
    member = request.scope.get("member")
    return str(member.login if member else request.app.state.by)


def role(request: Request) -> str | None:
    """The role in this case where a team is served; None on one's own computer."""
    member = request.scope.get("member")
    return str(member.role) if member else None


def shown(request: Request) -> Seen:
    """The stored view behind the request. Raises Computing while there is none."""
    return bench(request).shown()


def source_of(shelf: Shelf, number: str) -> Source:
    """The source with an exhibit number. Answers 404 for any other."""
    if found := shelf.by_number.get(number):
        return found
    raise HTTPException(404, f"There is no exhibit {number}.")


class Citing:
    """What templates cite with where a view of the whole case is not needed: places from the store, uses from the last view."""

    def __init__(self, behind: Bench) -> None:
        self._shelf, self._seen = behind.shelf(), behind.seen()
        self.cite = self._shelf.cite
        self.exhibits = self._shelf.exhibits
        self.partial = behind.given is not None

    def fed(self, finding: str) -> tuple[str, ...]:
        """What a finding bears on, as last computed."""
        return self._seen.fed(finding) if self._seen else ()


def page_of(request: Request) -> int:
    """The page of a long list that is asked for, from 1."""
    asked = request.query_params.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


async def form(request: Request) -> FormData:
    """The fields of a posted form, URL-encoded. Answers 413 for more than a megabyte, 400 for anything else."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > 1 << 20:
            raise HTTPException(413, "That is too much for a form.")
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(400, "A form is expected, URL-encoded.")
    try:
        return FormData([*parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=1000)])
    except ValueError:
        raise HTTPException(400, "That form cannot be read.") from None
