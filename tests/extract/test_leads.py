"""Leads: passages where the models see violence and no finding does; they quote, name no roles, and claim nothing."""

from __future__ import annotations

import pytest

from probanda.extract import leads
from probanda.extract.extraction import Job, extract
from probanda.model import Party, Segment, Span, Text

FIRST = (
    "Unidentified gunmen in a passing van opened fire on the home of Mayor Selvin Orrato in the town of Qasma early on Monday."
)
SECOND = "Police believe that guerrillas of the Dawn Front killed Orrato with rifles and wounded two bodyguards in the attack."


def _text(*paragraphs: str, language: str = "en") -> Text:
    segments, at = [], 0
    for paragraph in paragraphs:
        segments.append(Segment(start=at, end=at + len(paragraph)))
        at += len(paragraph) + 1
    return Text(id="t", source="s", reader="test.v1", body="\n".join(paragraphs), segments=tuple(segments), language=language)


def test_an_attack_that_nothing_was_found_in_is_a_lead() -> None:
    text = _text(FIRST, SECOND)
    (lead, *_) = leads.find(text, ())
    assert lead.kind == "attack"
    assert lead.span.quote in (FIRST, SECOND)
    assert lead.words
    for span in (lead.span, *lead.words):
        assert text.body[span.start : span.end] == span.quote
    assert all(lead.span.start <= word.start and word.end <= lead.span.end for word in lead.words)


def test_what_a_finding_covers_is_no_lead() -> None:
    text = _text(FIRST, SECOND)
    (extraction,) = extract([Job(text=text, outlet=Party(name="Qasma Courier", how="outlet"))])
    covered = [(span.start, span.end) for finding in extraction.findings for span in finding.spans]
    for lead in leads.find(text, extraction.findings):
        assert not any(start < lead.span.end and lead.span.start < end for start, end in covered)
    assert any(start < len(FIRST) + len(SECOND) for start, _ in covered)


@pytest.mark.parametrize(
    "text",
    [
        _text("The choir of Qasma sang on Monday, and the mayor, Selvin Orrato, thanked its conductor for forty years of song."),
        _text(FIRST, SECOND, language="fr"),
        _text(""),
    ],
)
def test_peace_another_language_or_no_words_give_no_lead(text: Text) -> None:
    assert list(leads.find(text, ())) == []


def test_a_long_text_is_cut_between_paragraphs_and_nothing_is_lost() -> None:
    text = _text(*[f"Paragraph {n} tells of the harvest in the valley of Teshel, which was late." for n in range(200)])
    (block,) = leads.blocks(text)
    pieces = list(leads._pieces(block, text))
    assert "".join(body for _, body in pieces) == text.body
    assert all(text.body[start : start + len(body)] == body for start, body in pieces)
    assert max(len(body) for _, body in pieces) < leads.LENGTH + 200


def test_spans_are_cut_of_blanks() -> None:
    text = _text("  Nine men.  ")
    assert leads._span(text, 0, len(text.body)) == Span(text="t", start=2, end=11, quote="Nine men.")
