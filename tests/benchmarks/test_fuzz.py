import json

import pytest

from benchmarks.fuzz import TARGETS, main


@pytest.mark.parametrize("name", TARGETS)
def test_broken_input_ends_in_a_result_or_a_documented_error(name, capsys):
    assert main(["--target", name, "--executions", "300", "--seed", "7"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"executions": {name: 300}, "failures": 0}
