"""Entities: cards with names, posts, statements by and about; suggested pairs side by side."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda.derived import Entity
from probanda.model import CommandLink, Finding, Incident, Role, Statement
from probanda.web.answer import answer
from probanda.web.pages import desk, page_of
from probanda.write.desk import Desk

PAGE = 100


def listing(request: Request) -> Response:
    """Entities, the most mentioned first, by words in their names."""
    view, words, kind = desk(request).view, request.query_params.get("q", "").lower(), request.query_params.get("type", "")
    found = [e for e in view.entities.values() if kind in ("", e.type) and words in " ".join((e.name, *e.aliases)).lower()]
    found.sort(key=lambda e: (-len(e.mentions), e.name))
    number = page_of(request)
    shown = found[(number - 1) * PAGE : number * PAGE]
    context = {"found": shown, "total": len(found), "number": number, "last": -(-len(found) // PAGE), "q": words, "kind": kind}
    return answer(request, "entities.html.j2", data=shown, view=view, **context)


def card(request: Request) -> Response:
    """One entity."""
    found = desk(request)
    entity = found.view.entities.get(request.path_params["id"])
    if entity is None:
        raise HTTPException(404, "There is no such entity.")
    wanted = set(entity.mentions)
    mentions = [m for m in found.view.mentions if m.id in wanted]
    parts = {"posts": list(_held(found, entity)), "links": list(_linked(found, entity)), "said": list(_said(found, entity))}
    parts["incidents"] = [f for f in found.all(Incident) if found.entity(f.perpetrator) == entity.id]
    data = {"entity": entity, "mentions": mentions, **parts}
    return answer(request, "entity.html.j2", data=data, desk=found, entity=entity, mentions=mentions, **parts)


def _held(found: Desk, entity: Entity) -> list[Finding]:
    return [f for f in found.all(Role) if entity.id in (found.entity(f.person), found.entity(f.organisation))]


def _linked(found: Desk, entity: Entity) -> list[Finding]:
    return [f for f in found.all(CommandLink) if entity.id in (found.entity(f.source), found.entity(f.target))]


def _said(found: Desk, entity: Entity) -> list[Finding]:
    return [f for f in found.all(Statement) if found.entity(f.speaker) == entity.id]


def pairs(request: Request) -> Response:
    """Suggested pairs with the reasons in words and a context of each."""
    found = desk(request)
    first = {e.id: next((m for m in found.view.mentions if m.id in set(e.mentions)), None) for e in found.view.entities.values()}
    known = [p for p in found.view.pairs if p.left in found.view.entities and p.right in found.view.entities]
    return answer(request, "pairs.html.j2", data=known, desk=found, pairs=known[:50], first=first)


ROUTES = [Route("/entities", listing), Route("/entities/pairs", pairs), Route("/entities/{id}", card)]
