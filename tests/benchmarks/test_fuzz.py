import json

import pytest

from benchmarks import fuzz
from benchmarks.fuzz import main
from benchmarks.fuzz.targets import OWN, TARGETS, Target


@pytest.mark.parametrize("name", TARGETS)
def test_broken_input_ends_in_a_result_or_a_documented_error(name, capsys):
    executions = 4000 if name in OWN else 200
    assert main(["--target", name, "--executions", str(executions), "--seed", "7"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"executions": {name: executions}, "failures": 0}


def test_an_error_that_is_not_documented_is_a_failure(monkeypatch, capsys):
    def careless(data: bytes) -> None:
        data.decode()

    monkeypatch.setitem(fuzz.TARGETS, "text", Target(careless, [b"caf\xc3\xa9"], (ValueError,)))
    assert main(["--target", "text", "--executions", "500"]) == 0
    monkeypatch.setitem(fuzz.TARGETS, "text", Target(careless, [b"caf\xc3\xa9"], (KeyError,)))
    assert main(["--target", "text", "--executions", "500"]) == 1
    assert "UnicodeDecodeError" in capsys.readouterr().out


def test_counts_go_on_where_the_last_run_ended(tmp_path, capsys):
    state = tmp_path / "state.json"
    for executions in (1000, 1000, 1500):
        main(["--target", "edtf", "--executions", str(executions), "--state", str(state)])
    assert json.loads(state.read_text())["edtf"]["executions"] == 1500
