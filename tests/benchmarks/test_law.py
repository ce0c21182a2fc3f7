"""The measurement of the law: it ends with one JSON object, and its status says whether the import matches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import law


@pytest.mark.shared
def test_the_measurement_ends_with_figures(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert law.main(["--data", str(shared / "law")]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["element_counts_equal"] == figures["provisions_in_text"] == 96
    assert figures["import_match"] >= 0.99


def test_a_text_that_matches_less_gives_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heading = "Article 8 (2) (e) ({0}) - War crime of denying quarter\nElements\n* One.\n"
    text = "".join(heading.format(n) for n in ("x", "xi", "xii"))
    (tmp_path / "elements_of_crimes_2011.txt").write_text(text, encoding="utf-8")
    articles = [{"article": {"number": str(n), "text": "1. One."}} for n in (6, 7, 8)]
    (tmp_path / "RomeStatute.json").write_text(json.dumps(articles), encoding="utf-8")
    assert law.main(["--data", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["import_match"] < 0.99
