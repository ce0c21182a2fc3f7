"""Addresses moved below a case's own: those that templates wrote, and no word of a source."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from probanda.web.served.placed import Placed

PAGE = """<link href="/static/style.css"><a href="/sources/E1?f=1">x</a> <form action='/decide'><a href="/cases/">all</a>
<a href="//evil.example">y</a><a href="#top">z</a><p>&#34; href=&#34;/etc&#34; and href="</p><button hx-get="/review">"""


def _serve(request: Request) -> Response:
    match request.url.path:
        case "/json":
            return JSONResponse({"href": ' href="/sources"'})
        case "/go":
            return RedirectResponse("/review", status_code=303)
        case "/off":
            return RedirectResponse("https://evil.example/", status_code=303)
        case "/parts":
            return StreamingResponse(iter([b"<a hre", b'f="/chart">']), media_type="text/html")
    return HTMLResponse(PAGE)


@pytest.fixture
def client() -> TestClient:
    inner = Starlette(routes=[Route("/{path:path}", _serve)])
    return TestClient(Placed(inner, "/cases/kestral"), follow_redirects=False)


def test_addresses_of_a_page_lead_below_the_case(client: TestClient) -> None:
    page = client.get("/cases/kestral/")
    assert 'href="/cases/kestral/sources/E1?f=1"' in page.text
    assert "action='/cases/kestral/decide'" in page.text
    assert 'hx-get="/cases/kestral/review"' in page.text
    assert int(page.headers["content-length"]) == len(page.content)


@pytest.mark.parametrize("kept", ['"/static/style.css"', '"/cases/"', '"//evil.example"', '"#top"', "href=&#34;/etc&#34;"])
def test_other_addresses_and_words_stay(client: TestClient, kept: str) -> None:
    assert kept in client.get("/cases/kestral/sources").text


def test_what_is_no_page_stays_as_it_is(client: TestClient) -> None:
    assert client.get("/cases/kestral/json").json() == {"href": ' href="/sources"'}


def test_one_is_led_on_within_the_case_and_a_page_in_parts_is_one_page(client: TestClient) -> None:
    assert client.get("/cases/kestral/go").headers["location"] == "/cases/kestral/review"
    assert client.get("/cases/kestral/off").headers["location"] == "https://evil.example/"
    assert client.get("/cases/kestral/parts").text == '<a href="/cases/kestral/chart">'
    assert client.head("/cases/kestral/").content == b""
