"""Speakers named before a colon."""

from __future__ import annotations

from probanda.extract import statements
from tests.extract.readings import reading

NAMES = {"Ada Bern": "person"}


def said(body: str) -> list[tuple[str, str]]:
    return [(s.speaker.name, s.spans[0].quote) for s in statements.find(reading(body, NAMES))]  # type: ignore[arg-type]


def test_turns_of_a_transcript() -> None:
    body = "Q: Where were you that night?\n\nA: I was in the mill.\n\nQ: Who came to the door?\n\nA: Men in green coats."
    assert said(body) == [
        ("Q", "Where were you that night?"),
        ("A", "I was in the mill."),
        ("Q", "Who came to the door?"),
        ("A", "Men in green coats."),
    ]


def test_a_list_of_particulars_is_no_transcript() -> None:
    assert said("Location: Varna\nDate: 7 April 2017\nTime: 04:15\nReported injured: 10\nReported killed: 2") == []


def test_a_turn_ends_where_anybody_else_is_named() -> None:
    body = "Bern: Who was there?\n\nTull: I was.\n\nBern: And who else?\n\nLowe: We all were.\n\nTull: That is a lie."
    assert said(body) == [("Bern", "Who was there?"), ("Tull", "I was."), ("Bern", "And who else?"), ("Tull", "That is a lie.")]


def test_answers_below_questions_without_a_label() -> None:
    body = "Where were you?\n\nA: I was in the mill.\n\nWho came?\n\nA: Men in green coats.\n\nAnd then?\n\nA: I ran away."
    assert [words for _, words in said(body)] == ["I was in the mill.", "Men in green coats.", "I ran away."]


def test_headline() -> None:
    assert said("Ada Bern: Two villages burned in a night\n\nThe roads are closed.") == [
        ("Ada Bern", "Two villages burned in a night")
    ]


TIMED = """[00:05] VOICE, off camera: General Ada Bern visits her men at the ford.

[00:40] GENERAL BERN: You cross tonight. I do not want prisoners.

[01:02] The rows answer with a shout.

[01:10] MAJOR TULL, beside her: As you order, General."""


def test_turns_of_a_timed_recording() -> None:
    assert said(TIMED) == [
        ("VOICE", "General Ada Bern visits her men at the ford."),
        ("Ada Bern", "You cross tonight. I do not want prisoners."),
        ("MAJOR TULL", "As you order, General."),
    ]


def test_a_time_before_a_line_without_a_speaker_is_nobodys_words() -> None:
    assert said("[00:05] A truck arrives.\n\n[00:40] Men get out.\n\n[01:02] The picture ends.") == []
