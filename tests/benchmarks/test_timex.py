from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import tempeval3, timex
from benchmarks.timex import Counts, Timex

DOCUMENT = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2017-08-19">2017-08-19</TIMEX3></DCT>
<TEXT>He came <TIMEX3 tid="t1" type="DATE" value="2017-08-18">on Friday</TIMEX3> and stayed
<TIMEX3 tid="t2" type="DURATION" value="P3D">three days</TIMEX3>.</TEXT></TimeML>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "platinum").mkdir()
    (tmp_path / "platinum" / "a.tml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "b.tml").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def test_a_document_keeps_its_text_and_the_positions_of_its_expressions(folder: Path) -> None:
    document = timex.read(folder / "b.tml")
    assert [document.body[t.start : t.end] for t in document.timexes] == ["on Friday", "three days"]
    assert document.created == "2017-08-19"


def test_a_split_is_a_folder_named_so_and_otherwise_everything(folder: Path) -> None:
    assert [d.name for d in timex.documents(folder, "platinum")] == ["a.tml"]
    assert len(list(timex.documents(folder, "dev"))) == 2


def test_figures_of_a_small_example_worked_by_hand() -> None:
    gold = [
        Timex(0, 10, "DATE", "2017"),
        Timex(20, 30, "DATE", "2018"),
        Timex(40, 50, "DURATION", "P1D"),
        Timex(60, 70, "DATE", "2019"),
    ]
    found = [
        Timex(0, 10, "DATE", "2017"),
        Timex(22, 30, "DATE", "2018"),
        Timex(40, 50, "DATE", "P2D"),
        Timex(80, 90, "DATE", "2020"),
    ]
    counts = timex.compare(gold, found)
    assert counts == Counts(gold=4, found=4, strict=2, relaxed_gold=3, relaxed_found=3, value=2, same=2, type=2)
    # Strict: P = R = 2/4. Relaxed: P = R = 3/4. Value: relaxed F1 times 2 of 3 right.
    assert timex.figures(counts) == {"strict_f1": 50.0, "relaxed_f1": 75.0, "value_f1": 50.0, "same_f1": 50.0, "type_f1": 50.0}


def test_counts_add_up_to_micro_averages() -> None:
    both = Counts(gold=2, found=1, strict=1, relaxed_gold=1, relaxed_found=1, value=1, type=1) + Counts(gold=2, found=3)
    assert timex.figures(both)["strict_f1"] == 25.0


def test_nothing_found_is_zero_and_no_error() -> None:
    assert timex.figures(Counts(gold=3))["strict_f1"] == 0.0


def test_every_kind_of_miss_is_listed() -> None:
    gold = [Timex(0, 2, "DATE", "2017"), Timex(4, 6, "DATE", "2018")]
    kinds = [kind for kind, _ in timex.misses(gold, [Timex(0, 3, "DATE", "2016"), Timex(8, 9, "DATE", "1")], "0123456789")]
    assert kinds == ["extent", "value", "missed", "spurious"]


def test_the_last_line_is_one_json_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tempeval3.main(["--data", str(folder), "--split", "platinum"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == '{"strict_f1": 50.0, "value_f1": 100.0}'


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    assert tempeval3.main(["--data", str(tmp_path)]) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1949-XX", "1949"),
        ("196X", "196"),
        ("2000-W2", "2000-W02"),
        ("P1DE", "P10Y"),
        ("PXE", "PXDE"),
        ("1989-11-06T17", "1989-11-06T17:00"),
    ],
)
def test_one_value_in_two_notations_is_the_same(one: str, other: str) -> None:
    assert timex.notation(one) == timex.notation(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1989-WXX", "1989-W42"), ("1998-10", "1998"), ("P1D", "PXD"), ("PXD", "PXDE"), ("P1D", "PT24H")]
)
def test_what_says_more_or_less_is_not_the_same(one: str, other: str) -> None:
    assert timex.notation(one) != timex.notation(other)
