"""Every route x role x case, from the routes themselves: a page without an entry in the policy is refused, and fails here."""

from __future__ import annotations

from typing import get_args

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from probanda.model import Verdict
from probanda.team import policy
from probanda.web.app import PAGES
from probanda.web.served import people
from tests.web.served.conftest import ORIGIN, World

INSIDE = sorted({(r.path, m) for page in (*PAGES, people) for r in page.ROUTES for m in (r.methods or set()) - {"HEAD"}})
FILLED = {"{number}": "E2", "{id}": "m-1", "{name}": "timeline", "{page}": "1"}
OPEN = {("/sign-in", "GET"), ("/sign-in", "POST"), ("/welcome", "GET"), ("/welcome", "POST")}
ROLES = sorted(policy.table().roles)
OUTSIDERS = {"elsewhere": 404, "nowhere": 404, "gone": 303, "nobody": 303}
"""An owner of another case, a member of none, somebody disabled, somebody signed out."""


def filled(path: str) -> str:
    for name, value in FILLED.items():
        path = path.replace(name, value)
    return path


def outside(world: World) -> list[tuple[str, str]]:
    return sorted({(r.path, m) for r in world.app.routes if isinstance(r, Route) for m in (r.methods or set()) - {"HEAD"}})


def key(path: str, method: str) -> str:
    return f"{method} {path}"


@pytest.mark.parametrize(("path", "method"), INSIDE)
def test_every_page_counts_as_some_action(path: str, method: str) -> None:
    assert policy.table().routes.get(key(path, method)) in policy.table().actions


def test_the_policy_speaks_of_no_page_that_there_is_not() -> None:
    assert set(policy.table().routes) == {key(path, method) for path, method in INSIDE}


@pytest.mark.parametrize(("path", "method"), INSIDE)
@pytest.mark.parametrize("who", [*ROLES, *OUTSIDERS])
@pytest.mark.parametrize("case", ["kestral", "lomar", "atlantis"])
def test_who_gets_where(browsers: dict[str, TestClient], path: str, method: str, who: str, case: str) -> None:
    answer = browsers[who].request(method, f"/cases/{case}{filled(path)}", headers=ORIGIN)
    mine = "lomar" if who == "elsewhere" else "kestral"
    if who in ("gone", "nobody"):
        assert answer.status_code == (303 if method == "GET" else 401)
    elif who == "nowhere" or case != mine:
        assert answer.status_code == 404
    elif policy.may_at_all("owner" if who == "elsewhere" else who, policy.table().routes[key(path, method)]):
        assert answer.status_code in (200, 303, 400, 404, 409)
    else:
        assert answer.status_code == 403


@pytest.mark.parametrize("who", [*ROLES, *OUTSIDERS])
def test_outside_the_cases_everybody_signed_in_is_alike(peopled: World, browsers: dict[str, TestClient], who: str) -> None:
    for path, method in outside(peopled):
        if "{" in path or (path in ("/sign-out", "/account") and method == "POST"):
            continue
        answer = browsers[who].request(method, path, headers=ORIGIN)
        if who in ("gone", "nobody") and (path, method) not in OPEN:
            assert answer.status_code == (303 if method == "GET" else 401), path
        else:
            assert answer.status_code in (200, 303, 400, 401), path


@pytest.mark.parametrize("verdict", get_args(Verdict))
@pytest.mark.parametrize("who", [*ROLES, *OUTSIDERS])
def test_who_may_decide_what(peopled: World, browsers: dict[str, TestClient], verdict: str, who: str) -> None:
    before = len(peopled.cases["kestral"].decisions())
    data = {"verdict": verdict, "about": "f-none", "set-use": "x"}
    answer = browsers[who].post("/cases/kestral/decide", data=data, headers=ORIGIN)
    action = policy.table().verdicts[verdict]
    allowed = who in ROLES and policy.may(who, action, "others" if action == "withdraw" else "case")
    if not allowed:
        assert answer.status_code in (401, 403, 404)
        assert len(peopled.cases["kestral"].decisions()) == before
    else:
        assert answer.status_code in (303, 400, 409)


@pytest.mark.parametrize(("path", "method"), INSIDE)
def test_another_site_gets_nothing_done(browsers: dict[str, TestClient], path: str, method: str) -> None:
    if method == "GET":
        return
    for headers in ({}, {"origin": "https://evil.example"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"}):
        answer = browsers["owner"].request(method, f"/cases/kestral{filled(path)}", headers=headers)
        assert answer.status_code == 403


def test_a_page_without_an_entry_is_refused_to_everybody(
    monkeypatch: pytest.MonkeyPatch, browsers: dict[str, TestClient]
) -> None:
    routes = {name: action for name, action in policy.table().routes.items() if name != "GET /chart"}
    without = policy.Policy(
        **{f: getattr(policy.table(), f) for f in policy.Policy.__struct_fields__ if f != "routes"}, routes=routes
    )
    monkeypatch.setattr(policy, "table", lambda: without)
    assert {browsers[role].get("/cases/kestral/chart").status_code for role in ROLES} == {403}


def test_asking_for_the_head_of_a_page_is_asking_for_the_page(browsers: dict[str, TestClient]) -> None:
    for role in ROLES:
        head, page = (browsers[role].request(how, "/cases/kestral/chart") for how in ("HEAD", "GET"))
        assert head.status_code == page.status_code
        assert head.content == b""
