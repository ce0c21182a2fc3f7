"""Every stored quotation equals the slice of its frozen text, in every source at hand."""

from __future__ import annotations

from pathlib import Path

from probanda import pipeline
from probanda.store.case import Case, create


def assert_verbatim(case: Case) -> int:
    bodies = {text.id: text.body for text in case.texts()}
    checked = 0
    for extraction in case.extractions():
        spans = [m.span for m in extraction.mentions] + [s for f in extraction.findings for s in f.spans]
        for span in spans:
            assert bodies[span.text][span.start : span.end] == span.quote
        checked += len(spans)
    return checked


def test_in_the_example(example: Case) -> None:
    assert assert_verbatim(example) > 300


def test_in_the_texts_of_the_cases(shared: Path, tmp_path: Path) -> None:
    case = create(tmp_path / "case")
    report = pipeline.build(shared / "cases" / "texts", case)
    assert report.complete
    assert assert_verbatim(case) > 500
