"""Findings are listed as they are stored, in the order of reading, and are found again without reading the case."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete

from probanda.model import Extraction, Recital, Span, Tone
from probanda.store import listed, tables
from probanda.store.case import Case, Derived, create, put_derived


def _case(folder: Path) -> Case:
    case = create(folder / "case")
    with case.writing() as connection:
        for source in ("a", "b"):
            spans = {start: (Span(text=f"t-{source}", start=start, end=start + 1, quote="x"),) for start in (30, 5)}
            found = [Recital(id=f"f-{source}{start}", rule="r", spans=span, instrument="") for start, span in spans.items()]
            tone = Tone(id=f"f-{source}t", rule="r", spans=spans[5])
            extraction = Extraction(text=f"t-{source}", producer="p", findings=(*found, tone))
            put_derived(connection, Derived(source=source, key="k", extraction=extraction))
    return case


def test_they_follow_each_other_as_one_reads(tmp_path: Path) -> None:
    engine = _case(tmp_path).engine
    order = [row.id for row in listed.following(engine, "recital")]
    assert order == ["f-a5", "f-a30", "f-b5", "f-b30"]
    second = listed.places(engine, ["f-a30"])["f-a30"]
    assert [row.id for row in listed.following(engine, "recital", second)] == ["f-b5", "f-b30"]


def test_they_are_counted_by_kind(tmp_path: Path) -> None:
    assert listed.counts(_case(tmp_path).engine) == {"recital": 4, "tone": 2}


def test_what_is_read_again_is_listed_again(tmp_path: Path) -> None:
    case = _case(tmp_path)
    with case.writing() as connection:
        put_derived(connection, Derived(source="a", key="k2"))
    assert listed.counts(case.engine) == {"recital": 2, "tone": 1}
    assert listed.places(case.engine, ["f-a5", "nobody"]) == {}


def test_a_case_built_before_is_listed_when_opened_in_the_workbench(tmp_path: Path) -> None:
    case = _case(tmp_path)
    with case.writing() as connection:
        connection.execute(delete(tables.finding))
    assert listed.lacking(case.engine)
    case.list_findings()
    assert listed.counts(case.engine) == {"recital": 4, "tone": 2}
