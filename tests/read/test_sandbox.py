"""Hostile readers, offered as a plug-in offers them, in a worker started for the test."""

import os
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest

from probanda.errors import SandboxError
from probanda.model import Segment, Text
from probanda.read import Limits
from probanda.read.sandbox import Keeper, _checked, _refuse_stopped
from probanda.read.worker import Answer, Request

from .conftest import source_of

PLUGIN = """
import os, time
from probanda.read import confine
from probanda.plugins import hook
from probanda.read.draft import Draft
from probanda.read.registry import Reader

def run(data, *, limits):
    what = data.decode()
    if what == "sleep": time.sleep(60)
    if what == "spin":
        while True: pass
    if what == "pages":
        for number in range(1, 30):
            end = time.process_time() + 0.06
            while time.process_time() < end: pass
            confine.grant(limits, pages=number)
    if what == "memory": bytearray(1 << 33)
    if what == "crash": os.abort()
    if what == "exit": os._exit(7)
    if what == "fail": raise KeyError("odd")
    if what == "deep": run(data, limits=limits) if False else exec("f = lambda: f()\\nf()", globals())
    if what == "passwd": return Draft(open("/etc/passwd").read())
    if what == "shout": os.write(1, b"x" * 1000)
    if what == "flood": return Draft("x" * 3_000_000)
    return Draft(what)

@hook
def readers():
    return [Reader("hostile", 1, ("test/hostile",), run)]
"""
LIMITS = Limits(cpu=1, page=0.1, wall=60.0, answer=1 << 21)


@pytest.fixture(scope="module")
def keeper(tmp_path_factory):
    """A worker in which a plug-in with a hostile reader is installed."""
    site = tmp_path_factory.mktemp("site")
    (site / "hostile_plugin.py").write_text(PLUGIN)
    facts = site / "hostile_plugin-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile-plugin\nVersion: 1\n")
    (facts / "entry_points.txt").write_text(dedent("[probanda]\nhostile = hostile_plugin\n"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(site))
        keeper = Keeper()
        keeper.start()
    yield keeper
    keeper.close()


@pytest.fixture
def ask(keeper, tmp_path):
    """Has the hostile reader do as it is told, and gives what comes back."""

    def do(what, limits=LIMITS):
        (tmp_path / "file").write_text(what)
        file = os.open(tmp_path / "file", os.O_RDONLY)
        try:
            request = Request(source=source_of("file"), media_type="test/hostile", limits=limits)
            return keeper.ask(request, file)
        finally:
            os.close(file)

    return do


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("spin", "took more than 1 s of processor time"),
        ("crash", "crashed"),
        ("flood", "its text takes more than"),
    ],
)
def test_a_reader_that_goes_astray_is_stopped_and_the_next_file_read(ask, what, reason):
    outcome, answer = ask(what)
    assert answer == b""
    with pytest.raises(SandboxError, match=reason):
        _refuse_stopped(outcome, LIMITS)
    assert msgspec.json.decode(ask("words")[1], type=Answer).text.body == "words"


def test_a_reader_that_hangs_is_stopped(ask):
    hasty = msgspec.structs.replace(LIMITS, wall=0.5)
    outcome, _ = ask("sleep", limits=hasty)
    with pytest.raises(SandboxError, match=r"took more than 0\.5 s"):
        _refuse_stopped(outcome, hasty)


def test_each_page_that_was_read_gives_more_time(ask):
    outcome, answer = ask("pages")
    assert outcome.seconds > LIMITS.cpu + 0.3
    assert msgspec.json.decode(answer, type=Answer).text.body == "pages"


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("memory", "needs more than"),
        ("fail", "its reader failed (KeyError: 'odd')"),
        ("deep", "its reader failed (RecursionError"),
        ("passwd", "its reader failed (PermissionError"),
    ],
)
def test_a_reader_that_fails_or_is_refused_gives_the_reason(ask, what, reason):
    answer = msgspec.json.decode(ask(what)[1], type=Answer)
    assert answer.text is None
    assert reason in answer.what


def test_what_the_child_used_is_measured(ask):
    outcome, _ = ask("words")
    assert 0 < outcome.seconds < 1
    assert 1 << 20 < outcome.memory < 1 << 30


def test_a_reader_that_only_ends_gives_no_answer(ask):
    assert ask("exit")[1] == b""


def test_a_lost_worker_is_said_so_and_replaced(ask, keeper):
    keeper._process.kill()
    keeper._process.wait()
    assert msgspec.json.decode(ask("words")[1], type=Answer).error == "UnknownFormat"


def text_of(**fields):
    base = {"id": "", "source": source_of("a").id, "reader": "text.v1", "body": "words here"}
    return Text(**{**base, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "another"},
        {"body": ""},
        {"segments": (Segment(start=0, end=11),)},
        {"segments": (Segment(start=-1, end=5),)},
        {"segments": (Segment(start=5, end=5),)},
        {"segments": (Segment(start=4, end=8), Segment(start=6, end=10))},
    ],
)
def test_an_answer_that_does_not_fit_the_file_is_refused(fields):
    with pytest.raises(SandboxError, match="does not fit"):
        _checked(text_of(**fields), source_of("a"))


def test_a_date_that_is_none_is_dropped_with_a_note():
    text = _checked(text_of(published="soon"), source_of("a"))
    assert text.published is None
    assert "date of publication is not used" in text.notes[0]


def test_a_date_after_the_day_of_receipt_is_kept_and_noted():
    text = _checked(text_of(published="2024-02"), source_of("a"))
    assert text.published == "2024-02"
    assert text.notes == ("its date of publication lies after the day on which it was received",)


def gone(process):
    """Whether a process has ended (a zombie has)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_the_worker_ends_with_the_process_that_started_it():
    script = dedent("""
        from probanda.read.sandbox import Keeper
        keeper = Keeper(); keeper.start(); print(keeper._process.pid, flush=True)
        import os, signal; os.kill(os.getpid(), signal.SIGKILL)
    """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    end = time.monotonic() + 10
    while not gone(done.stdout.strip()) and time.monotonic() < end:
        time.sleep(0.02)
    assert done.returncode == -9
    assert gone(done.stdout.strip())
