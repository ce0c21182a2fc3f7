"""Commands for a team, as whoever runs the server types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from probanda.cli import main
from probanda.cli.serve import secure
from probanda.errors import UsageError
from probanda.store.case import open_
from probanda.team import accounts, factors, folder, members
from probanda.team.entry import Given, sign_in


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(list(words))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.fixture
def team(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A team with a case and an account."""
    where = str(tmp_path / "team")
    assert run(capsys, "team", where, "--address", "https://cases.example.org")[0] == 0
    assert run(capsys, "init", f"{where}/kestral")[0] == 0
    assert run(capsys, "users", "add", where, "ada", "--name", "Ada Okoro")[0] == 0
    return where


def test_an_invitation_is_printed_that_works(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "users", "reset", team, "ada", "--json")[1])
    assert told["address"] == "https://cases.example.org/welcome"
    known = accounts.invited(folder.open_(Path(team)), told["invitation"])
    assert known
    assert known.login == "ada"


def test_pass_phrase_and_authenticator_can_be_set_at_the_terminal(
    team: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "phrase").write_text("four ferries left at dawn\n")
    assert "no terminal" in run(capsys, "users", "reset", team, "ada", "--here")[2]
    monkeypatch.setenv("PROBANDA_NEW_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    told = json.loads(run(capsys, "users", "reset", team, "ada", "--here", "--json")[1])
    assert told["otpauth"].startswith("otpauth://totp/cases.example.org:ada?")
    opened = folder.open_(Path(team))
    assert sign_in(opened, Given("ada", "four ferries left at dawn", told["recovery"][0]))
    assert len(told["recovery"]) == factors.CODES


def test_roles_and_sets_are_given_and_listed(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "users", "role", team, "ada", "kestral", "owner")[0] == 0
    (one,) = json.loads(run(capsys, "users", "list", team, "--json")[1])
    assert (one["account"]["login"], [(r["folder"], r["role"]) for r in one["roles"]]) == ("ada", [("kestral", "owner")])
    assert "kestral: owner" in run(capsys, "users", "list", team)[1]
    assert run(capsys, "users", "disclose", team, "kestral", "defence")[0] == 0
    assert run(capsys, "users", "role", team, "ada", "kestral", "disclosure", "--set", "defence")[0] == 0
    assert run(capsys, "users", "role", team, "ada", "kestral", "none")[0] == 0
    assert members.of_case(folder.open_(Path(team)), "kestral") == []
    told = json.loads(run(capsys, "users", "log", team, "--json")[1])
    assert [e["action"] for e in told] == ["account-made", "invited", "role", "disclosure-set", "role", "role"]
    assert [e.action for e in open_(Path(team, "kestral")).custody()] == ["member", "disclosure-set", "member", "member"]


def test_somebody_is_shut_out_and_let_in_again(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "users", "disable", team, "ada")
    assert accounts.get(folder.open_(Path(team)), "ada").disabled
    run(capsys, "users", "enable", team, "ada")
    assert not accounts.get(folder.open_(Path(team)), "ada").disabled


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("users", "list", "nowhere"), "there is no team here"),
        (("users", "disable", "TEAM", "nobody"), "no such account"),
        (("users", "add", "TEAM", "ada"), "already"),
        (("users", "role", "TEAM", "ada", "atlantis", "owner"), "there is: kestral"),
        (("users", "role", "TEAM", "ada", "kestral", "king"), "one of owner"),
        (("users", "disclose", "TEAM", "kestral", "defence", "E9"), "no exhibit E9"),
        (("serve", "TEAM", "--team"), "over TLS"),
        (("serve", "TEAM", "--proxy", "127.0.0.1"), "--team"),
        (("team", "TEAM", "--address", "https://cases.example.org"), "already"),
    ],
)
def test_errors_say_what_to_do(team: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str) -> None:
    status, _, errors = run(capsys, *(team if word == "TEAM" else word for word in words))
    assert status in (1, 2)
    assert told in errors
    assert "Traceback" not in errors


def test_a_proxy_is_believed_only_when_it_is_named(tmp_path: Path) -> None:
    files = {"ssl_certfile": tmp_path / "c.pem", "ssl_keyfile": tmp_path / "k.pem"}
    assert secure("127.0.0.1", {}) == {"proxy_headers": True, "forwarded_allow_ips": "127.0.0.1"}
    with pytest.raises(UsageError, match="no such file"):
        secure(None, dict(files))
    for file in files.values():
        file.write_text("")
    assert secure(None, dict(files))["proxy_headers"] is False
    for proxy, tls in ((None, {}), ("127.0.0.1", files), (None, {"ssl_certfile": files["ssl_certfile"]})):
        with pytest.raises(UsageError, match="TLS"):
            secure(proxy, dict(tls))
