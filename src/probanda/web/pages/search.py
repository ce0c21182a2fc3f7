"""Full-text search: results as passages, each leading to its place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probanda import edtf
from probanda.model import AnyFinding
from probanda.store import search as searching
from probanda.store.search import Hit, fold
from probanda.web.answer import answer
from probanda.web.bench import Bench
from probanda.web.pages import bench

SHOWN, LOOKED = 50, 200
"""Passages shown; passages looked at when a voice or a date has to be found in their findings."""
_FIELDS = ("q", "kind", "voice", "source", "since", "until", "exact")


def search(request: Request) -> Response:
    """Passages that hold all the words; spelling variants of names count unless `exact` is set."""
    behind = bench(request)
    asked = {name: request.query_params.get(name, "").strip() for name in _FIELDS}
    spelled = _spelled(behind, asked)
    hits = list(_hits(behind, asked, spelled)) if asked["q"] else []
    return answer(request, "search.html.j2", data=hits, hits=hits, exhibits=behind.shelf().exhibits, spelled=spelled, **asked)


def _spelled(behind: Bench, asked: dict[str, str]) -> dict[str, list[str]]:
    """Other spellings of the words asked for, as the names of this case have them."""
    behind.fresh()
    seen = behind.seen()
    if asked["exact"] or not seen:
        return {}
    return {word: found for word in asked["q"].split()[:8] if (found := seen.spellings(fold(word)))}


def _hits(behind: Bench, asked: dict[str, str], spelled: dict[str, list[str]]) -> Iterator[Hit]:
    shelf, narrow = behind.shelf(), bool(asked["voice"] or asked["since"] or asked["until"])
    source = shelf.by_number.get(asked["source"].upper())
    if asked["source"] and not source:
        return
    folded = {fold(word): found for word, found in spelled.items()}
    found = searching.find(
        behind.case,
        asked["q"],
        limit=LOOKED if narrow else SHOWN,
        kind=asked["kind"],
        source=source.id if source else "",
        variants=lambda word: folded.get(word, ()),
    )
    yield from [hit for hit in found if not narrow or _meant(behind, hit, asked)][:SHOWN]


def _meant(behind: Bench, hit: Hit, asked: dict[str, str]) -> bool:
    shelf = behind.shelf()
    inside = [f for f in shelf.findings(hit.source, behind.docket()) if hit.start <= f.spans[0].start < hit.end]
    if asked["voice"] and not any(fold(asked["voice"]) in fold(v.speaker.name) for f in inside for v in f.voice):
        return False
    first, last = _day(asked["since"]) or date.min, _day(asked["until"]) or date.max
    if (first, last) == (date.min, date.max):
        return True
    return any(early <= last and late >= first for early, late in (*_times(inside), *_published(behind, hit.source)))


def _times(findings: list[AnyFinding]) -> Iterator[tuple[date, date]]:
    """The intervals that findings state; a finding without one says nothing about its time."""
    for finding in findings:
        if (when := finding.when) and (when.earliest or when.latest):
            yield when.earliest or date.min, when.latest or date.max


def _published(behind: Bench, source: str) -> Iterator[tuple[date, date]]:
    shelf = behind.shelf()
    text = shelf.text(source)
    stated = shelf.by_id[source].published or (text and text.published) or ""
    # What a source says of itself need not be a date.
    with suppress(ValueError):
        interval = edtf.parse(stated)
        yield interval.earliest or date.min, interval.latest or date.max


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


ROUTES = [Route("/search", search)]
