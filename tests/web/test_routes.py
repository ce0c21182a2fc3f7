"""Every route, generated from the application itself: who may ask, what it says of itself, and that nothing asked breaks it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from starlette.routing import Route
from starlette.testclient import TestClient

from probanda.store.case import Case, create
from probanda.web.app import PAGES, application
from tests.web.conftest import ORIGIN

ROUTES = [(route.path, method) for page in PAGES for route in page.ROUTES for method in sorted(route.methods or ())]
FILLED = {"{number}": "E1", "{id}": "m-1", "{name}": "timeline", "{page}": "1"}


def _path(route: str) -> str:
    for name, value in FILLED.items():
        route = route.replace(name, value)
    return route


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_a_stranger_is_shown_nothing(stranger: TestClient, path: str, method: str) -> None:
    assert stranger.request(method, _path(path), headers={"origin": ORIGIN}).status_code == 401


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_the_user_is_answered(client: TestClient, path: str, method: str) -> None:
    answer = client.request(method, _path(path), headers={"origin": ORIGIN})
    assert answer.status_code in (200, 303, 400, 404)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_another_site_changes_nothing(client: TestClient, path: str, method: str) -> None:
    answer = client.request(method, _path(path), headers={"sec-fetch-site": "cross-site", "origin": "http://evil.example"})
    assert (
        answer.status_code == 403
        if method not in ("GET", "HEAD")
        else answer.headers["cross-origin-resource-policy"] == "same-origin"
    )
    assert client.app.state.bench.case.decisions() == []  # type: ignore[attr-defined]


def test_the_description_names_every_route_and_says_what_it_does(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for route in (r for r in client.app.routes if isinstance(r, Route)):  # type: ignore[attr-defined]
        for method in (route.methods or set()) - {"HEAD"}:
            assert described["paths"][route.path][method.lower()]["summary"]


@pytest.fixture(scope="module")
def asked(example: Case) -> TestClient:
    """A client that only asks, on the example itself."""
    client = TestClient(application(example, by="Ada", token="launch", patience=60.0), base_url=ORIGIN)
    assert client.get("/?token=launch").status_code == 200
    return client


WORDS = some.one_of(
    some.text(max_size=30), some.sampled_from(["E1", "order", "0", "-1", "9" * 30, "2017-02-30", '"', "' OR 1=1", "a*", "\x00"])
)
GETS = sorted({path for path, method in ROUTES if method == "GET" and path != "/custody/verify"})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=some.sampled_from(GETS), values=some.lists(WORDS, min_size=12, max_size=12), json=some.booleans())
def test_no_question_breaks_it(asked: TestClient, path: str, values: list[str], json: bool) -> None:
    described = asked.get("/openapi.json").json()["paths"][path]["get"]["parameters"]
    given_values = dict(zip((p["name"] for p in described), values, strict=False))
    inside = {p["name"]: given_values[p["name"]] for p in described if p["in"] == "path"}
    for name, value in inside.items():
        path = path.replace("{" + name + "}", quote(value, safe="") or "x")
    query = {name: value for name, value in given_values.items() if name not in inside}
    answer = asked.get(path, params=query, headers={"accept": "application/json"} if json else {})
    assert answer.status_code < 500


VERDICTS = [
    "accept",
    "reject",
    "correct",
    "merge",
    "split",
    "distinct",
    "unsure",
    "status",
    "note",
    "rate",
    "use",
    "set_aside",
    "withdraw",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verdict=some.sampled_from(VERDICTS), about=some.lists(WORDS, min_size=1, max_size=3), name=WORDS, value=WORDS)
def test_no_decision_breaks_it(
    tmp_path_factory: pytest.TempPathFactory, verdict: str, about: list[str], name: str, value: str
) -> None:
    case = create(Path(tmp_path_factory.mktemp("fuzz")) / "case")
    client = TestClient(application(case, by="Ada", token="launch", patience=60.0), base_url=ORIGIN)
    client.get("/?token=launch")
    fields = {"verdict": verdict, "about": about, f"set-{name}": value, "reason": value, "next": value}
    answer = client.post("/decide", data=fields, headers={"origin": ORIGIN}, follow_redirects=False)
    assert answer.status_code < 500
    for page in ("/", "/review", "/decisions", "/entities/pairs", "/chart"):
        assert client.get(page).status_code == 200
