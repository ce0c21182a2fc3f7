"""A workbench on a copy of the example case, with a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from probanda.store.case import Case, open_
from probanda.web.app import application

ORIGIN = "http://127.0.0.1:8765"


@pytest.fixture
def bench_case(example: Case, tmp_path: Path) -> Case:
    """A copy of the example, to be changed at will."""
    shutil.copytree(example.folder, tmp_path / "case")
    return open_(tmp_path / "case")


@pytest.fixture
def stranger(bench_case: Case) -> TestClient:
    """A client on this computer without a session."""
    return TestClient(application(bench_case, by="Ada", token="launch", patience=60.0), base_url=ORIGIN)


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """A client that opened the printed address."""
    assert stranger.get("/?token=launch").status_code == 200
    return stranger


def person(case: Case, name: str = "Ada") -> TestClient:
    """A client of a workbench that this person opened on a case."""
    client = TestClient(application(case, by=name, token="launch", patience=60.0), base_url=ORIGIN)
    assert client.get("/?token=launch").status_code == 200
    return client
