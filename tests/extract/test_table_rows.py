"""Tables of incidents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda.extract import dates, table_rows
from probanda.extract.extraction import Job, extract
from probanda.extract.reading import Reading
from probanda.model import AnyFinding, Incident, Order, Party, Role, Segment, Text
from probanda.read.html import read_html
from probanda.read.limits import DEFAULT
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


WIDE = "Date|Place|What happened|Killed|Injured|By whom"


@pytest.mark.parametrize(
    ("told", "killed", "act"),
    [
        ("Houses burned", "0", "destruction"),
        ("Shelling of the market", "14", "shelling"),
        ("Drone strike on a car", "2", "airstrike"),
        ("Four men abducted at a checkpoint", "", "abduction"),
        ("Two shot dead at the mill", "2", "killing"),
        ("Shots fired at a bus, two men shot", "2", "shooting"),
        ("Shelling, no casualties", "0", "shelling"),
        ("Killed when rockets were fired: rocket attack", "2", "shelling"),
        ("Bodies found in a well", "3", "killing"),
    ],
)
def test_the_act_is_what_the_row_says_happened(told: str, killed: str, act: str) -> None:
    (one,) = found(WIDE, f"3 May 2020|Zor|{told}|{killed}||unknown")
    assert one.act == act


@pytest.mark.parametrize(
    "told", ["Attempted abduction of a nurse", "Kidnapping attempt", "Prisoners on hunger strike", "Meeting of elders"]
)
def test_what_did_not_happen_or_is_no_violence_is_no_incident(told: str) -> None:
    assert found(WIDE, f"3 May 2020|Zor|{told}|0||unknown") == []


def test_nobody_is_no_victim_and_an_empty_cell_no_number() -> None:
    (one,) = found(WIDE, "3 May 2020|Zor|Houses burned|0||armed men")
    assert one.victims == ()
    assert one.perpetrator is not None
    assert one.perpetrator.name == "armed men"


def test_a_row_that_lost_its_last_cells_is_read_and_one_that_lost_its_first_is_not() -> None:
    assert len(found(WIDE, "3 May 2020|Zor|Houses burned")) == 1
    assert found(WIDE, "Zor|Houses burned|3|1|armed men") == []
    assert found(WIDE, "Total||Houses burned|3|1|") == []


PAGE = """<html lang="en"><body><h1>Incidents in Teshel</h1>
<p>The monitoring group recorded the shelling and killing of civilians in Teshel district in June 2031.</p><table>
<tr><th>Date</th><th>Place</th><th>What happened</th><th>Killed</th><th>Injured</th><th>By whom</th></tr>
<tr><td>1 June 2031</td><td>Teshel</td><td>Houses burned</td><td>0</td><td>3</td><td>armed men</td></tr>
<tr><td>2 June 2031</td><td>Vorna</td><td>Shelling of the market</td><td>14</td><td></td><td>3rd Brigade</td></tr>
<tr><td>4 June 2031</td><td>Teshel</td><td>Four men abducted</td><td></td><td></td><td>Red Hand militia</td></tr>
<tr><td>5 June 2031</td><td>Oster</td><td>They shot nine villagers in the square.
Colonel Ivo Marr, commander of the 3rd Brigade, ordered
that the houses be burned.</td><td>9</td><td>0</td><td>3rd Brigade</td></tr></table></body></html>"""


def of_page(page: str) -> list[AnyFinding]:
    draft = read_html(page.encode(), limits=DEFAULT)
    text = Text(id="t", source="s", reader="html.v1", body=draft.body, segments=draft.segments, language="en")
    return list(next(extract([Job(text=text, outlet=Party(name="The Post", how="outlet"))])).findings)


def test_a_row_that_is_read_as_one_is_not_read_as_prose_too() -> None:
    findings = of_page(PAGE)
    cut = [f for f in findings if any("\t" in s.quote for s in f.spans)]
    assert [f.rule for f in cut] == [table_rows.RULE] * 4
    assert [f.act for f in cut if isinstance(f, Incident)] == ["destruction", "shelling", "abduction", "shooting"]
    told = [f.spans[0].quote for f in findings if isinstance(f, Incident) and f.rule != table_rows.RULE]
    assert all("civilians" in words for words in told)


def test_a_cell_of_whole_sentences_is_read_by_itself() -> None:
    findings = of_page(PAGE)
    assert [f.spans[0].quote for f in findings if isinstance(f, Role)] == ["Ivo Marr, commander of the 3rd Brigade"]
    assert [f.conduct for f in findings if isinstance(f, Order)] != []


def test_rows_without_a_head_of_incidents_are_read_as_before() -> None:
    told = "Soldiers of the 3rd Brigade killed nine villagers in Oster."
    page = f"<p>Shelling of civilians.</p><table><tr><td>1 June 2031</td><td>{told}</td></tr></table>"
    assert [f.act for f in of_page(page) if isinstance(f, Incident) and f.victims] == ["killing"]
