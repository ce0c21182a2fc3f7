"""The same on PostgreSQL: accounts in one database, a case in another (PROBANDA_TEST_POSTGRES)."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from probanda import pipeline
from probanda.preserve.verify import verify
from probanda.store.case import create
from probanda.team import folder
from probanda.web.served.app import application
from tests.web.served.conftest import ADDRESS, ORIGIN, Clock, World

SERVER = os.environ.get("PROBANDA_TEST_POSTGRES", "")
JSON = {"accept": "application/json"}
REPORT = (
    'LOMAR, 4 May 2031 - "Take no prisoners," Colonel Ruben Hollis told his men, Marta Quill said. Twelve people were killed.'
)


@contextmanager
def database() -> Iterator[str]:
    """The address of a database that goes afterwards."""
    name, admin = f"served_{uuid.uuid4().hex}", create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield SERVER.rsplit("/", 1)[0] + f"/{name}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.mark.skipif(not SERVER, reason="no PostgreSQL server is named in PROBANDA_TEST_POSTGRES")
def test_a_team_works_on_postgresql(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "report.txt").write_text(REPORT)
    with database() as accounts, database() as tables:
        team = folder.create(tmp_path / "team", address=ADDRESS, url=accounts)
        case = create(team.folder / "kestral", name="Kestral", url=tables)
        pipeline.build(tmp_path / "sources", case)
        case.hold("names.csv", b"name,type,protect,pseudonym\nMarta Quill,person,witness,Witness A\n")
        clock = Clock()
        world = World(team, application(team, patience=60.0, clock=clock), clock, {"kestral": case})
        world.add("ada", "editor")
        world.add("ben", "reader")
        ada, ben = world.signed_in("ada"), world.signed_in("ben")
        asked = ada.get("/cases/kestral/review", headers=JSON).json()["finding"]["id"]
        data = {"verdict": "accept", "about": asked}
        assert ada.post("/cases/kestral/decide", data=data, headers=ORIGIN).status_code == 303
        assert ben.post("/cases/kestral/decide", data=data, headers=ORIGIN).status_code == 403
        assert [(d.by, d.verdict) for d in case.decisions()] == [("ada", "accept")]
        assert "Quill" in ada.get("/cases/kestral/sources/E1").text
        seen = ben.get("/cases/kestral/sources/E1").text
        assert "Witness A" in seen
        assert "Quill" not in seen
        assert {e.action for e in case.custody()} >= {"member", "entered", "viewed", "refused", "decided"}
        assert verify(case).wrong == ()
        world.app.state.cases.close()
        case.engine.dispose()
        team.engine.dispose()
