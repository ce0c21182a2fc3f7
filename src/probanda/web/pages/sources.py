"""The list of sources, and the reading view: the frozen text with its findings marked, whatever their overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda import added
from probanda.model import AnyFinding, Source, Text, kind_of
from probanda.web.answer import answer
from probanda.web.bench import Bench
from probanda.web.drawn import PDF
from probanda.web.pages import Citing, bench, page_of, source_of
from probanda.web.shelf import Shelf
from probanda.web.topics import ACT, PLACE
from probanda.write.words import acts

PAGE = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two places where some finding begins or ends, with all findings that cover them."""

    start: int
    words: str
    findings: tuple[str, ...]
    kinds: str


def listing(request: Request) -> Response:
    """Sources, a page at a time, by words in name, title or publisher, and by what they report."""
    shelf, words, number = bench(request).shelf(), request.query_params.get("q", "").lower(), page_of(request)
    chosen = {kind: request.query_params.get(kind, "") for kind in (ACT, PLACE)}
    seen = bench(request).seen()
    reporting = [seen.reporting(kind, which) for kind, which in chosen.items() if seen and which]
    found = [s for s in shelf.sources if words in _named(s) and all(s.id in these for these in reporting)]
    shown = found[(number - 1) * PAGE : number * PAGE]
    texts = {source.id: shelf.text(source.id) for source in shown}
    context: dict[str, Any] = {"texts": texts, "total": len(found), "number": number, "last": -(-len(found) // PAGE), "q": words}
    context["topics"] = {kind: seen.topics(kind) for kind in (ACT, PLACE)} if seen else {}
    context |= {"chosen": chosen, "about": seen.about(s.id for s in shown) if seen else {}}
    return answer(request, "sources.html.j2", data=shown, shelf=shelf, found=shown, **context)


def _named(source: Source) -> str:
    return " ".join(filter(None, (source.name, source.title, source.publisher))).lower()


def reading(request: Request) -> Response:
    """One source: its text with coloured spans, its findings beside."""
    behind = bench(request)
    shelf, docket = behind.shelf(), behind.docket()
    source = source_of(shelf, request.path_params["number"])
    text = shelf.text(source.id)
    findings = shelf.findings(source.id, docket) if text else []
    data = {"source": source, "text": text, "findings": findings}
    context: dict[str, Any] = {"lines": list(_lines(text, findings)) if text else [], "lit": request.query_params.get("f", "")}
    around = _neighbours(shelf, source)
    context["pages"] = sorted({s.page for s in text.segments if s.page}) if text and source.media_type == PDF else []
    context["page"] = _page(text, findings, request)
    context["no_picture"] = _lacking(behind, request.path_params["number"], context)
    choices = {"kinds": added.KINDS, "acts": acts(), "docket": docket, "around": around}
    return answer(request, "reading.html.j2", desk=Citing(behind), data=data, **data, **context, **choices)


def _lacking(behind: Bench, number: str, context: dict[str, Any]) -> str:
    """Why a page cannot be shown to who may not see everything; such a page is drawn before it is offered."""
    return behind.picture(number, context["page"]).lacking if context["pages"] and behind.given is not None else ""


def _page(text: Text | None, findings: Sequence[AnyFinding], request: Request) -> int:
    """The page to show beside the text: the one asked for, or the one that the finding or the place stands on."""
    asked = request.query_params
    if "page" in asked:
        return page_of(request)
    at = asked.get("at", "0")
    start = next((f.spans[0].start for f in findings if f.id == asked.get("f")), int(at) if at.isdecimal() and len(at) < 9 else 0)
    return next((s.page for s in reversed(text.segments) if s.start <= start and s.page), 1) if text else 1


def _neighbours(shelf: Shelf, source: Source) -> tuple[str | None, str | None]:
    numbers = [shelf.exhibits[one.id] for one in shelf.sources]
    place = numbers.index(shelf.exhibits[source.id])
    return (numbers[place - 1] if place else None), (numbers[place + 1] if place + 1 < len(numbers) else None)


def _lines(text: Text, findings: Sequence[AnyFinding]) -> Iterator[tuple[Piece, ...]]:
    spans = sorted(((s.start, s.end, n) for n, f in enumerate(findings) for s in f.spans), reverse=True)
    cuts = sorted({0, len(text.body), *(place for start, end, _ in spans for place in (start, end)), *_breaks(text.body)})
    line: list[Piece] = []
    running: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        while running and running[0][0] <= start:
            heappop(running)
        while spans and spans[-1][0] <= start:
            _, last, n = spans.pop()
            heappush(running, (last, n))
        over = [findings[n] for n in sorted({n for _, n in running})]
        line.append(_piece(text, start, end, over))
        if text.body[end - 1] == "\n":
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _piece(text: Text, start: int, end: int, over: Iterable[AnyFinding]) -> Piece:
    ids, kinds = tuple(f.id for f in over), " ".join(sorted({kind_of(f) for f in over}))
    return Piece(start, text.body[start:end], ids, kinds)


def _breaks(body: str) -> Iterator[int]:
    yield from (place + 1 for place, sign in enumerate(body) if sign == "\n")


ROUTES = [Route("/sources", listing), Route("/sources/{number}", reading)]
