"""Who gets in: this computer, with the address that was printed, from our own pages; nobody else."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import ORIGIN

PATHS = [
    "/",
    "/sources",
    "/sources/E1",
    "/review",
    "/entities",
    "/chart",
    "/search?q=a",
    "/custody",
    "/dossier",
    "/static/style.css",
]
ACT = {"verdict": "accept", "about": "f-1"}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_a_session(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 401
    assert stranger.get(path + ("&" if "?" in path else "?") + "token=guess").status_code == 401


def test_the_address_works_once(stranger: TestClient) -> None:
    assert stranger.get("/?token=launch").status_code == 200
    stranger.cookies.clear()
    assert stranger.get("/?token=launch").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7:8765", ""])
def test_another_name_for_this_computer_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_request_from_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/decide", data=ACT, headers=headers).status_code == 403
    assert client.app.state.bench.case.decisions() == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_outside_content(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy


def test_after_a_decision_nobody_is_led_off_this_machine(client: TestClient) -> None:
    for target in ("//evil.example", "http://evil.example", "/\\evil.example"):
        answer = client.post("/decide", data=ACT | {"next": target}, headers={"origin": ORIGIN}, follow_redirects=False)
        assert answer.headers["location"].startswith("/review")
