"""Dossiers are written by a process of their own: pages answer meanwhile, each step is said, and building can be cancelled."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from probanda import pipeline
from probanda.store.case import Case, create_encrypted, open_
from probanda.web.bench import Bench
from probanda.web.making import Job, Workshop
from probanda.web.orders import Order
from tests.web.conftest import ORIGIN

HTML = Order(formats=("html",), sections=("summary",))
JSON = {"accept": "application/json", "origin": ORIGIN}


@pytest.fixture
def workshop(bench_case: Case) -> Workshop:
    """A workshop on a copy of the example."""
    return Workshop(Bench(bench_case))


def waited(job: Job, *, seconds: float = 120) -> Job:
    end = time.monotonic() + seconds
    while job.running and time.monotonic() < end:
        time.sleep(0.02)
    return job


def slow(workshop: Workshop) -> Iterator[int]:
    """The process, held still as soon as it runs: a dossier that takes as long as the test likes."""
    while (process := workshop._press._process) is None:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGSTOP)
    yield process.pid
    os.kill(process.pid, signal.SIGCONT)


def test_pages_answer_while_a_dossier_takes_its_time(client: TestClient) -> None:
    client.get("/chart")
    where = f"/dossier/{client.post('/dossier', data={'format': 'html', 'form': 'short'}, headers=JSON).json()['dossier']}"
    held = slow(client.app.state.workshop)  # type: ignore[attr-defined]
    next(held)
    begun = time.monotonic()
    for path in ("/", "/sources/E1", "/review", "/chart"):
        assert client.get(path).status_code == 200
    assert time.monotonic() - begun < 5
    state: dict[str, Any] = client.get(where, headers=JSON).json()
    assert (state["ready"], state["failed"], state["done"]) == (False, "", 0)
    assert "<progress" in client.get(where).text
    next(held, None)
    assert waited(client.app.state.workshop.job(where.rpartition("/")[2], by="Ada")).ready  # type: ignore[attr-defined]


def test_a_dossier_that_is_cancelled_ends_with_its_process_and_the_next_one_is_built(client: TestClient) -> None:
    asked = client.post("/dossier", data={"format": "html", "form": "short"}, headers=JSON).json()["dossier"]
    workshop: Workshop = client.app.state.workshop  # type: ignore[attr-defined]
    pid = next(slow(workshop))
    assert client.post(f"/dossier/{asked}/cancel", headers=JSON).json() == {"cancelled": True}
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert "Cancelled" in client.get(f"/dossier/{asked}").text
    assert client.get(f"/dossier/{asked}/dossier.html").status_code == 404
    assert waited(workshop.begin(HTML, by="Ada")).ready


def test_one_that_waits_its_turn_is_cancelled_without_touching_the_one_before(workshop: Workshop) -> None:
    first, second = workshop.begin(HTML, by="Ada"), workshop.begin(HTML, by="Ada")
    workshop.cancel(second)
    assert waited(first).ready
    assert (second.stopped, second.done, second.began) == (True, 0, None)


def test_nothing_is_left_on_the_disk_however_it_ends(workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "disk").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "disk"))
    assert waited(workshop.begin(Order(formats=("docx", "csv"), sections=("summary",)), by="Ada")).ready
    job = workshop.begin(HTML, by="Ada")
    next(slow(workshop))
    workshop.cancel(job)
    while workshop._now:
        time.sleep(0.01)
    assert list((tmp_path / "disk").iterdir()) == []


def test_what_breaks_in_the_process_is_said(workshop: Workshop) -> None:
    job = waited(workshop.begin(Order(formats=("html",), sections=("nowhere",)), by="Ada"))
    assert "there is no section nowhere" in job.failed
    assert waited(workshop.begin(HTML, by="Ada")).ready


def test_an_encrypted_case_is_written_with_the_key_that_its_parent_has(tmp_path: Path, example: Case) -> None:
    made = create_encrypted(tmp_path / "sealed", name="Sealed", passphrase="four ferries left at dawn")
    case = open_(tmp_path / "sealed", unlock=lambda _: made.key)  # type: ignore[arg-type,return-value]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.txt").write_text("Captain Ilic said that nobody was hurt at the mill.", "utf-8")
    pipeline.build(tmp_path / "in", case)
    job = waited(Workshop(Bench(case)).begin(HTML, by="Ada"))
    assert (job.ready, job.failed) == (True, "")
    assert b"Case file: Sealed" in job.files["dossier.html"]
