"""How quickly the workbench answers on a large case: every page's median and 95th percentile, search, and a decision.

`python -m benchmarks workbench --data DIR [--limit N] [--base CASE] [--built N]`: a case of N sources (10,000 by default). So
many texts take hours to build, so `--built` texts (300) below DIR are really built (or a case built before is taken as `--base`),
and their stored records are copied under new source ids until there are enough. Figures in milliseconds, with the median of the
processor's time beside them. While the view of the whole case is lacking, pages that do without are measured beside the process
that computes it; after decisions all pages are, while it is computed anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

import msgspec
from starlette.testclient import TestClient

from probanda import pipeline
from probanda.model import Extraction, Source
from probanda.preserve import custody
from probanda.store import case as store
from probanda.store import search
from probanda.store.case import Case, Derived, create, open_
from probanda.web import viewing
from probanda.web.app import application

_ORIGIN = "http://127.0.0.1:8765"
_ID = re.compile(rb'"([fm])-([0-9a-f]{20})"')


def main(argv: list[str]) -> int:
    """Measure, print a table and one JSON object."""
    parser = argparse.ArgumentParser(prog="benchmarks workbench", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--base", type=Path, help="a case that was built before, to copy records from")
    parser.add_argument("--built", type=int, default=300)
    parser.add_argument("--keep", type=Path, help="where to keep the large case, or where it was kept")
    parser.add_argument("--wait", type=float, default=3600, help="seconds to wait for the view of the whole case")
    parser.add_argument("--again", type=int, default=30, help="times each page is asked for")
    parser.add_argument("--split", help="accepted for uniformity")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        large = options.keep or Path(temporary, "large")
        if not (large / "case.toml").exists():
            base = open_(options.base) if options.base else _build(options, Path(temporary))
            _grow(base, create(large), options.limit)
        print(json.dumps(_measure(open_(large), wait=options.wait, again=options.again)))
    return 0


def _build(options: argparse.Namespace, folder: Path) -> Case:
    (folder / "texts").mkdir()
    texts = sorted(options.data.rglob("*.txt"))
    for number, path in enumerate(texts[:: max(1, len(texts) // options.built)][: options.built]):
        shutil.copyfile(path, folder / "texts" / f"{number:05}.txt")
    case = create(folder / "base")
    pipeline.build(folder / "texts", case)
    return case


def _grow(base: Case, large: Case, size: int) -> None:
    sources = [s for s in base.sources() if base.text(s.id) and base.extraction(s.id)]
    for first in range(0, size, 200):
        with large.writing() as connection:
            acts = []
            for number in range(first, min(size, first + 200)):
                source, made = _copy(base, sources[number % len(sources)], number)
                store.put_source(connection, source)
                store.put_derived(connection, made)
                search.index(connection, source.id, made.text)
                acts.append(custody.Act("read", source.id))
            custody.log(connection, acts)


def _copy(base: Case, source: Source, number: int) -> tuple[Source, Derived]:
    """The records of a source under ids of their own."""
    text, extraction = base.text(source.id), base.extraction(source.id)
    assert text
    fresh, words = hashlib.sha256(f"{number} {source.id}".encode()).hexdigest(), f"t-{number:020}"
    copied = msgspec.structs.replace(source, id=fresh, name=f"{number:05} {source.name}")
    encoded = msgspec.json.encode(extraction).replace(text.id.encode(), words.encode())
    encoded = _ID.sub(lambda m: b'"%s-%05x%s"' % (m[1], number, m[2][5:]), encoded)
    made = msgspec.structs.replace(text, id=words, source=fresh)
    return copied, Derived(source=fresh, key="copy", text=made, extraction=msgspec.json.decode(encoded, type=Extraction))


def _measure(case: Case, *, wait: float, again: int) -> dict[str, float]:
    figures: dict[str, float] = {"sources": len(case.sources())}
    started = time.perf_counter()
    client = TestClient(application(case, by="A. Reader", token="launch"), base_url=_ORIGIN)
    computed = viewing.current(case)
    client.get("/?token=launch")
    figures["open_seconds"] = round(time.perf_counter() - started, 1)
    # Where no view is stored the first request began one: these pages are asked for while another process computes it.
    for name, paths in () if computed else _from_store(client, case):
        _timed(figures, f"{name}_while_computing", _asking(client, paths), again)
    _await_view(client, wait)
    if not computed:
        figures["view_seconds"] = round(time.perf_counter() - started, 1)
    pages = (*_from_store(client, case), *_from_view(client))
    for name, paths in pages:
        ask = _asking(client, paths)
        ask()
        _timed(figures, name, ask, again)
    _timed(figures, "decision", _deciding(client), again)
    # The decisions put the view behind: the same pages while another process computes it anew.
    for name, paths in (*_from_store(client, case), *_from_view(client)):
        _timed(figures, f"{name}_behind", _asking(client, paths), again)
    for end in ("median", "p95"):
        figures[f"worst_page_{end}"] = max(figures[f"{name}_{end}"] for name, _ in pages if "search" not in name)
    return figures


def _await_view(client: TestClient, wait: float) -> None:
    end = time.perf_counter() + wait
    while client.get("/chart").status_code == 503:
        assert time.perf_counter() < end, "the view is not there yet"
        time.sleep(2)


def _from_store(client: TestClient, case: Case) -> Iterator[tuple[str, Iterator[str]]]:
    chance, sources = random.Random(1), case.sources()
    kinds = ("order", "incident", "allegation", "statement", "role", "")
    words = [w for s in sources[:60] if (t := case.text(s.id)) for w in re.findall(r"\w{4,}", t.body)[:80]]
    yield "overview", _forever(lambda: "/")
    yield "sources", _forever(lambda: f"/sources?page={chance.randint(1, max(1, len(sources) // 100))}")
    yield "reading", _forever(lambda: f"/sources/E{chance.randint(1, len(sources))}")
    yield "review", _forever(lambda: f"/review?kind={chance.choice(kinds)}")
    for name in ("custody", "decisions", "dossier"):
        yield name, repeat(f"/{name}")
    yield "search", _forever(lambda: f"/search?q={chance.choice(words)} {chance.choice(words)}")
    yield "search_one_word", _forever(lambda: f"/search?q={chance.choice(words)}")


def _from_view(client: TestClient) -> Iterator[tuple[str, Iterator[str]]]:
    chance = random.Random(1)
    found = client.get("/entities", headers={"accept": "application/json"}).json()
    yield "entities", _forever(lambda: f"/entities?page={chance.randint(1, 20)}")
    yield "entities_by_name", _forever(lambda: f"/entities?q={chance.choice(found)['name'].split()[-1]}")
    yield "entity", _forever(lambda: f"/entities/{chance.choice(found)['id']}")
    yield "entities/pairs", _forever(lambda: f"/entities/pairs?page={chance.randint(1, 20)}")
    yield "chart", _forever(lambda: f"/chart?page={chance.randint(1, 5)}")
    yield "pictures", repeat("/pictures")
    yield "pictures_as_of_a_day", repeat("/pictures?at=2016-06-01")
    yield "map", repeat("/map")
    yield "contradictions", _forever(lambda: f"/contradictions?page={chance.randint(1, 5)}")


def _forever(path: Callable[[], str]) -> Iterator[str]:
    while True:
        yield path()


def _asking(client: TestClient, paths: Iterator[str]) -> Callable[[], None]:
    def ask() -> None:
        path = next(paths)
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    return ask


def _deciding(client: TestClient) -> Callable[[], None]:
    def decide() -> None:
        finding = client.get("/review", headers={"accept": "application/json"}).json()["finding"]
        given = {"verdict": "reject", "about": finding["id"], "next": "/review"}
        answer = client.post("/decide", data=given, headers={"origin": _ORIGIN}, follow_redirects=False)
        assert answer.status_code == 303

    return decide


def _timed(figures: dict[str, float], name: str, ask: Callable[[], None], times: int) -> None:
    took, used = [], []
    for _ in range(times):
        started, busy = time.perf_counter(), time.process_time()
        ask()
        took.append(1000 * (time.perf_counter() - started))
        used.append(1000 * (time.process_time() - busy))
    figures[f"{name}_median"] = round(statistics.median(took), 1)
    figures[f"{name}_p95"] = round(statistics.quantiles(took, n=20)[-1], 1)
    figures[f"{name}_processor"] = round(statistics.median(used), 1)
    shown = (figures[f"{name}_{what}"] for what in ("median", "p95", "processor"))
    print(f"{name:28} median %8.1f ms   p95 %8.1f ms   processor %8.1f ms" % tuple(shown), flush=True)
