"""A small case of our own writing, under a checkpoint."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from probanda.model import Decision, Extraction, Fact, Segment, Span, Text, identify
from probanda.preserve import checkpoints, intake
from probanda.preserve.custody import Act, log
from probanda.store import case as store
from probanda.store import search, tables
from probanda.store.case import Case, Derived, create, open_

WORDS = "Gunmen shot nine porters in Kessar. “We spared nobody,” Colonel Ruan Tano said."


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a case with two sources, texts, findings, a decision, and one checkpoint."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROBANDA_KEYS", str(folder / "keys"))
        case = fill(folder)
        checkpoints.commit(case)
        case.engine.dispose()
        yield folder


@pytest.fixture
def case(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """A copy of that case to do harm to."""
    monkeypatch.setenv("PROBANDA_KEYS", str(made / "keys"))
    shutil.copytree(made / "case", tmp_path / "case")
    opened = open_(tmp_path / "case")
    yield opened
    opened.engine.dispose()


def fill(folder: Path) -> Case:
    """Make the case without reading anything, so that the tests of custody stand by themselves."""
    sources = folder / "sources"
    sources.mkdir()
    for number in range(2):
        (sources / f"{number}.txt").write_text(f"{number}. {WORDS}", encoding="utf-8")
    case = create(folder / "case")
    files, _ = intake.find(sources)
    intake.preserve(files, case, described={})
    with case.writing() as connection:
        for source in case.sources():
            made = _derived(source.id, (case.vault / source.id[:2] / source.id[2:4] / source.id).read_text(encoding="utf-8"))
            store.put_derived(connection, made)
            search.index(connection, source.id, made.text)
            log(connection, [Act("read", source.id)])
        decision = identify(Decision(at=datetime(2026, 1, 1, tzinfo=UTC), by="ana", about=("f-1",), verdict="accept"))
        connection.execute(insert(tables.decision).values(id=decision.id, record=store._encode(decision)))
    return case


def _derived(source: str, body: str) -> Derived:
    text = identify(Text(id="", source=source, reader="text", body=body, segments=(Segment(start=0, end=len(body)),)))
    span = Span(text=text.id, start=3, end=9, quote=body[3:9])
    finding = identify(Fact(rule="made.v1", spans=(span,), name="made"))
    return Derived(source=source, key="k", text=text, extraction=Extraction(text=text.id, producer="made", findings=(finding,)))
