"""The chart as a table: one row for each passage and each gap, in the columns that lawyers know."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from probanda.chart.rows import COLUMNS, Row, rows
from probanda.derived import View
from probanda.model import Segment, Source, Text
from tests.chart.samples import ENTITIES, allegation, charts, denial

KILLED = allegation("He killed prisoners in the war", accused="Salim Orran", act="killing", accuser="Dana Reva")
DENIED = denial("I killed nobody", by="Salim Orran", act="killing")


@pytest.fixture(scope="module")
def table() -> list[Row]:
    source = Source(id="s-1", name="a.txt", media_type="text/plain", size=1, received_at=datetime(2024, 1, 1, tzinfo=UTC))
    end = KILLED.spans[0].end + 5000
    text = Text(id="t-1", source="s-1", reader="text.v1", body="x" * end, segments=(Segment(start=0, end=end, page=3),))
    findings = {f.id: f for f in (KILLED, DENIED)}
    view = View(
        name="case",
        sources=(source,),
        texts={"s-1": text},
        exhibits={"s-1": "E1"},
        mentions=(),
        findings=findings,
        entities=ENTITIES,
        entity_of={},
        charts=charts(*findings.values()),
    )
    return rows(view)


def test_the_columns_are_those_of_a_row_in_order() -> None:
    assert tuple(COLUMNS) == Row.__struct_fields__


def test_a_passage_has_exhibit_place_quotation_and_side(table: list[Row]) -> None:
    row = next(row for row in table if row.finding == KILLED.id)
    assert row.exhibit == "E1"
    assert row.passage == f"page 3, characters {KILLED.spans[0].start}-{KILLED.spans[0].end}"
    assert (row.quotation, row.side) == ("He killed prisoners in the war", "incriminating")
    assert row.relevance.startswith("Alleged by Dana Reva")


def test_what_speaks_against_stands_as_exculpatory(table: list[Row]) -> None:
    assert {row.side for row in table if row.finding == DENIED.id} == {"exculpatory"}


def test_each_gap_has_a_row_of_its_own(table: list[Row]) -> None:
    gaps = [row for row in table if not row.finding]
    assert gaps
    assert all(row.remarks.startswith("Lacking: ") and not row.quotation for row in gaps)


def test_every_element_is_in_the_table(table: list[Row]) -> None:
    numbers = {row.element.split(".")[0] for row in table if "8(2)(c)(i)-1" in row.charge}
    assert numbers == {"1", "2", "3", "4", "5"}
