"""Entities: cards with names, posts, statements by and about; suggested pairs side by side."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.derived import Entity
from probanda.model import CommandLink, Finding, Incident, Mention, Role, Span, Statement
from probanda.web.answer import answer
from probanda.web.bench import Bench
from probanda.web.index import Index
from probanda.web.pages import bench, desk, page_of

PAGE, PAIRS, SHOWN = 100, 25, 60
"""Entities and pairs on a page; lines of each kind on a card."""
CONTEXT = 160
"""Characters of the source shown on either side of a name in a pair."""


def listing(request: Request) -> Response:
    """Entities, the most mentioned first, by words in their names."""
    found = desk(request)
    words, kind, number = request.query_params.get("q", "").lower(), request.query_params.get("type", ""), page_of(request)
    every = (found.view.entities[one] for one in found.entities)
    meant = [e for e in every if kind in ("", e.type) and words in " ".join((e.name, *e.aliases)).lower()]
    shown = meant[(number - 1) * PAGE : number * PAGE]
    context = {"found": shown, "total": len(meant), "number": number, "last": -(-len(meant) // PAGE), "q": words, "kind": kind}
    return answer(request, "entities.html.j2", data=shown, view=found.view, **context)


def card(request: Request) -> Response:
    """One entity."""
    found = desk(request)
    entity = found.view.entities.get(request.path_params["id"])
    if entity is None:
        raise HTTPException(404, "There is no such entity.")
    mentions = [found.mention[m] for m in entity.mentions[:SHOWN]]
    parts: dict[str, type[Finding]] = {"posts": Role, "links": CommandLink, "said": Statement, "incidents": Incident}
    held: dict[str, list[Finding]] = {name: found.of_entity(entity.id, kind) for name, kind in parts.items()}
    shown: dict[str, Any] = {name: list_[:SHOWN] for name, list_ in held.items()}
    data = {"entity": entity, "mentions": mentions, **shown}
    numbers = {name: len(list_) for name, list_ in held.items()}
    return answer(request, "entity.html.j2", data=data, desk=found, numbers=numbers, **data)


def pairs(request: Request) -> Response:
    """Suggested pairs with the reasons in words and both contexts side by side."""
    behind, found, number = bench(request), desk(request), page_of(request)
    judged = {frozenset(d.about) for d in behind.docket().standing if d.verdict in ("merge", "distinct", "unsure")}
    known = [p for p in found.view.pairs if {p.left, p.right} <= found.view.entities.keys()]
    known = [p for p in known if not any({p.left, p.right} <= about for about in judged)]
    shown = known[(number - 1) * PAIRS : number * PAIRS]
    seen = {e: _contexts(found, behind, found.view.entities[e]) for p in shown for e in (p.left, p.right)}
    last = -(-len(known) // PAIRS)
    return answer(
        request, "pairs.html.j2", data=known, desk=found, pairs=shown, seen=seen, total=len(known), number=number, last=last
    )


def _contexts(found: Index, behind: Bench, entity: Entity) -> list[tuple[Span, str, str]]:
    return [_context(behind, found.mention[m]) for m in entity.mentions[:2]]


def _context(behind: Bench, mention: Mention) -> tuple[Span, str, str]:
    span, shelf = mention.span, behind.shelf()
    text = shelf.text(shelf.source_of(span.text))
    body = text.body if text else ""
    return span, body[max(0, span.start - CONTEXT) : span.start], body[span.end : span.end + CONTEXT]


ROUTES = [Route("/entities", listing), Route("/entities/pairs", pairs), Route("/entities/{id}", card)]
