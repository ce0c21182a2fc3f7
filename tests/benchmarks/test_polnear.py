"""The measure for statements, on values worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.polnear import Attribution, annotated, extracted, f1, figures, matched, overlap, same_source
from probanda.model import Party, Span, Statement, Voice

GOLD = """T1	Source 0 3	Ada
T2	Cue 4 8	said
T3	Content 9 20;30 40	x y
T4	Attribution 4 8	said
E1	Attribution:T4 Source:T1 Cue:T2 Content:T3
"""


def test_annotations_are_read_with_all_their_pieces(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(GOLD, encoding="utf-8")
    assert annotated(tmp_path / "a.ann") == [Attribution(((9, 20), (30, 40)), ((0, 3),))]


def test_overlap() -> None:
    assert overlap([(0, 10)], [(5, 10)]) == (0.5, 1.0)
    assert overlap([(0, 10)], [(10, 20)]) == (0.0, 0.0)


def test_pairs_are_one_to_one_and_best_first() -> None:
    gold, near, exact = Attribution(((0, 10),)), Attribution(((0, 8),)), Attribution(((0, 10),))
    assert matched([gold], [near, exact], 0.3) == [(gold, exact)]


@pytest.mark.parametrize(("left", "right", "same"), [((), (), True), (((0, 4),), (), False), (((0, 9),), ((5, 9),), True)])
def test_source(left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...], same: bool) -> None:
    assert same_source(Attribution((), left), Attribution((), right)) is same


def test_figures() -> None:
    gold = [Attribution(((0, 10),), ((20, 25),)), Attribution(((40, 50),))]
    ours = [Attribution(((0, 5),), ((20, 25),))]
    assert figures([(gold, ours)]) | {"f1_30": 66.7, "f1_80": 0.0, "source": 100.0} == figures([(gold, ours)])
    assert f1(0, 0, 0) == 0.0


def test_halves_of_one_quotation_are_joined() -> None:
    body = "“We ran,” she said. “It was dark.”"
    she = Party(name="she", span=_span(body, 10, 13))
    voice = (Voice(speaker=she, span=_span(body, 10, 18)),)
    halves = [
        Statement(rule="r", spans=(_span(body, a, b),), voice=voice, speaker=she, mode="direct") for a, b in ((1, 8), (21, 33))
    ]
    assert extracted(body, halves) == [Attribution(((0, 9), (20, 34)), ((10, 13),))]


def _span(body: str, start: int, end: int) -> Span:
    return Span(text="t", start=start, end=end, quote=body[start:end])
