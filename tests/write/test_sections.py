"""Sections of the dossier on the example: each sentence cites, what is against stands beside, what was settled is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from probanda.derived import Chart, View
from probanda.errors import UsageError
from probanda.extract.extraction import _called
from probanda.model import Decision, identify
from probanda.write.desk import Desk
from probanda.write.document import Bullets, Grid, Paragraph, Section, Sentence
from probanda.write.dossier import SECTIONS, SHORT, compose

NOW = datetime(2031, 5, 4, tzinfo=UTC)


def sentences(section: Section) -> Iterator[Sentence]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Grid):
            yield from (s for row in block.rows for cell in row for s in cell)
    for part in section.parts:
        yield from sentences(part)


def told(view: View, name: str) -> str:
    return " ".join(s.words for section in compose(view, only=[name]).sections for s in sentences(section))


def decide(view: View, *decisions: Decision) -> View:
    return msgspec.structs.replace(view, decisions=decisions)


def test_every_section_is_there_and_says_something(example_view: View) -> None:
    made = compose(example_view)
    assert [s.anchor for s in made.sections] == list(SECTIONS)
    assert all(list(sentences(section)) for section in made.sections)


def test_every_citation_lies_in_its_exhibit(example_view: View) -> None:
    bodies = {e.number: e.body for e in compose(example_view).exhibits}
    cites = [c for section in compose(example_view).sections for s in sentences(section) for c in s.cites]
    assert len(cites) > 300
    assert all(bodies[c.exhibit][c.start : c.end] == c.quote for c in cites)


def test_every_claim_begins_with_who_reports_it(example_view: View) -> None:
    outlets = {f.voice[0].speaker.name for f in example_view.findings.values()}
    claims = [
        s.words for s in sentences(compose(example_view, only=["statements"]).sections[0]) if s.words.startswith("According to ")
    ]
    assert len(claims) > 100
    assert all(any(claim.startswith(f"According to {outlet}") for outlet in outlets) for claim in claims)


def test_nothing_is_said_to_be_proved(example_view: View) -> None:
    words = " ".join(told(example_view, name) for name in ("summary", "charts", "gaps")).lower()
    for claim in ("violation found", "is guilty", "has been proved", "committed the crime"):
        assert claim not in words


def test_a_contradiction_is_open_until_somebody_settles_it(example_view: View) -> None:
    (first, *_) = example_view.disagreements
    assert "Open." in told(example_view, "contradictions")
    value = {"status": f"preferred/{first.left}"}
    settled = identify(Decision(at=NOW, by="Ada", about=(first.id,), verdict="status", value=value, reason="the later report"))
    label = Desk(example_view).cite(first.left_span).label
    assert f"{label} is preferred (Ada, 2031-05-04: the later report)" in told(decide(example_view, settled), "contradictions")


def test_the_short_form_is_shorter_and_keeps_for_and_against_alike(example_view: View) -> None:
    short, whole = compose(example_view, short=True), compose(example_view)
    assert [s.anchor for s in short.sections] == list(SHORT)
    assert "Short form" in short.marks[0]
    cells = [row for s in short.sections if s.anchor == "charts" for part in s.parts for row in _cells(part)]
    assert {row[0][0].words for row in cells} == {"For", "Against", "Lacking"}
    assert max(sum(bool(s.cites) for s in row[1]) for row in cells) == 3
    assert len(list(sentences(short.sections[1]))) < len(list(sentences(next(s for s in whole.sections if s.anchor == "charts"))))


def _cells(part: Section) -> Iterator[tuple[tuple[Sentence, ...], ...]]:
    yield from (row for block in part.blocks if isinstance(block, Grid) and not block.columns for row in block.rows)


def test_the_general_principles_stand_with_the_charts(example_view: View) -> None:
    assert "intent and knowledge under Art. 30 go with it" in told(example_view, "charts")


def test_a_source_is_not_rated_until_somebody_rates_it(example_view: View) -> None:
    source = example_view.sources[0]
    value = {"reliability": "B", "credibility": "2"}
    rated = identify(Decision(at=NOW, by="Ada", about=(source.id,), verdict="rate", value=value, reason="own correspondent"))
    assert "not rated" in told(example_view, "sources")
    assert "B2 by Ada: own correspondent" in told(decide(example_view, rated), "sources")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_frame_is_in_the_language_asked_for_and_the_sources_keep_their_words(example_view: View, language: str) -> None:
    english, made = compose(example_view), compose(example_view, language=language)
    assert [s.anchor for s in made.sections] == [s.anchor for s in english.sections]
    assert not {s.title for s in made.sections} & ({s.title for s in english.sections} - {"Sources", "Incidents"})
    cites = [[c for section in one.sections for s in sentences(section) for c in s.cites] for one in (english, made)]
    assert cites[0] == cites[1]
    told = [s.words for section in made.sections for s in sentences(section)]
    assert not [line for line in told if line.startswith("According to")]
    assert made.exhibits == english.exhibits


def test_a_language_that_no_dossier_is_written_in_is_refused(example_view: View) -> None:
    with pytest.raises(UsageError, match="xx"):
        compose(example_view, language="xx")


def test_the_summary_says_how_far_the_passages_carry(example_view: View) -> None:
    def resting(chart: Chart) -> int:
        return sum(any(gap.startswith("All that supports this goes back to one") for gap in cell.gaps) for cell in chart.cells)

    chart = next(chart for chart in example_view.charts if resting(chart))
    (summary,) = compose(example_view, only=["summary"]).sections
    line = next(s.words for s in sentences(summary) if s.words.startswith(f"{chart.title}, alleged against"))
    assert f"resting on one origin alone: {resting(chart)}" in line
    assert f"contradictions {len(example_view.disagreements)}" in told(example_view, "summary")


def test_a_text_without_a_publisher_goes_by_its_exhibit_and_its_title_stands_once(example_view: View) -> None:
    made = compose(_unpublished(example_view))
    everything = [s.words for section in made.sections for s in sentences(section)]
    assert any(line.startswith("According to the text E1, ") for line in everything)
    charted = [line for line in everything if "by the text E1" in line]
    assert charted
    assert not [line for line in everything if "the text “The lock at Merle" in line]
    (listed,) = [line for line in everything if "called by its exhibit: E1, “The lock at Merle”" in line]
    assert listed
    assert "The lock at Merle" in told(_unpublished(example_view), "exhibits")


def _unpublished(view: View) -> View:
    """The case with a first source of which only the title is known."""
    first, *rest = view.sources
    long = _called("The lock at Merle", first.name)
    was = next(f.voice[0].speaker.name for f in view.findings.values() if Desk(view).source_id(f) == first.id)
    held = msgspec.json.encode(view).decode().replace(f'"name":"{was}"', f'"name":"{long}"').replace(f"by {was}", f"by {long}")
    changed = msgspec.json.decode(held, type=View)
    text = msgspec.structs.replace(view.texts[first.id], publisher=None, author=None)
    bare = msgspec.structs.replace(first, title="The lock at Merle", publisher=None, author=None)
    return msgspec.structs.replace(changed, sources=(bare, *rest), texts={**view.texts, first.id: text})


def test_what_charts_ask_alike_is_printed_once(example_view: View) -> None:
    asked = [chart.questions for chart in example_view.charts if chart.questions]
    common = [q for q in asked[0] if all(q in others for others in asked)]
    (section,) = compose(example_view, only=["charts"]).sections
    printed = [s.words for s in sentences(section)]
    assert common
    assert len(asked) > 1
    assert all(printed.count(q) == 1 for q in common)


def test_the_strongest_reasons_for_one_identity_are_given_and_the_others_counted(example_view: View) -> None:
    many = {
        key: msgspec.structs.replace(one, joined_by=tuple(f"reason {n}" for n in range(40))) if one.type == "person" else one
        for key, one in example_view.entities.items()
    }
    said = told(msgspec.structs.replace(example_view, entities=many), "people")
    assert "reason 5" in said
    assert "reason 6" not in said
    assert "and 34 further reasons" in said
