"""The store: the same tests on SQLite and, where a server is at hand (PROBANDA_TEST_POSTGRES), on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from probanda.errors import CaseError
from probanda.model import Decision, Extraction, Failure, Segment, Source, Text, identify
from probanda.store import case as store
from probanda.store import search
from probanda.store.case import Case, Derived

NOW = datetime(2031, 5, 4, tzinfo=UTC)
SOURCE = Source(id="a" * 64, name="report.txt", media_type="text/plain", size=20, received_at=NOW, published="2031-05-03")
BODY = "The ferry left Kestral.\n\nأعلن المجلس البيان"
TEXT = Text(
    id="t-1", source=SOURCE.id, reader="text.v1", body=BODY, segments=(Segment(start=0, end=23), Segment(start=25, end=len(BODY)))
)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    """An empty case on each database."""
    if request.param == "sqlite":
        yield store.create(tmp_path / "case")
        return
    server = os.environ.get("PROBANDA_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL server is named in PROBANDA_TEST_POSTGRES")
    name = f"case_{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    opened = store.create(tmp_path / "case", url=server.rsplit("/", 1)[0] + f"/{name}")
    yield opened
    opened.engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.dispose()


def put(case: Case, made: Derived) -> None:
    with case.writing() as connection:
        store.put_source(connection, SOURCE)
        store.put_derived(connection, made)
        search.index(connection, made.source, made.text)


def test_what_is_put_in_comes_out_the_same(case: Case) -> None:
    extraction = Extraction(text="t-1", producer="p")
    put(case, Derived(source=SOURCE.id, key="k", text=TEXT, extraction=extraction))
    assert case.sources() == [SOURCE]
    assert case.text(SOURCE.id) == TEXT
    assert case.extractions() == [extraction]


def test_a_source_that_fails_later_loses_its_old_text(case: Case) -> None:
    put(case, Derived(source=SOURCE.id, key="k", text=TEXT))
    failure = Failure(source=SOURCE.id, stage="read", message="broken", name="report.txt")
    put(case, Derived(source=SOURCE.id, key="k2", failure=failure))
    assert case.text(SOURCE.id) is None
    assert case.failures() == [failure]
    assert search.find(case, "ferry") == []


@pytest.mark.parametrize("words", ["kestral ferry", "KESTRAL", "kest", "اعلن", "البَيان"])
def test_search_folds_case_accents_and_arabic_letters(case: Case, words: str) -> None:
    put(case, Derived(source=SOURCE.id, key="k", text=TEXT))
    (hit,) = search.find(case, words)
    assert TEXT.body[hit.start : hit.end] == hit.quote


def test_search_needs_all_the_words(case: Case) -> None:
    put(case, Derived(source=SOURCE.id, key="k", text=TEXT))
    assert search.find(case, "ferry arrived") == []
    assert search.find(case, "' OR 1=1 --") == []


def test_decisions_are_kept_in_order(case: Case) -> None:
    made = [identify(Decision(at=NOW, by="Ada", about=("f-1",), verdict=verdict)) for verdict in ("accept", "reject")]
    for decision in made:
        case.decide(decision)
    assert case.decisions() == made


def test_a_failed_transaction_leaves_nothing(case: Case) -> None:
    def interrupted() -> None:
        with case.writing() as connection:
            store.put_source(connection, SOURCE)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert case.sources() == []


def test_opening_a_folder_that_is_no_case_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="probanda init"):
        store.open_(tmp_path / "nothing")


def test_a_folder_with_other_things_in_it_is_not_made_a_case(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(CaseError, match="not empty"):
        store.create(tmp_path)


def test_a_case_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    opened = store.create(tmp_path / "case")
    with opened.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CaseError, match="newer version"):
        store.open_(tmp_path / "case")


def test_two_writers_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT", 0.2)
    opened = store.create(tmp_path / "case")
    with opened.writing(), pytest.raises(CaseError, match="another process"):
        store.open_(tmp_path / "case")
