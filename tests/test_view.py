"""The view: a pure function of what was read and what was decided, whatever it remembers of the time before."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from probanda import view as viewing
from probanda.derived import View
from probanda.model import Decision, Statement, Verdict
from probanda.store.case import Case
from probanda.view import Memory, compute, numbered, view


def decision(verdict: Verdict, *about: str) -> Decision:
    return Decision(id=f"d-{verdict}", at=datetime(2031, 5, 4, tzinfo=UTC), by="Ada", verdict=verdict, about=about)


def test_exhibits_are_numbered_as_they_came_and_keep_their_numbers(example: Case) -> None:
    sources = example.sources()
    seen = compute(example, without={sources[1].id})
    assert numbered(sources)[sources[2].id] == "E3"
    assert seen.exhibits == {
        s.id: number for s, number in zip(sources, numbered(sources).values(), strict=True) if s != sources[1]
    }
    assert sources[1].id not in seen.texts


def test_the_order_of_sources_gives_exhibit_numbers_and_nothing_else(example: Case) -> None:
    sources, texts, extractions = example.sources(), example.texts(), example.extractions()
    there = view("c", sources=sources, texts=texts, extractions=extractions)
    random.Random(4).shuffle(extractions)
    back = view("c", sources=sources, texts=texts[::-1], extractions=extractions)
    assert back.entities == there.entities
    assert {g.id: g.findings for g in back.incidents} == {g.id: g.findings for g in there.incidents}
    assert {frozenset(o.members) for o in back.origins} == {frozenset(o.members) for o in there.origins}


def test_a_rejected_finding_is_in_no_part_of_the_view(example: Case, example_view: View) -> None:
    rejected = example_view.charts[0].cells[0].support[0].finding
    after = compute(example, extra=[decision("reject", rejected)])
    assert rejected not in after.findings
    shown = {b.finding for chart in after.charts for cell in chart.cells for b in (*cell.support, *cell.against)}
    assert rejected not in shown | {m for o in after.origins for m in o.members}


def test_a_decision_that_contradicts_an_earlier_one_is_told(example: Case, example_view: View) -> None:
    pair = example_view.pairs[0]
    apart, one = decision("distinct", pair.left, pair.right), decision("merge", pair.left, pair.right)
    after = compute(example, extra=[apart, one])
    assert any("contradicts earlier decisions" in line for line in after.warnings)


@pytest.mark.parametrize("change", ["statement", "role", "merge"])
def test_with_a_memory_the_result_is_that_of_a_full_run(example: Case, example_view: View, change: str) -> None:
    memory = Memory()
    assert compute(example, memory=memory) == example_view
    made = decision("reject", next(f.id for f in example_view.findings.values() if isinstance(f, Statement)))
    if change == "role":
        made = decision("reject", next(f.id for f in example_view.findings.values() if type(f).__name__ == "Role"))
    elif change == "merge":
        made = decision("merge", example_view.pairs[0].left, example_view.pairs[0].right)
    assert compute(example, extra=[made], memory=memory) == compute(example, extra=[made])


def test_what_a_decision_leaves_alone_is_not_computed_again(
    example: Case, example_view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    compute(example, memory=memory)
    for name in ("resolve", "common"):
        monkeypatch.setattr(viewing, name, None)
    statement = next(f.id for f in example_view.findings.values() if isinstance(f, Statement))
    assert statement not in compute(example, extra=[decision("reject", statement)], memory=memory).findings
    with pytest.raises(TypeError):
        compute(example, extra=[decision("merge", example_view.pairs[0].left, example_view.pairs[0].right)], memory=memory)


def test_a_chart_against_a_bare_surname_stands_last_and_says_who_it_probably_is(example_view: View) -> None:
    accused = [chart.accused for chart in example_view.charts]
    bare = [one for one in accused if one in example_view.likely]
    assert bare
    assert accused[-len(bare) :] == bare
    chart = example_view.charts[-1]
    assert chart.probably_name == "Idris Valdane"
    assert "Nobody has decided it" in chart.notes[0]
    first = example_view.pairs[0]
    assert example_view.likely in ({first.left: first.right}, {first.right: first.left}) or len(example_view.likely) > 1
