"""What is charted from real texts: the seeds and the negatives, read through the whole line. Skipped where they are absent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from probanda import pipeline
from probanda.derived import Cell, Chart, View
from probanda.store.case import create

pytestmark = [pytest.mark.shared, pytest.mark.slow]
NEGATIVES = ("037.txt", "038.txt", "043.txt")
Seen = Callable[[Path], View]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    def see(folder: Path) -> View:
        case = create(tmp_path_factory.mktemp("case") / "case")
        pipeline.build(folder, case)
        return pipeline.see(case)

    return see


@pytest.fixture(scope="module")
def charts(shared: Path, seen: Seen) -> dict[tuple[str, str], Chart]:
    return {(chart.crime, chart.accused_name): chart for chart in seen(shared / "seeds").charts}


def quotes(cell: Cell) -> str:
    return " ".join(" ".join(bearing.span.quote.split()) for bearing in cell.support)


@pytest.mark.parametrize(
    "expected",
    [
        ("8-2-e-x", "Khalifa Haftar"),
        ("25-3-b-order", "Khalifa Haftar"),
        ("28-a", "Khalifa Haftar"),
        ("8-2-c-i-1", "Mahmoud Al-Werfalli"),
        ("8-2-c-iv", "Mahmoud Al-Werfalli"),
    ],
)
def test_what_the_seeds_raise_is_charted(charts: dict[tuple[str, str], Chart], expected: tuple[str, str]) -> None:
    assert expected in charts


def test_no_genocide_crime_against_humanity_or_international_conflict(charts: dict[tuple[str, str], Chart]) -> None:
    assert not [crime for crime, _ in charts if crime.startswith(("6-", "7-", "8-2-a", "8-2-b", "8-bis"))]


def test_denying_quarter_shows_the_words_the_purpose_and_the_conflict(charts: dict[tuple[str, str], Chart]) -> None:
    words, purpose, control, conflict, aware = charts["8-2-e-x", "Khalifa Haftar"].cells
    assert "There shall be no mercy in confronting the enemy" in quotes(words)
    assert "There shall be no mercy in confronting the enemy" in quotes(purpose)
    assert "non-international armed conflict" in quotes(conflict)
    assert control.support
    assert aware.support


def test_rank_is_shown_and_what_is_missing_for_control_too(charts: dict[tuple[str, str], Chart]) -> None:
    control = charts["8-2-e-x", "Khalifa Haftar"].cells[2]
    assert "ommander" in quotes(control)
    assert all("Not enough by itself" in bearing.why for bearing in control.support)
    assert any("Rank is not control" in gap for gap in control.gaps)


def test_the_recital_of_the_law_supports_no_element(charts: dict[tuple[str, str], Chart]) -> None:
    shown = " ".join(quotes(cell) for chart in charts.values() for cell in chart.cells)
    assert "effective command or control" not in shown
    assert "denial of quarter means" not in shown


def test_the_33_killed_support_murder_as_alleged_by_the_court(charts: dict[tuple[str, str], Chart]) -> None:
    killed = charts["8-2-c-i-1", "Mahmoud Al-Werfalli"].cells[0]
    stated = next(b for b in killed.support if "33 persons in seven incidents" in " ".join(b.span.quote.split()))
    assert "alleged by International Criminal Court" in stated.why


def test_ordering_rests_on_the_order_and_the_crime_on_an_admission(charts: dict[tuple[str, str], Chart]) -> None:
    ordered, occurred = charts["25-3-b-order", "Khalifa Haftar"].cells[:2]
    assert "summary executions on orders of" in quotes(ordered)
    assert "summary executions" in quotes(occurred)
    assert not any(
        "hold a post" in bearing.why or "command a force" in bearing.why for bearing in (*ordered.support, *occurred.support)
    )


def test_command_responsibility_lacks_the_failure_and_says_so(charts: dict[tuple[str, str], Chart]) -> None:
    cells = charts["28-a", "Khalifa Haftar"].cells
    assert cells[0].support
    assert not cells[3].support
    assert cells[3].gaps


def test_on_the_negatives_no_crime_is_suggested(shared: Path, seen: Seen, tmp_path: Path) -> None:
    for name in NEGATIVES:
        shutil.copy(shared / "cases" / "texts" / name, tmp_path / name)
    assert seen(tmp_path).charts == ()
