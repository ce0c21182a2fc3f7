"""The command line on the example case: what people type, what machines read, how errors are told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import App

from probanda.cli import app, main
from probanda.store.case import Case


@pytest.fixture
def case(example: Case, tmp_path: Path) -> str:
    """A copy of the example case, to be changed at will."""
    copy = tmp_path / "case"
    shutil.copytree(example.folder, copy)
    return str(copy)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(list(words))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def read(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    status, out, _ = run(capsys, *words, "--json")
    assert status == 0
    return json.loads(out)


def test_show_lists_findings_with_their_passages(capsys: pytest.CaptureFixture[str], case: str) -> None:
    orders = read(capsys, "show", case, "order")
    assert isinstance(orders, list)
    assert orders
    assert all(order["spans"][0]["quote"] for order in orders)


def test_search_finds_passages(capsys: pytest.CaptureFixture[str], case: str) -> None:
    hits = read(capsys, "search", case, "quarry")
    assert isinstance(hits, list)
    assert hits
    assert all("quarry" in hit["quote"].lower() for hit in hits)


def test_a_decision_is_taken_and_undone(capsys: pytest.CaptureFixture[str], case: str) -> None:
    (first, *_) = read(capsys, "show", case, "order")  # type: ignore[misc]
    _, out, _ = run(capsys, "decide", case, "reject", first["id"], "--reason", "misread", "--by", "Ada")
    assert first["id"] not in {o["id"] for o in read(capsys, "show", case, "order")}  # type: ignore[attr-defined]
    decision = out.split(":")[0]
    run(capsys, "undo", case, decision, "--by", "Ada")
    assert first["id"] in {o["id"] for o in read(capsys, "show", case, "order")}  # type: ignore[attr-defined]


def test_a_quotation_cannot_be_corrected(capsys: pytest.CaptureFixture[str], case: str) -> None:
    (first, *_) = read(capsys, "show", case, "order")  # type: ignore[misc]
    status, _, told = run(capsys, "decide", case, "correct", first["id"], "--set", "spans=other words")
    assert status == 1
    assert "cannot be corrected" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("reject", "f-0"), "there is no such finding"),
        (("rate", "E1", "--set", "reliability=Z", "--reason", "own man"), "Admiralty scale"),
        (("rate", "E1", "--set", "reliability=B"), "needs its reason"),
        (("rate", "E1", "--set", "reliability"), "write FIELD=VALUE"),
        (("rate", "E99", "--set", "reliability=B", "--reason", "own man"), "no such source"),
        (("status", "8-2-e-x/1/e-0", "--set", "status=open"), "no such cell"),
        (("merge", "e-1", "e-2"), "probanda entities --help"),
        (("accept",), "nothing is named"),
    ],
)
def test_a_decision_that_would_mean_nothing_is_refused(
    capsys: pytest.CaptureFixture[str], case: str, words: tuple[str, ...], told: str
) -> None:
    before = read(capsys, "decisions", case)
    status, _, errors = run(capsys, "decide", case, *words)
    assert status in (1, 2)
    assert told in " ".join(errors.split())
    assert read(capsys, "decisions", case) == before


def test_an_exhibit_is_rated_by_its_number(capsys: pytest.CaptureFixture[str], case: str) -> None:
    marks = ("--set", "reliability=B", "--set", "credibility=2", "--reason", "own correspondent")
    status, out, _ = run(capsys, "decide", case, "rate", "E1", *marks)
    assert status == 0
    run(capsys, "undo", case, out.split(":")[0])
    status, _, told = run(capsys, "undo", case, out.split(":")[0])
    assert (status, "withdrawn already" in told) == (2, True)


def test_a_chart_says_what_each_element_is_and_how_its_cell_is_called(capsys: pytest.CaptureFixture[str], case: str) -> None:
    status, out, _ = run(capsys, "chart", case, "--crime", "8-2-e-x")
    assert status == 0
    assert "Element 1 (conduct): The perpetrator" in out
    cell = next(line.split()[1] for line in out.splitlines() if line.startswith("  cell "))
    status, made, _ = run(capsys, "decide", case, "status", cell, "--set", "status=contested", "--reason", "rank alone")
    assert status == 0
    run(capsys, "undo", case, made.split(":")[0])


def test_gaps_are_listed(capsys: pytest.CaptureFixture[str], case: str) -> None:
    assert read(capsys, "show", case, "gaps")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "nowhere"), "there is no case here"),
        (("build", "nowhere"), "no such folder"),
        (("law", "show", "8-2-e-xxx"), "no crime"),
    ],
)
def test_errors_say_what_where_and_what_next(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str) -> None:
    status, _, errors = run(capsys, *words)
    assert status in (1, 2)
    assert told in errors
    assert "Traceback" not in errors


def test_records_can_be_exported(capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path) -> None:
    status, _, _ = run(capsys, "export", case, "--format", "records", "--out", str(tmp_path / "out"))
    assert status == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"links.json", "02-meridian-quarry.json"} <= names


def test_csv_cells_are_no_formulas(capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path) -> None:
    run(capsys, "export", case, "--format", "csv", "--out", str(tmp_path))
    for line in (tmp_path / "findings.csv").read_text(encoding="utf-8").splitlines():
        assert not line.startswith(("=", "+", "@"))


def test_verify_says_so_when_a_byte_was_changed(capsys: pytest.CaptureFixture[str], case: str) -> None:
    assert run(capsys, "verify", case)[0] == 0
    kept = next(p for p in Path(case, "vault").glob("??/??/*") if p.is_file())
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b" ")
    assert run(capsys, "verify", case)[0] == 4


def test_the_chart_names_support_and_gaps(capsys: pytest.CaptureFixture[str], case: str) -> None:
    charts = read(capsys, "chart", case)
    assert isinstance(charts, list)
    assert any(cell["support"] for chart in charts for cell in chart["cells"] if "support" in cell)
    assert any(cell.get("gaps") for chart in charts for cell in chart["cells"])


def test_building_again_leaves_everything_as_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text('"Spare nobody," Colonel Hollis told his men on Tuesday.', encoding="utf-8")
    case = tmp_path / "case"
    assert run(capsys, "build", str(tmp_path / "sources"), "--case", str(case))[0] == 0
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file() and path.name != "lock"}
    assert run(capsys, "build", str(tmp_path / "sources"), "--case", str(case))[0] == 0
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file() and path.name != "lock"} == before


def test_a_case_is_sealed_and_comes_back_whole(capsys: pytest.CaptureFixture[str], case: str, tmp_path: Path) -> None:
    assert run(capsys, "seal", case, "--out", str(tmp_path / "case.zip"))[0] == 0
    assert run(capsys, "open", str(tmp_path / "case.zip"), "--into", str(tmp_path / "back"))[0] == 0
    assert run(capsys, "verify", str(tmp_path / "back"))[0] == 0
    assert read(capsys, "show", str(tmp_path / "back"), "order") == read(capsys, "show", case, "order")


def test_doctor_finds_everything_in_place(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "doctor")
    assert status == 0
    assert "NOT WORKING" not in out


def test_a_command_imports_only_what_it_needs() -> None:
    script = "import sys; from probanda.cli import main; main(['law', 'list']); print({'spacy', 'sqlalchemy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def commands(within: App) -> Iterator[App]:
    for one in (within[name] for name in within if not name.startswith("-")):
        yield from (one,) if one.default_command else commands(one)


def test_help_describes_every_command_and_every_parameter() -> None:
    assert len(list(commands(app))) > 20
    for command in commands(app):
        assert command.help, command.name
        for argument in command.assemble_argument_collection(parse_docstring=True):
            assert argument.parameter.help, (command.name, argument.name)


def test_a_chart_can_be_asked_for_that_nothing_raises(capsys: pytest.CaptureFixture[str], case: str) -> None:
    charts = read(capsys, "chart", case, "--crime", "6-a", "--accused", "Samir Dorrak")
    assert isinstance(charts, list)
    assert [c["crime"] for c in charts] == ["6-a"]
    assert "on request" in charts[0]["why"][0]
