"""The doors: what a browser sends, what it gets back, and what it cannot do."""

from __future__ import annotations

import re

import pytest

from probanda.team import accounts, factors, sessions
from tests.web.served.conftest import ADDRESS, ORIGIN, PHRASE, World

COOKIE = "__Host-probanda"


@pytest.fixture
def ada(world: World) -> World:
    """A server with one person."""
    world.add("ada", "owner")
    return world


def test_a_session_lives_in_a_cookie_that_no_script_and_no_other_site_gets(ada: World) -> None:
    answer = ada.stranger().post("/sign-in", data=ada.typed("ada", next="/cases/kestral/chart?crime=x"), headers=ORIGIN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/kestral/chart?crime=x")
    told = answer.headers["set-cookie"]
    assert told.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=strict"} <= set(told.split("; "))
    assert "Domain" not in told
    assert answer.headers["strict-transport-security"]


ELSEWHERE = ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nb: c"]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(ada: World, target: str) -> None:
    answer = ada.stranger().post("/sign-in", data=ada.typed("ada", next=target), headers=ORIGIN)
    assert answer.headers["location"] == "/"
    assert "evil" not in ada.stranger().get("/sign-in", params={"next": target}).text


def test_a_session_that_a_browser_brings_is_never_taken_over(ada: World) -> None:
    client = ada.stranger()
    client.cookies.set(COOKIE, "chosen-by-somebody-else")
    answer = client.post("/sign-in", data=ada.typed("ada"), headers=ORIGIN)
    token = answer.cookies[COOKIE]
    assert token != "chosen-by-somebody-else"
    assert sessions.of(ada.team, "chosen-by-somebody-else", now=ada.clock().timestamp()) is None
    ada.clock.move(seconds=31)
    assert ada.stranger().post("/sign-in", data=ada.typed("ada"), headers=ORIGIN).cookies[COOKIE] != token


def test_signing_out_ends_the_session_on_the_server(ada: World) -> None:
    client = ada.signed_in("ada")
    token = client.cookies[COOKIE]
    assert client.get("/cases/").status_code == 200
    assert client.post("/sign-out", headers=ORIGIN).status_code == 303
    assert COOKIE not in client.cookies
    thief = ada.stranger()
    thief.cookies.set(COOKIE, token)
    assert thief.get("/cases/").status_code == 303


def test_answers_to_wrong_sign_ins_are_all_alike(ada: World) -> None:
    tries = [ada.typed("ada", phrase="wrong wrong"), ada.typed("ada", code="000000"), ada.typed("ada") | {"login": "nobody"}]
    answers = [ada.stranger().post("/sign-in", data=one, headers=ORIGIN) for one in tries]
    assert {a.status_code for a in answers} == {401}
    plain = {re.sub(r'name="login" value="\w+"', "", a.text) for a in answers}
    assert len(plain) == 1
    assert not any(PHRASE in a.text for a in answers)


def test_a_code_cannot_be_used_twice(ada: World) -> None:
    typed = ada.typed("ada")
    assert ada.stranger().post("/sign-in", data=typed, headers=ORIGIN).status_code == 303
    assert ada.stranger().post("/sign-in", data=typed, headers=ORIGIN).status_code == 401


def test_after_failures_the_door_says_how_long_to_wait(ada: World) -> None:
    for _ in range(5):
        ada.stranger().post("/sign-in", data=ada.typed("ada", phrase="wrong wrong"), headers=ORIGIN)
    answer = ada.stranger().post("/sign-in", data=ada.typed("ada"), headers=ORIGIN)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "16")
    ada.clock.move(seconds=31)
    assert ada.stranger().post("/sign-in", data=ada.typed("ada"), headers=ORIGIN).status_code == 303


def test_a_session_ends_by_itself(ada: World) -> None:
    client = ada.signed_in("ada")
    ada.clock.move(minutes=61)
    assert client.get("/cases/").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("host", ["evil.example", "cases.example.org.evil.example", "127.0.0.1", ""])
def test_another_name_for_the_server_is_refused(ada: World, host: str) -> None:
    assert ada.stranger().get("/sign-in", headers={"host": host}).status_code == 421


def test_nothing_is_served_without_tls(ada: World) -> None:
    client = ada.stranger()
    client.base_url = ADDRESS.replace("https", "http")  # type: ignore[assignment]
    # What a browser says of itself does not make it TLS; a proxy is believed by its address, and only when it was named.
    answer = client.get("/sign-in", headers={"x-forwarded-proto": "https"})
    assert answer.status_code == 421


def test_an_invitation_is_taken_over_in_the_browser(world: World) -> None:
    accounts.add(world.team, "ben", name="Ben <b>Okoro</b>", by="root", now=world.clock())
    word = accounts.invite(world.team, "ben", by="root", now=world.clock())
    client, json = world.stranger(), {"accept": "application/json"}
    assert client.post("/welcome", data={"word": "wrong"}, headers=ORIGIN).status_code == 401
    page = client.post("/welcome", data={"word": word.upper()}, headers=ORIGIN)
    assert "<svg" in page.text
    assert "<b>Okoro" not in page.text
    told = client.post("/welcome", data={"word": word}, headers=ORIGIN | json).json()["otpauth"]
    secret = factors.derived(word, world.team.key)
    assert factors.address(secret, "ben", "cases.example.org") == told
    typed = {"word": word, "phrase": PHRASE, "again": PHRASE, "code": "000000"}
    assert client.post("/welcome", data=typed, headers=ORIGIN).status_code == 400
    typed["code"] = factors.code(secret, world.clock().timestamp())
    assert client.post("/welcome", data=typed | {"again": "another phrase at all"}, headers=ORIGIN).status_code == 400
    codes = client.post("/welcome", data=typed, headers=ORIGIN | json).json()["recovery"]
    assert len(codes) == factors.CODES
    assert client.post("/welcome", data=typed, headers=ORIGIN).status_code == 401
    entering = {"login": "ben", "phrase": PHRASE, "code": typed["code"]}
    assert client.post("/sign-in", data=entering, headers=ORIGIN).status_code == 401
    assert client.post("/sign-in", data=entering | {"code": codes[0]}, headers=ORIGIN).status_code == 303


def test_one_s_own_account_is_one_s_own(world: World) -> None:
    world.add("ada", "owner")
    world.add("ben", "owner")
    ada, ben = world.signed_in("ada"), world.signed_in("ben")
    (theirs,) = sessions.of_account(world.team, "ben")
    ada.post("/account", data={"what": "session", "session": theirs.id}, headers=ORIGIN)
    assert ben.get("/account").status_code == 200
    wrong = {"what": "phrase", "present": "not this one", "phrase": "five grey geese flew", "again": "five grey geese flew"}
    assert ada.post("/account", data=wrong, headers=ORIGIN).status_code == 400
    assert ada.post("/account", data=wrong | {"present": PHRASE}, headers=ORIGIN).status_code == 303
    assert ada.get("/account").status_code == 303
    codes = ben.post("/account", data={"what": "codes", "present": PHRASE}, headers=ORIGIN).text
    assert len(set(re.findall(r"<code>([a-z2-7-]{19})</code>", codes))) == factors.CODES
    assert ben.post("/account", data={"what": "everywhere"}, headers=ORIGIN).status_code == 303
    assert ben.get("/account").status_code == 303


def test_an_owner_gives_roles_and_nobody_changes_his_own(world: World) -> None:
    world.add("ada", "owner")
    world.add("ben")
    ada, ben = world.signed_in("ada"), world.signed_in("ben")
    assert ben.get("/cases/kestral/").status_code == 404
    assert ada.post("/cases/kestral/members", data={"login": "ben", "role": "editor"}, headers=ORIGIN).status_code == 303
    assert ben.get("/cases/kestral/").status_code == 200
    assert ben.post("/cases/kestral/members", data={"login": "ben", "role": "owner"}, headers=ORIGIN).status_code == 403
    assert ada.post("/cases/kestral/members", data={"login": "ada", "role": "reader"}, headers=ORIGIN).status_code == 403
    assert ada.post("/cases/kestral/members", data={"login": "ben", "role": "none"}, headers=ORIGIN).status_code == 303
    assert ben.get("/cases/kestral/").status_code == 404
    assert [e.detail["role"] for e in world.cases["kestral"].custody() if e.action == "member"] == ["owner", "editor", "none"]
