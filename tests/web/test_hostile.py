"""Sources made to attack whoever reads them: nothing in them runs, even where the browser's content policy is switched off.

The payloads are DOMPurify's own, where the measuring data lies beside the checkout; some of our own always run.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from probanda.model import Extraction, Mention, Order, Party, Source, Span, Statement, Text, Voice, identify
from probanda.store import case as store
from probanda.store import search
from probanda.store.case import Case, Derived, create
from tests.web.test_journey import CHROMIUM, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
OURS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "'-alert(4)-'",
    "</title><script>alert(5)</script>",
    "<iframe srcdoc='<script>parent.alert(6)</script>'></iframe>",
    "{{ 7*7 }}<a href=javascript:alert(7)>x</a>",
    "<img src=http://outside.example/x.png><link rel=stylesheet href=http://outside.example/y.css>",
    "</article></main><form action=http://outside.example><button>Accept</button></form>",
]
LOOK = """() => {
  const never = 'SCRIPT IFRAME OBJECT EMBED MATH STYLE LINK BASE META TEMPLATE AUDIO VIDEO'.split(' ');
  const bad = a => a.name.startsWith('on') || a.name === 'srcdoc' || /^\\s*javascript:/i.test(a.value) && a.name === 'href'
    || ['src', 'background', 'action'].includes(a.name) && !a.value.startsWith('/');
  return [...document.querySelectorAll('main *, header *')]
    .filter(e => [...e.attributes].some(bad) || never.includes(e.tagName)).map(e => e.outerHTML.slice(0, 200));
}"""


def payloads() -> list[str]:
    """Ours, and DOMPurify's where they are at hand."""
    file = Path(__file__).parents[3] / "shared/badinputs/html/dompurify-expect.mjs"
    found = re.findall(r'"payload":\s*("(?:[^"\\]|\\.)*")', file.read_text("utf-8")) if file.is_file() else []
    return [*OURS, *filter(str.strip, map(json.loads, found))]


def _case(folder: Path) -> Case:
    case = create(folder / "case", name="<script>alert(0)</script>")
    with case.writing() as connection:
        for number, payload in enumerate(payloads()):
            made = _hostile(f"{number:064x}", payload)
            given = Source(
                id=made.source, name=payload, media_type="text/html", size=1, received_at=datetime.now(UTC), title=payload
            )
            store.put_source(connection, given)
            store.put_derived(connection, made)
            search.index(connection, made.source, made.text)
    return case


def _hostile(source: str, payload: str) -> Derived:
    body = f"attack {payload}\nHe said: {payload}"
    text = identify(Text(id="", source=source, reader=payload[:40], body=body, publisher=payload, notes=(payload,)))
    span = Span(text=text.id, start=7, end=7 + len(payload), quote=payload)
    who = Party(name=payload, span=span, type="person", why=payload, how="description")
    voice = (Voice(speaker=who, span=span),)
    mention = identify(Mention(span=span, type="person", name=payload, rule=payload))
    said = identify(Statement(rule=payload, spans=(span,), voice=voice, speaker=who, mode="direct", medium=payload))
    order = identify(Order(rule="r", spans=(span,), voice=voice, by=who, act="no_quarter", conduct=payload, quoted=True))
    found = Extraction(text=text.id, producer="p", mentions=(mention,), findings=(said, order))
    return Derived(source=source, key="k", text=text, extraction=found)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return _case(tmp_path_factory.mktemp("hostile"))


def test_no_payload_runs_on_any_page(attacked: Case) -> None:
    if not CHROMIUM:
        pytest.skip("no Chromium on this computer")
    from playwright.sync_api import sync_playwright

    ran: list[str] = []
    with serving(attacked) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(base_url=address, bypass_csp=True).new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: ran.append(r.url) if not r.url.startswith((address, "data:,")) else None)
        page.goto("/?token=launch")
        for path in _everywhere(page, attacked):
            page.goto(path)
            ran += page.evaluate(LOOK)
        browser.close()
    assert ran == []


def _everywhere(page: Page, case: Case) -> list[str]:
    accept = {"accept": "application/json"}
    entities = page.request.get("/entities", headers=accept).json()[:12]
    sources = range(1, len(case.sources()) + 1)
    lists = [
        "/",
        "/sources",
        "/sources?page=2",
        "/sources?page=3",
        "/review",
        "/review?kind=statement",
        "/entities",
        "/entities/pairs",
    ]
    rest = [
        "/chart",
        "/pictures",
        "/map",
        "/search?q=attack",
        "/search?q=<script>alert(9)</script>",
        "/contradictions",
        "/decisions",
        "/dossier",
    ]
    return [*lists, *rest, *(f"/sources/E{n}" for n in sources), *(f"/entities/{e['id']}" for e in entities)]
