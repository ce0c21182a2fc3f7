"""Each attempt is made in a process of its own, once free and once confined."""

import subprocess
import sys

import pytest

from probanda.read.confine import close_files, filter_calls

ATTEMPTS = {
    "reading another file": "open('/etc/hostname').read()",
    "listing a folder": "os.listdir('/')",
    "writing": "open(os.environ['FOLDER'] + '/written', 'w')",
    "removing": "os.unlink(os.environ['FOLDER'] + '/kept')",
    "the network": "socket.socket()",
    "a local socket": "socket.socketpair()",
    "another program": "os.execv('/bin/true', ['true'])",
    "another process": "os.fork()",
    "a signal to its parent": "os.kill(os.getppid(), 0)",
    "looking into its parent": "open(f'/proc/{os.getppid()}/environ', 'rb').read()",
}
SCRIPT = """
import os, socket
from probanda.read.confine import close_files, filter_calls
if {confined}:
    missing = close_files() + filter_calls()
    assert not missing, missing
try:
    {attempt}
    print("done")
except PermissionError:
    print("refused")
"""


def attempt(what, tmp_path, *, confined):
    (tmp_path / "kept").write_text("x")
    script = SCRIPT.format(attempt=ATTEMPTS[what], confined=confined)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={"FOLDER": str(tmp_path)}, check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1:]


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_confined_process_is_refused(what, tmp_path):
    answer = attempt(what, tmp_path, confined=True)
    if "AssertionError" in str(answer):
        pytest.skip(f"this kernel lacks a protection: {answer}")
    assert answer == "refused"


@pytest.mark.parametrize("what", ["reading another file", "writing", "the network"])
def test_a_free_process_is_not(what, tmp_path):
    assert attempt(what, tmp_path, confined=False) == "done"


def test_a_bounded_process_gets_no_more_memory_than_allowed():
    imports = "from probanda.read.confine import bound; from probanda.read.limits import Limits"
    script = f"{imports}; bound(Limits(memory=1 << 28)); bytearray(1 << 29)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


def test_what_is_missing_is_named_and_not_hidden(monkeypatch):
    monkeypatch.setattr("probanda.read.confine.platform.system", lambda: "Plan 9")
    monkeypatch.setattr("probanda.read.confine.platform.machine", lambda: "pdp11")
    assert (close_files(), filter_calls()) == ("Landlock", "seccomp")
