"""Full-text search: results as passages, each leading to its place in the source."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.store import search as searching
from probanda.web.answer import answer
from probanda.web.pages import bench


def search(request: Request) -> Response:
    """Passages that hold all the words."""
    behind, words = bench(request), request.query_params.get("q", "")
    hits = searching.find(behind.case, words) if words else []
    return answer(request, "search.html.j2", data=hits, hits=hits, q=words, exhibits=behind.view().exhibits)


ROUTES = [Route("/search", search)]
