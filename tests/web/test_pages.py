"""Each page shows what the case holds, to people and to machines."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from probanda import pipeline
from probanda.model import Incident, Text
from probanda.store import case as store
from probanda.store.case import Case, Derived
from tests.web.conftest import ORIGIN

PAGES = [
    "/", "/sources", "/sources/E1", "/review", "/entities", "/entities/pairs", "/chart", "/pictures", "/map", "/search?q=quarry",
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


def test_sources_are_narrowed_by_what_they_report(client: TestClient, bench_case: Case) -> None:
    every = get(client, "/sources")
    seen = pipeline.see(bench_case)
    acts = {f.act for f in seen.findings.values() if isinstance(f, Incident) and not f.context} - {"other"}
    for act in sorted(acts)[:4]:
        listed = {source["id"] for source in get(client, f"/sources?act={act}")}
        texts = {text.id: text.source for text in seen.texts.values()}
        alike = [f for f in seen.findings.values() if getattr(f, "act", "") == act and not getattr(f, "context", False)]
        telling = {texts[f.spans[0].text] for f in alike}
        assert listed == telling
        assert 0 < len(listed) < len(every)
    page = client.get("/sources?place=Tolvane").text
    assert 0 < len(get(client, "/sources?place=Tolvane")) < len(every)
    assert '<option value="Tolvane" selected>' in page
    assert get(client, "/sources?act=nothing") == []


@pytest.mark.parametrize(("kind", "begins"), [("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_dossier_is_downloaded(client: TestClient, kind: str, begins: bytes) -> None:
    files = built(client, format=kind, section=["summary", "charts"])
    assert list(files) == [f"dossier.{kind}"]
    assert files[f"dossier.{kind}"].startswith(begins)


def built(client: TestClient, **asked: str | list[str]) -> dict[str, bytes]:
    """The files of a dossier, downloaded when they are ready."""
    where = f"/dossier/{post(client, '/dossier', **asked).json()['dossier']}"
    for _ in range(600):
        state = get(client, where)
        assert not state["failed"]
        if state["ready"]:
            return {name: client.get(f"{where}/{name}").content for name in state["files"]}
        time.sleep(0.1)
    raise AssertionError("never ready")


def test_every_format_is_built_at_once_and_entered_in_the_log(client: TestClient, bench_case: Case) -> None:
    before = len(bench_case.custody())
    files = built(client, form="short", format=["html", "chart", "csv", "jsonl", "records", "ftm"])
    assert {name.rpartition(".")[2] for name in files} == {"html", "xlsx", "zip"}
    assert b"Short form" in files["dossier.html"]
    assert len(bench_case.custody()) - before == len(files)


def test_a_recipient_gets_what_protected_persons_agreed_to(client: TestClient, bench_case: Case) -> None:
    bench_case.hold("names.csv", b"name,type,aliases,note,protect,pseudonym\nSamir Dorrak,person,Dorrak,,witness,Witness A\n")
    assert "Witness A" in client.get("/dossier").text
    given: dict[str, str | list[str]] = {"form": "own", "section": ["summary", "people"], "format": "html"}
    outside = built(client, **given, **{"for": "others", "recipient": "The Registry"})["dossier.html"].decode()
    assert "Dorrak" not in outside
    assert "Witness A" in outside
    assert "Dorrak" in built(client, **given)["dossier.html"].decode()
    entry = next(e for e in bench_case.custody() if e.action == "dossier-redacted")
    assert (entry.detail["for"], entry.detail["pseudonyms"]) == ("The Registry", "Witness A")


def test_a_table_of_names_is_followed_and_stands_in_no_file(client: TestClient, bench_case: Case) -> None:
    listed = "name,pseudonym,aliases\nSamir Dorrak,Person D,S. Dorrak\n"
    files = built(client, form="own", section=["summary", "people", "exhibits"], format=["html", "records"], protect=listed)
    with zipfile.ZipFile(io.BytesIO(files["records.zip"])) as records:
        written = [
            files["dossier.html"],
            *(records.read(name) for name in records.namelist()),
            *map(str.encode, records.namelist()),
        ]
    assert not any(b"Dorrak" in content for content in written)
    assert any(b"Person D" in content for content in written)
    entry = next(e for e in bench_case.custody() if e.action == "dossier-redacted")
    assert entry.detail["protect"] == "a table of 1"


@pytest.mark.parametrize("listed", ["Samir Dorrak\n", "Name;Pseudonym\nSamir Dorrak;Person D\n", "name,pseudonym\n"])
def test_a_table_that_would_protect_nobody_is_refused(client: TestClient, listed: str) -> None:
    assert post(client, "/dossier", form="full", format="html", protect=listed).status_code == 400


@pytest.mark.parametrize("fields", [{"form": "own", "format": "pdf"}, {"form": "full"}, {"for": "others", "format": "pdf"}])
def test_a_dossier_without_sections_formats_or_recipient_is_refused(client: TestClient, fields: dict[str, str]) -> None:
    assert post(client, "/dossier", **fields).status_code == 400


def test_a_contradiction_is_settled_with_a_reason_and_stays(client: TestClient) -> None:
    first = get(client, "/contradictions")[0]
    chosen = {"verdict": "status", "about": first["id"], "set-status": f"preferred/{first['left']}", "next": "/contradictions"}
    assert post(client, "/decide", **chosen).status_code == 409
    assert post(client, "/decide", **chosen, reason="it names its witness").status_code == 200
    page = client.get("/contradictions").text
    assert "it names its witness" in page
    assert get(client, "/contradictions")[0] == first


def test_places_stand_beside_the_map_and_what_is_not_placed_can_be(client: TestClient) -> None:
    shown = get(client, "/map")
    assert {"Harn quarry", "Tolvane"} <= {place["area"]["name"] for place in shown["places"]}
    assert shown["not_placed"]
    assert client.get("/map.svg").text.startswith("<svg")
    wrong = post(
        client, "/decide", verdict="place", about="Irrenbek", **{"set-latitude": "north", "set-longitude": "1"}, reason="x"
    )
    assert wrong.status_code == 409
    right = {"set-latitude": "-37.5", "set-longitude": "-27.5", "set-radius_km": "3"}
    assert post(client, "/decide", verdict="place", about="Irrenbek", **right, reason="satellite picture").status_code == 200
    moved = next(p["area"] for p in get(client, "/map")["places"] if p["area"]["name"] == "Irrenbek")
    assert (moved["latitude"], moved["radius_km"]) == (-37.5, 3.0)
    assert "satellite picture" in client.get("/map").text


def test_the_general_principles_of_law_stand_with_the_charts(client: TestClient) -> None:
    assert "intent and knowledge under Art. 30 go with it" in client.get("/chart").text


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
