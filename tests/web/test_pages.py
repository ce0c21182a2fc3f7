"""Each page shows what the case holds, to people and to machines."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from probanda.model import Text
from probanda.store import case as store
from probanda.store.case import Case, Derived
from tests.web.conftest import ORIGIN

PAGES = [
    "/", "/sources", "/sources/E1", "/review", "/entities", "/entities/pairs", "/chart", "/pictures", "/search?q=quarry",
    "/contradictions", "/custody", "/custody/verify", "/decisions", "/dossier",
]  # fmt: skip


def get(client: TestClient, path: str) -> Any:
    answer = client.get(path, headers={"accept": "application/json"})
    assert answer.status_code == 200
    return answer.json()


def post(client: TestClient, path: str, **fields: str | list[str]) -> Any:
    return client.post(path, data=fields, headers={"origin": ORIGIN, "accept": "application/json"})


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_as_html_and_as_json(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "<h1>" in page.text or "<h1 " in page.text
    get(client, path)


@pytest.mark.parametrize("path", ["/sources/E999", "/sources/x", "/entities/nobody", "/pictures/none.svg", "/nowhere"])
def test_what_is_not_there_is_said_not_to_be(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_the_reading_view_holds_the_frozen_text_letter_by_letter(client: TestClient) -> None:
    data = get(client, "/sources/E2")
    page = client.get("/sources/E2").text
    shown = re.search(r'<article class="text".*?</article>', page, re.DOTALL)
    assert shown
    plain = re.sub(r"<[^>]+>", "", shown.group().replace("</p>", ""))
    for finding in data["findings"][:5]:
        first = finding["spans"][0]["quote"].split()[0]
        assert first.replace("'", "&#39;").replace('"', "&#34;") in plain


def test_a_decision_is_recorded_under_the_name_of_the_user(client: TestClient, bench_case: Case) -> None:
    finding = get(client, "/review")["finding"]
    assert post(client, "/decide", verdict="reject", about=finding["id"], reason="misread").status_code == 200
    (decision,) = bench_case.decisions()
    assert (decision.by, decision.verdict, decision.about, decision.reason) == ("Ada", "reject", (finding["id"],), "misread")
    assert finding["id"] not in client.get("/chart").text


def test_undo_brings_the_finding_back(client: TestClient) -> None:
    finding = get(client, "/review?kind=order")["finding"]
    made = post(client, "/decide", verdict="reject", about=finding["id"]).json()["decision"]
    assert get(client, "/review?kind=order")["finding"]["id"] != finding["id"]
    post(client, "/undo", decision=made)
    assert get(client, "/review?kind=order")["finding"]["id"] == finding["id"]


def test_the_status_of_a_cell_is_set_and_shown(client: TestClient) -> None:
    chart = get(client, "/chart")[0]
    about = f"{chart['crime']}/{chart['cells'][0]['element']}/{chart['accused']}"
    post(client, "/decide", verdict="status", about=about, reason="one origin only", **{"set-status": "contested"})
    assert get(client, "/chart")[0]["cells"][0]["status"] == "contested"


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/decide", {}),
        ("/decide", {"verdict": "hang", "about": "f-1"}),
        ("/undo", {"decision": "d-0"}),
        ("/dossier", {"format": "exe"}),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_in_words(client: TestClient, path: str, fields: dict[str, str]) -> None:
    answer = post(client, path, **fields)
    assert answer.status_code in (400, 404, 409)
    assert answer.json()["error"]


@pytest.mark.parametrize(("kind", "begins"), [("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_dossier_is_downloaded(client: TestClient, kind: str, begins: bytes) -> None:
    answer = post(client, "/dossier", format=kind, section=["summary", "charts"])
    assert answer.content.startswith(begins)
    assert f"dossier.{kind}" in answer.headers["content-disposition"]


def test_hostile_words_of_a_source_stay_words(client: TestClient, bench_case: Case) -> None:
    source = bench_case.sources()[0]
    body = "<script>alert(1)</script><img src=x onerror=alert(2)> “<svg onload=alert(3)>” he said"
    with bench_case.writing() as connection:
        named = type(source)(
            id=source.id, name="<b>x</b>.txt", media_type="text/plain", size=1, received_at=datetime.now(UTC), title="<i>t</i>"
        )
        store.put_source(connection, named)
        store.put_derived(
            connection, Derived(source=source.id, key="k", text=Text(id="t-x", source=source.id, reader="r", body=body))
        )
    client.app.state.bench._desk = None  # type: ignore[attr-defined]
    for path in ("/sources", "/sources/E1"):
        page = client.get(path).text
        assert not re.search(r"<script>alert|<img src=x|<svg onload|<b>x</b>|<i>t</i>", page)


def test_selected_words_are_added_and_taken_back(client: TestClient) -> None:
    text = get(client, "/sources/E1")["text"]
    value = {"set-kind": "order", "set-start": "0", "set-end": "9", "set-who": "Idris Valdane", "set-act": "no_quarter"}
    made = post(client, "/decide", verdict="use", about=text["source"], **value).json()["decision"]
    added = [f for f in get(client, "/sources/E1")["findings"] if f["rule"] == "person.added.v1"]
    assert [f["spans"][0]["quote"] for f in added] == [text["body"][:9]]
    post(client, "/undo", decision=made)
    assert not [f for f in get(client, "/sources/E1")["findings"] if f["rule"] == "person.added.v1"]


def test_words_that_the_source_does_not_hold_cannot_be_added(client: TestClient, bench_case: Case) -> None:
    text = get(client, "/sources/E1")["text"]
    value = {"set-kind": "order", "set-start": "0", "set-end": "99999999"}
    assert post(client, "/decide", verdict="use", about=text["source"], **value).status_code == 409
    assert bench_case.decisions() == []
