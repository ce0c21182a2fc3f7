"""The way into a case: by membership, by role, with what a role may see, and on record."""

from __future__ import annotations

import html
import re
import time

import pytest
from starlette.testclient import TestClient

from probanda.team import accounts, members, policy
from probanda.web.language import wording
from tests.read.test_blacked import grey
from tests.web.served.conftest import KEPT, ORIGIN, SECRET_NAME, World

JSON = {"accept": "application/json"}


def dossier(client: TestClient) -> str:
    """A dossier in HTML, as a member takes it away."""
    page = client.post("/cases/kestral/dossier", data={"format": "html"}, headers=ORIGIN).headers["location"]
    end = time.monotonic() + 120
    while not (told := client.get(page, headers=JSON).json())["ready"]:
        assert not told["failed"]
        assert time.monotonic() < end
        time.sleep(0.2)
    return client.get(f"{page}/dossier.html").text


def test_one_sees_the_cases_that_one_is_a_member_of(browsers: dict[str, TestClient]) -> None:
    mine = browsers["editor"].get("/cases/", headers=JSON).json()
    assert mine == [{"case": "kestral", "role": "editor", "only": None, "at": "/cases/kestral/"}]
    assert browsers["nowhere"].get("/cases/", headers=JSON).json() == []
    assert browsers["auditor"].get("/cases/", headers=JSON).json()[0]["at"] == "/cases/kestral/custody"
    assert "Kestral" in browsers["editor"].get("/cases/").text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_role_has_its_words_in_each_language(browsers: dict[str, TestClient], language: str) -> None:
    page = browsers["owner"].get(f"/cases/kestral/members?lang={language}").text
    assert all(f'value="{role}"' in page for role in policy.table().roles)
    assert all(wording(language)["t"][f"role_{role}_say"] in html.unescape(page) for role in policy.table().roles)


def test_a_case_of_others_looks_like_none(browsers: dict[str, TestClient]) -> None:
    other, none = (browsers["editor"].get(f"/cases/{name}/sources", headers=JSON) for name in ("lomar", "atlantis"))
    assert (other.status_code, other.json()) == (none.status_code, none.json())
    assert other.status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/sources", "/sources/E2", "/review", "/chart", "/entities", "/search?q=quarry", "/dossier"]
)
def test_every_address_on_a_page_stays_in_the_case(browsers: dict[str, TestClient], path: str) -> None:
    page = browsers["owner"].get(f"/cases/kestral{path}")
    assert page.status_code == 200
    addresses = re.findall(r"""\s(?:href|src|action|formaction|hx-\w+)=["'](/[^"']*)""", page.text)
    assert len(addresses) > 8
    assert {one.split("/")[1] for one in addresses} <= {"cases", "static", "account", "sign-out"}
    assert all(one == "/cases/" or one.startswith("/cases/kestral/") for one in addresses if one.startswith("/cases"))


def test_after_a_decision_one_is_led_on_within_the_case(world: World) -> None:
    world.add("ada", "editor")
    client = world.signed_in("ada")
    finding = client.get("/cases/kestral/review", headers=JSON).json()["finding"]
    answer = client.post("/cases/kestral/decide", data={"verdict": "accept", "about": finding["id"]}, headers=ORIGIN)
    assert answer.headers["location"] == "/cases/kestral/review"
    (made,) = world.cases["kestral"].decisions()
    assert (made.by, made.about) == ("ada", (finding["id"],))
    assert world.cases["lomar"].decisions() == []


@pytest.mark.parametrize("login", ["reader", "disclosure"])
def test_a_protected_name_is_on_no_page_of_those_who_may_not_know_it(browsers: dict[str, TestClient], login: str) -> None:
    client = browsers[login]
    listed = [s["id"] for s in client.get("/cases/kestral/sources", headers=JSON).json()]
    paths = ["/", "/sources", "/review", "/entities", "/entities/pairs", "/chart?all=1", "/pictures", "/pictures/network.svg",
             "/search?q=dorrak", f"/search?q={SECRET_NAME}", "/contradictions", "/decisions", "/openapi.json",
             *(f"/sources/E{n}" for n in range(1, 12))]  # fmt: skip
    for path in paths:
        for accept in ("text/html", "application/json"):
            answer = client.get(f"/cases/kestral{path}", headers={"accept": accept})
            told = re.sub(r'value="[^"]*"', "", answer.text)
            assert "Dorrak" not in told, path
    assert listed
    assert browsers["reviewer"].get("/cases/kestral/search?q=dorrak").text.count("Dorrak") > 2


def test_ids_in_a_copy_confirm_no_guess(peopled: World, browsers: dict[str, TestClient]) -> None:
    seen = browsers["reader"].get("/cases/kestral/sources", headers=JSON).json()
    assert {s["id"] for s in seen}.isdisjoint({s.id for s in peopled.cases["kestral"].sources()})
    real = {t.id for t in peopled.cases["kestral"].texts()}
    texts = {browsers["reader"].get(f"/cases/kestral/sources/E{n}", headers=JSON).json()["text"]["id"] for n in (1, 2, 3)}
    assert texts.isdisjoint(real)


def test_a_disclosure_set_is_all_that_its_member_sees_and_exhibits_keep_their_numbers(browsers: dict[str, TestClient]) -> None:
    client = browsers["disclosure"]
    page = client.get("/cases/kestral/sources").text
    assert set(re.findall(r"/sources/(E\d+)", page)) == {"E2", "E4"}
    assert client.get("/cases/kestral/sources/E1").status_code == 404
    assert client.get("/cases/kestral/sources/E4").status_code == 200
    inside = {hit["source"] for hit in client.get("/cases/kestral/search?q=the", headers=JSON).json()}
    assert len(inside) <= 2
    taken = dossier(client)
    assert "Kestral" in taken
    assert "Dorrak" not in taken


def test_a_set_that_is_narrowed_is_narrower_at_once(world: World) -> None:
    world.add("ben", "disclosure")
    client = world.signed_in("ben")
    assert client.get("/cases/kestral/sources/E4").status_code == 200
    members.disclose(world.team, world.cases["kestral"], KEPT, ["E2"], by="root")
    assert client.get("/cases/kestral/sources/E4").status_code == 404
    assert client.get("/cases/kestral/sources/E2").status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "//sources", "/sources/", "/sources/E2/", "/static/../sources", "/./sources"])
@pytest.mark.parametrize("who", ["owner", "reader", "auditor"])
def test_what_is_no_page_is_not_there(browsers: dict[str, TestClient], path: str, who: str) -> None:
    answer = browsers[who].get(f"/cases/kestral{path}".replace("..", "%2e%2e").replace("/.", "/%2e"), headers=JSON)
    assert answer.status_code == 404


def test_a_role_that_is_taken_away_is_gone_at_once(world: World) -> None:
    world.add("ada", "owner")
    client = world.signed_in("ada")
    assert client.get("/cases/kestral/").status_code == 200
    members.grant(world.team, world.cases["kestral"], "ada", None, by="root")
    assert client.get("/cases/kestral/").status_code == 404
    accounts.disable(world.team, "ada", by="root")
    assert client.get("/cases/").status_code == 303


def test_what_was_looked_at_and_taken_away_is_on_record(world: World) -> None:
    case = world.cases["kestral"]
    before = len(case.custody())
    world.add("ada", "reviewer")
    world.add("ben", "disclosure")
    ada, ben = world.signed_in("ada"), world.signed_in("ben")
    for _ in range(2):
        for number in range(1, 6):
            ada.get(f"/cases/kestral/sources/E{number}")
    for _ in range(3):
        assert ada.post("/cases/kestral/dossier", data={"format": "html"}, headers=ORIGIN).status_code == 403
    dossier(ben)
    told = [(e.by, e.action) for e in case.custody()[before:]]
    assert told.count(("ada", "entered")) == told.count(("ben", "entered")) == told.count(("ben", "dossier")) == 1
    assert told.count(("ada", "refused")) == 1
    seen = [e.source for e in case.custody() if e.action == "viewed"]
    named = {t.source for t in case.texts() if SECRET_NAME in t.body}
    assert seen
    assert set(seen) <= named
    assert len(seen) == len(set(seen))


def test_nobody_approves_his_own_whatever_the_role(world: World) -> None:
    toml = world.team.folder / "kestral" / "case.toml"
    toml.write_text(toml.read_text() + "four_eyes = true\n")
    world.add("ada", "editor")
    world.add("ben", "reviewer")
    ada, ben = world.signed_in("ada"), world.signed_in("ben")
    asked = ada.get("/cases/kestral/review?kind=order", headers=JSON).json()["finding"]["id"]
    correct = {"verdict": "correct", "about": asked, "set-act": "kill"}
    accept = {"verdict": "accept", "about": asked}
    assert ada.post("/cases/kestral/decide", data=correct, headers=ORIGIN).status_code == 303
    assert ada.post("/cases/kestral/decide", data=accept, headers=ORIGIN).status_code == 409
    assert ben.post("/cases/kestral/decide", data=correct, headers=ORIGIN).status_code == 403
    assert ben.post("/cases/kestral/decide", data=accept, headers=ORIGIN).status_code == 303
    assert [(d.by, d.verdict) for d in world.cases["kestral"].decisions()] == [("ada", "correct"), ("ben", "accept")]


def test_a_reviewer_takes_back_his_own_decisions_alone(world: World) -> None:
    world.add("ada", "editor")
    world.add("ben", "reviewer")
    ada, ben = world.signed_in("ada"), world.signed_in("ben")
    made = {}
    for name, client in (("ada", ada), ("ben", ben)):
        asked = client.get("/cases/kestral/review", headers=JSON).json()["finding"]["id"]
        data = {"verdict": "reject", "about": asked}
        made[name] = client.post("/cases/kestral/decide", data=data, headers=ORIGIN | JSON).json()["decision"]
    assert ben.post("/cases/kestral/undo", data={"decision": made["ada"]}, headers=ORIGIN).status_code == 403
    assert ben.post("/cases/kestral/undo", data={"decision": made["ben"]}, headers=ORIGIN).status_code == 303
    # The same by the other door.
    taking = {"verdict": "withdraw", "about": made["ada"]}
    assert ben.post("/cases/kestral/decide", data=taking, headers=ORIGIN).status_code == 403


def test_an_auditor_sees_who_did_what_and_no_contents(world: World) -> None:
    world.add("ada", "editor")
    world.add("cy", "auditor")
    ada, cy = world.signed_in("ada"), world.signed_in("cy")
    asked = ada.get("/cases/kestral/review", headers=JSON).json()["finding"]["id"]
    ada.post("/cases/kestral/decide", data={"verdict": "reject", "about": asked, "reason": SECRET_NAME}, headers=ORIGIN)
    log = cy.get("/cases/kestral/custody", headers=JSON).json()
    assert ("ada", "decided") in {(e["by"], e["action"]) for e in log}
    told = cy.get("/cases/kestral/custody").text + cy.get("/cases/kestral/custody?page=1", headers=JSON).text
    assert "Dorrak" not in told
    assert not any(source.name in told for source in world.cases["kestral"].sources())
    assert cy.get("/cases/kestral/custody/verify").status_code == 200
    for path in ("/", "/sources", "/decisions", "/chart", "/search?q=a", "/members"):
        assert cy.get(f"/cases/kestral{path}").status_code == 403


def picture(client: TestClient, exhibit: str, page: int = 1) -> bytes:
    """A page of a PDF as a member sees it."""
    answer = client.get(f"/cases/kestral/sources/{exhibit}/pages/{page}.png")
    assert answer.status_code == 200, answer.text
    return answer.content


def test_a_reader_sees_pages_without_the_lines_that_name_a_protected_person(browsers: dict[str, TestClient]) -> None:
    whole, less = picture(browsers["owner"], "E6"), picture(browsers["reader"], "E6")
    assert whole != less
    dark = [sum(row.count(0) > len(row) // 2 for row in grey(image)) for image in (whole, less)]
    assert dark[1] > dark[0] + 20, "a line of letters is hidden by a bar; the table has thin rules in both"
    page = browsers["reader"].get("/cases/kestral/sources/E6?page=1").text
    assert '<img class="page"' in page
    assert wording("en")["t"]["page_barred"] in html.unescape(page)
    assert wording("en")["t"]["page_barred"] not in html.unescape(browsers["owner"].get("/cases/kestral/sources/E6?page=1").text)


def test_a_page_outside_the_set_is_not_drawn(browsers: dict[str, TestClient]) -> None:
    assert browsers["disclosure"].get("/cases/kestral/sources/E6/pages/1.png").status_code == 404


def test_where_there_is_no_picture_the_reason_is_said(world: World) -> None:
    world.add("rea", "reader")
    client = world.signed_in("rea")
    answer = client.get("/cases/kestral/sources/E6/pages/999.png")
    assert answer.status_code == 404
    assert "no page 999" in answer.text
    page = client.get("/cases/kestral/sources/E6?page=999").text
    assert '<img class="page"' not in page
    assert "no page 999" in page
