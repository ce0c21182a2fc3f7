"""Tables in plain text."""

from __future__ import annotations

import pytest

from probanda.errors import ReadError
from probanda.extract.extraction import Job, extract
from probanda.model import Incident, Party
from probanda.read.draft import Draft, freeze
from probanda.read.limits import DEFAULT
from probanda.read.media import media_type_of
from probanda.read.table import read_table
from probanda.read.worker import NOBODY

HEAD = "Date,Place,What happened,Killed,Injured,By whom"


def read(text: str, encoding: str = "utf-8") -> Draft:
    return read_table(text.encode(encoding), limits=DEFAULT)


def rows(draft: Draft) -> list[list[str]]:
    return [draft.body[s.start : s.end].split("\t") for s in draft.segments]


def test_each_record_is_a_row_that_cites_its_number() -> None:
    draft = read('Day,Place\n1 May,"Teshel, upper\ntown"\n\n,Vorna\n')
    assert rows(draft) == [["Day", "Place"], ["1 May", "Teshel, upper town"], ["", "Vorna"]]
    assert [(s.kind, s.xpath) for s in draft.segments] == [("row", "#row1"), ("row", "#row2"), ("row", "#row4")]


@pytest.mark.parametrize(("sign", "named"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_what_parts_the_cells_is_told_and_noted(sign: str, named: str) -> None:
    draft = read(
        "\n".join(sign.join(row) for row in (("Day", "Place", "Words"), ("1 May", "Zor", "a b"), ("2 May", "Teshel", "c")))
    )
    assert [len(row) for row in rows(draft)] == [3, 3, 3]
    assert f"cells parted by {named}" in draft.notes


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1256"])
def test_the_encoding_is_told(encoding: str) -> None:
    assert rows(read("التاريخ,المكان,القتلى\n2031-05-01,الموقع,3\n", encoding))[1][2] == "3"


def test_names_say_which_files_are_tables() -> None:
    assert media_type_of(b"a,b\n", "x.csv") == "text/csv"
    assert media_type_of(b"a\tb\n", "x.tsv") == "text/tab-separated-values"


@pytest.mark.parametrize(
    "data",
    [
        b"a," * 25_000_000,
        b'a,b\n"' + b"x" * 50_000_000,
        b"," * 20_000 + b"\n",
        b'a,b\n"' + b"x" * 200_000 + b'",c\n',
        b"a,b\n" * 200_001,
    ],
    ids=["long line", "open quote", "many cells", "long cell", "many rows"],
)
def test_what_no_table_holds_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_table(data, limits=DEFAULT)


def test_doubts_are_noted() -> None:
    assert read("Day,Place\n1 May\n2 May,Zor\n").notes[2:] == ("1 of 3 rows have more or fewer cells than the first",)
    assert "quotation mark is missing" in read('Day,Place\n1 May,"Zor\n2 May,Zor\n3 May,Zor\n4 May,Zor\n').notes[-1]
    assert read("").segments == ()


def test_a_nul_is_replaced_one_for_one_and_noted() -> None:
    text = freeze(read("Day,Place\n1 May,Te\x00shel\n"), NOBODY, reader="table.v1", limits=DEFAULT)
    assert text.body.endswith("Te\ufffdshel")
    assert any("U+0000" in note for note in text.notes)


def test_formulas_are_words_and_are_never_run() -> None:
    assert rows(read("Day,Place\n=1+1,@SUM(A1)\n"))[1] == ["=1+1", "@SUM(A1)"]


def test_rows_of_incidents_are_incidents() -> None:
    told = [
        "1 June 2031,Teshel,Houses burned,0,3,armed men",
        "2 June 2031,Vorna,Shelling of the market,14,,3rd Brigade",
        ",Kesh,Drone strike on a car,2,1,unknown",
    ]
    text = freeze(read("\n".join([HEAD, *told])), NOBODY, reader="table.v1", limits=DEFAULT)
    (extraction,) = extract([Job(text=text, outlet=Party(name="The Post", how="outlet"))])
    found = [f for f in extraction.findings if isinstance(f, Incident)]
    assert [f.act for f in found] == ["destruction", "shelling", "airstrike"]
    assert [[(v.outcome, v.minimum) for v in f.victims] for f in found] == [
        [("injured", 3)],
        [("killed", 14)],
        [("killed", 2), ("injured", 1)],
    ]
    assert [f.when is None for f in found] == [False, False, True]
