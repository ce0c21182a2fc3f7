"""No sentence of the official texts stands in the project: no run of twelve words is shared with them, in any text file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import probanda

RUN = 12
LAW = Path(probanda.__file__).parent / "data" / "law"
PROJECT = Path(__file__).parents[2]
ELSEWHERE = ("src", "tests", "docs", "benchmarks", "examples")
TEXTS = (".py", ".md", ".yaml", ".html", ".txt", ".csv", ".json", ".typ", ".eml")


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def official(shared: Path) -> set[tuple[str, ...]]:
    statute = json.loads((shared / "law" / "RomeStatute.json").read_text(encoding="utf-8"))
    texts = [row["article"]["text"] for row in statute if "article" in row]
    texts.append((shared / "law" / "elements_of_crimes_2011.txt").read_text(encoding="utf-8"))
    return {run for text in texts for run in runs(text)}


def test_the_check_finds_a_sentence_that_is_taken_over(official: set[tuple[str, ...]], shared: Path) -> None:
    elements = (shared / "law" / "elements_of_crimes_2011.txt").read_text(encoding="utf-8")
    assert runs(elements[20_000:21_000]) & official


@pytest.mark.parametrize("path", sorted(p.relative_to(LAW).as_posix() for p in LAW.rglob("*") if p.suffix in (".yaml", ".md")))
def test_no_run_of_twelve_words_is_official(path: str, official: set[tuple[str, ...]]) -> None:
    assert {" ".join(run) for run in runs((LAW / path).read_text(encoding="utf-8")) & official} == set()


@pytest.mark.parametrize("part", ELSEWHERE)
def test_nor_does_it_elsewhere_in_the_project(part: str, official: set[tuple[str, ...]]) -> None:
    files = (path for path in (PROJECT / part).rglob("*") if path.suffix in TEXTS and LAW not in path.parents)
    found = {path.relative_to(PROJECT).as_posix() for path in files if runs(path.read_text("utf-8", "replace")) & official}
    assert found == set()
