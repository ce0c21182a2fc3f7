"""Entities: cards with names, posts, statements by and about; suggested pairs side by side."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.web.answer import answer
from probanda.web.pages import page_of, shown
from probanda.web.seen import Among

PAGE, PAIRS = 100, 25
"""Entities and pairs on a page."""


def listing(request: Request) -> Response:
    """Entities, the most mentioned first, by words in their names."""
    seen = shown(request)
    words, kind, number = request.query_params.get("q", "").lower(), request.query_params.get("type", ""), page_of(request)
    found, total = seen.listing(words=words, kind=kind, page=number, most=PAGE)
    context = {"found": found, "total": total, "number": number, "last": -(-total // PAGE), "q": words, "kind": kind}
    view = {"pairs": range(seen.number_of_pairs)}
    return answer(request, "entities.html.j2", data=[one.plain() for one in found], view=view, **context)


def card(request: Request) -> Response:
    """One entity."""
    seen = shown(request)
    found = seen.card(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "There is no such entity.")
    entity, held = found
    parts = {name: getattr(held, name) for name in ("posts", "links", "said", "incidents")}
    probably = {"probably": held.probably, "probably_name": held.probably_name}
    data = {"entity": entity.plain(), "mentions": held.mentions, **parts, **probably}
    return answer(request, "entity.html.j2", data=data, desk=seen, numbers=held.numbers, **data | {"entity": entity})


def pairs(request: Request) -> Response:
    """Suggested pairs with the reasons in words and both contexts side by side."""
    seen, number = shown(request), page_of(request)
    found, named = seen.suggested(page=number, most=PAIRS)
    contexts = {one: [(c.span, c.before, c.after) for c in entity.first] for one, entity in named.items()}
    total = seen.number_of_pairs
    context = {"pairs": found, "seen": contexts, "total": total, "number": number, "last": -(-total // PAIRS)}
    return answer(request, "pairs.html.j2", data=found, desk=Among(seen, named), **context)


ROUTES = [Route("/entities", listing), Route("/entities/pairs", pairs), Route("/entities/{id}", card)]
