"""Tables of incidents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda.extract import dates, table_rows
from probanda.extract.reading import Reading
from probanda.model import Incident, Segment
from tests.extract.readings import reading


def table(*rows: str, kind: str = "row") -> Reading:
    """The rows, cells parted by "|", as reading delivers them."""
    lines = [row.replace("|", "\t") for row in rows]
    body = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    segments = tuple(Segment(start=s, end=s + len(line), kind=kind) for s, line in zip(starts, lines, strict=True))
    plain = replace(reading(body, {"Zor": "place", "Red Hand": "armed_group"}), segments=segments)
    return replace(plain, whens=tuple(dates.find(body, published=None, language="en", span=plain.span)))


def found(*rows: str, kind: str = "row") -> list[Incident]:
    return list(table_rows.find(table(*rows, kind=kind)))


HEAD = "Date|Place|Killed|Perpetrator|Basis"


def test_a_row_is_an_incident_with_its_cells() -> None:
    (one,) = found(HEAD, "3 May 2020|Zor|14|Red Hand|Six witnesses")
    assert one.when is not None
    assert str(one.when.earliest) == "2020-05-03"
    assert ([p.name for p in one.where], one.act) == (["Zor"], "killing")
    assert [(v.outcome, v.minimum, v.maximum, v.span and v.span.quote) for v in one.victims] == [("killed", 14, 14, "14")]
    assert one.perpetrator is not None
    assert one.perpetrator.name == "Red Hand"
    assert one.spans[0].quote == "3 May 2020\tZor\t14\tRed Hand\tSix witnesses"


def test_a_place_without_a_name_stands_as_it_is_written() -> None:
    (one,) = found(HEAD, "3 May 2020|Road to the mill|at least 2|unknown|Relatives")
    assert [(p.name, p.how) for p in one.where] == [("Road to the mill", "description")]
    assert [(v.minimum, v.maximum) for v in one.victims] == [(2, None)]
    assert one.perpetrator is None


@pytest.mark.parametrize(
    "rows",
    [
        ("3 May 2020|Zor|14|Red Hand|Six witnesses",),
        ("Year|Loans|Rate|Bank|Sum", "2020|Zor|14|Red Hand|3"),
        (HEAD, "3 May 2020|Zor|not known|Red Hand|Six witnesses"),
        (HEAD, "Total|14"),
    ],
)
def test_other_rows_are_none(rows: tuple[str, ...]) -> None:
    assert found(*rows) == []


def test_paragraphs_are_no_rows() -> None:
    assert found(HEAD, "3 May 2020|Zor|14|Red Hand|Six witnesses", kind="paragraph") == []


def test_heads_of_columns_are_known() -> None:
    assert table_rows.heads(table(HEAD, "3 May 2020|Zor|14|Red Hand|Six witnesses")) == [(0, len(HEAD))]
