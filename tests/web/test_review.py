"""Review: what waits for whom, corrections, and four eyes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from probanda import pipeline
from probanda.store.case import Case
from tests.web.conftest import ORIGIN, person


def waiting(client: TestClient, kind: str = "order") -> Any:
    return client.get(f"/review?kind={kind}", headers={"accept": "application/json"}).json()


def decide(client: TestClient, verdict: str, about: str, **fields: str) -> int:
    given = {"verdict": verdict, "about": about, **fields}
    return client.post("/decide", data=given, headers={"origin": ORIGIN}, follow_redirects=False).status_code


@pytest.fixture
def two(bench_case: Case) -> tuple[TestClient, TestClient]:
    """Two people who work on one case under four eyes."""
    with (bench_case.folder / "case.toml").open("a") as settings:
        settings.write("four_eyes = true\n")
    return person(bench_case, "Ada"), person(bench_case, "Ben")


def test_findings_come_one_after_the_other_and_round_again(client: TestClient) -> None:
    number = waiting(client)["waiting"]
    assert number > 1
    after, seen = "", []
    for _ in range(number):
        after = client.get(f"/review?kind=order&after={after}", headers={"accept": "application/json"}).json()["finding"]["id"]
        seen.append(after)
    assert len(set(seen)) == number
    assert (
        client.get(f"/review?kind=order&after={after}", headers={"accept": "application/json"}).json()["finding"]["id"] == seen[0]
    )


def test_what_is_taken_back_waits_again_where_it_stood(client: TestClient) -> None:
    first = waiting(client)["finding"]["id"]
    decide(client, "accept", first)
    second = waiting(client)["finding"]["id"]
    decide(client, "reject", second)
    made = client.app.state.bench.case.decisions()  # type: ignore[attr-defined]
    waiting(client)
    client.post("/undo", data={"decision": made[0].id}, headers={"origin": ORIGIN})
    assert waiting(client)["finding"]["id"] == first


def test_a_correction_stands_and_settles_the_finding(client: TestClient) -> None:
    finding = waiting(client)["finding"]
    assert decide(client, "correct", finding["id"], **{"set-act": "execution"}) == 303
    assert waiting(client)["finding"]["id"] != finding["id"]
    number = client.get("/sources", headers={"accept": "application/json"}).json()
    texts = [client.get(f"/sources/E{n + 1}", headers={"accept": "application/json"}).json() for n in range(len(number))]
    (now,) = [f for t in texts for f in t["findings"] if f["id"] == finding["id"]]
    assert now["act"] == "execution"


@pytest.mark.parametrize("value", [{"set-spans": "x"}, {"set-quoted": "x"}, {"set-stance": "sings"}])
def test_what_a_source_says_cannot_be_corrected(client: TestClient, bench_case: Case, value: dict[str, str]) -> None:
    assert decide(client, "correct", waiting(client)["finding"]["id"], **value) == 409
    assert bench_case.decisions() == []


def test_under_four_eyes_one_acceptance_is_not_enough(two: tuple[TestClient, TestClient]) -> None:
    ada, ben = two
    finding = waiting(ada)["finding"]["id"]
    before = waiting(ben)["waiting"]
    assert decide(ada, "accept", finding) == 303
    assert waiting(ada)["finding"]["id"] != finding
    assert waiting(ben)["finding"]["id"] == finding
    assert decide(ben, "accept", finding) == 303
    assert waiting(ben)["waiting"] == before - 1


def test_nobody_approves_his_own(two: tuple[TestClient, TestClient]) -> None:
    ada, ben = two
    finding = waiting(ada)["finding"]["id"]
    assert decide(ada, "correct", finding, **{"set-act": "execution"}) == 303
    assert decide(ada, "accept", finding) == 409
    assert decide(ben, "accept", finding) == 303
    assert decide(ben, "accept", finding) == 409


def test_an_addition_waits_for_a_second_person(two: tuple[TestClient, TestClient]) -> None:
    ada, ben = two
    source = ada.get("/sources/E1", headers={"accept": "application/json"}).json()["source"]["id"]
    assert decide(ada, "use", source, **{"set-kind": "order", "set-start": "0", "set-end": "9"}) == 303
    added = waiting(ben)["finding"]
    assert added["rule"] == "person.added.v1"
    assert waiting(ada)["finding"]["id"] != added["id"]
    assert decide(ada, "accept", added["id"]) == 409
    assert decide(ben, "accept", added["id"]) == 303
    assert waiting(ben)["finding"]["id"] != added["id"]


def test_why_it_was_suggested_is_shown(client: TestClient) -> None:
    finding = waiting(client)["finding"]
    page = client.get("/review?kind=order").text
    assert "Why was this suggested" in page
    assert finding["rule"] in page


def test_decisions_are_entered_in_the_log(client: TestClient, bench_case: Case) -> None:
    finding = waiting(client)["finding"]["id"]
    decide(client, "reject", finding)
    assert bench_case.custody()[-1].action == "decided"
    assert bench_case.custody()[-1].by == "Ada"


def test_what_changes_no_finding_gives_the_view_that_a_full_run_gives(client: TestClient, bench_case: Case) -> None:
    client.get("/chart")
    decide(client, "accept", waiting(client)["finding"]["id"])
    chart = client.get("/chart", headers={"accept": "application/json"}).json()[0]
    decide(client, "status", f"{chart['crime']}/{chart['cells'][0]['element']}/{chart['accused']}", **{"set-status": "contested"})
    shown = client.get("/chart", headers={"accept": "application/json"}).json()
    assert shown == msgspec.json.decode(msgspec.json.encode(pipeline.see(bench_case).charts[: len(shown)]))
