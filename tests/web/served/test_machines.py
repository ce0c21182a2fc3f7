"""schemathesis asks whatever the OpenAPI description allows, and what it does not: no answer is a fault of the server.

Bounded to some seconds. The matrix asks as everybody; the property tests of the workbench ask more, with less variety.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from probanda.store.case import Case, open_
from probanda.team import folder
from probanda.web.app import PAGES, application
from probanda.web.pages.api import description
from probanda.web.served import app as served
from probanda.web.served import people
from tests.web import conftest
from tests.web.served.conftest import ADDRESS, Clock, World

LOCAL = [r for page in PAGES for r in page.ROUTES]
DOORS = [r for page in served.PAGES for r in page.ROUTES if r.path not in ("/sign-out", "/sign-in", "/welcome")]
WAYS = [(r.path, m) for r in (*LOCAL, *people.ROUTES) for m in sorted((r.methods or set()) - {"HEAD"})]
SLOW = ("/custody/verify", "/dossier")
"""These read the whole case each time, and are tested by hand elsewhere."""
ASKED = settings(max_examples=6, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck])


@pytest.fixture(scope="module")
def local(example: Case, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The workbench of one person."""
    where = tmp_path_factory.mktemp("machines") / "case"
    shutil.copytree(example.folder, where)
    client = TestClient(application(open_(where), by="Ada", token="launch", patience=60.0), base_url=conftest.ORIGIN)
    client.get("/?token=launch")
    client.headers["origin"] = conftest.ORIGIN
    return client


@pytest.fixture(scope="module")
def team(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, TestClient]:
    """An owner's and a reader's browser."""
    where = tmp_path_factory.mktemp("machines") / "team"
    shutil.copytree(prepared, where)
    opened, clock = folder.open_(where), Clock()
    cases = {name: open_(path) for name, path in opened.cases().items()}
    world = World(opened, served.application(opened, patience=60.0, clock=clock), clock, cases)
    found = {}
    for role in ("owner", "reader"):
        world.add(role, role)
        found[role] = world.signed_in(role)
        found[role].headers["origin"] = ADDRESS
    return found


def ask(client: TestClient, path: str, method: str, *, root: str = "") -> None:
    """Ask one operation in all manner of ways."""
    schema = schemathesis.openapi.from_dict(description([*LOCAL, *people.ROUTES, *DOORS]))
    operation = schema[path][method]
    meant = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    other = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @ASKED
    @given(some.one_of(meant, other), some.booleans())
    def asking(case: schemathesis.Case, json: bool) -> None:
        asked = case.as_transport_kwargs(base_url=str(client.base_url).rstrip("/") + root)
        sent = {name: asked[name] for name in ("method", "url", "params", "data") if asked.get(name) is not None}
        answer = client.request(**sent, headers={"accept": "application/json" if json else "text/html"}, follow_redirects=False)
        assert answer.status_code < 500, (sent, answer.text[-300:])

    asking()


@pytest.mark.parametrize(("path", "method"), [way for way in WAYS if way[0] not in SLOW and way[0] != "/members"])
def test_no_question_breaks_the_workbench(local: TestClient, path: str, method: str) -> None:
    ask(local, path, method)


@pytest.mark.parametrize("who", ["owner", "reader"])
@pytest.mark.parametrize(("path", "method"), [way for way in WAYS if way[0] not in SLOW])
def test_no_question_breaks_the_workbench_of_a_team(team: dict[str, TestClient], path: str, method: str, who: str) -> None:
    ask(team[who], path, method, root="/cases/kestral")


@pytest.mark.parametrize(("path", "method"), sorted({(r.path, m) for r in DOORS for m in (r.methods or set()) - {"HEAD"}}))
def test_no_question_breaks_the_pages_around_the_cases(team: dict[str, TestClient], path: str, method: str) -> None:
    ask(team["reader"], path, method)
