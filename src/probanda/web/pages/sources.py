"""The list of sources, and the reading view: the frozen text with its findings marked, whatever their overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda import added
from probanda.derived import View
from probanda.model import AnyFinding, Text, kind_of
from probanda.web.answer import answer
from probanda.web.pages import desk, page_of, source_of
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
    """Sources, a page at a time, by words in name, title or publisher."""
    view, words = desk(request).view, request.query_params.get("q", "").lower()
    found = [s for s in view.sources if words in " ".join(filter(None, (s.name, s.title, s.publisher))).lower()]
    number = page_of(request)
    shown = found[(number - 1) * PAGE : number * PAGE]
    pages = -(-len(found) // PAGE)
    return answer(
        request, "sources.html.j2", data=shown, view=view, found=shown, total=len(found), number=number, last=pages, q=words
    )


def reading(request: Request) -> Response:
    """One source: its text with coloured spans, its findings beside."""
    found = desk(request)
    source = source_of(found, request.path_params["number"])
    text = found.view.texts.get(source.id)
    findings = _findings(found.view, text)
    lines = list(_lines(text, findings)) if text else []
    data = {"source": source, "text": text, "findings": findings}
    context = {"lines": lines, "findings": findings, "lit": request.query_params.get("f", "")}
    choices = {"kinds": added.KINDS, "acts": acts()}
    return answer(request, "reading.html.j2", data=data, desk=found, source=source, text=text, **context, **choices)


def _findings(view: View, text: Text | None) -> list[AnyFinding]:
    if text is None:
        return []
    mine = [f for f in view.findings.values() if f.spans[0].text == text.id]
    return sorted(mine, key=lambda f: (f.spans[0].start, f.spans[0].end))


def _lines(text: Text, findings: Iterable[AnyFinding]) -> Iterator[tuple[Piece, ...]]:
    spans = [(s.start, s.end, f) for f in findings for s in f.spans]
    cuts = sorted({0, len(text.body), *(place for start, end, _ in spans for place in (start, end)), *_breaks(text.body)})
    line: list[Piece] = []
    for start, end in pairwise(cuts):
        over = [f for low, high, f in spans if low <= start and end <= high]
        kinds = " ".join(sorted({kind_of(f) for f in over}))
        line.append(Piece(start, text.body[start:end], tuple(f.id for f in over), kinds))
        if text.body[end - 1] == "\n":
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _breaks(body: str) -> Iterator[int]:
    yield from (place + 1 for place, sign in enumerate(body) if sign == "\n")


ROUTES = [Route("/sources", listing), Route("/sources/{number}", reading)]
