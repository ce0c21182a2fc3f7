"""Gaps are questions that say what kind of evidence would answer."""

from __future__ import annotations

from probanda.chart.gaps import Shown, gaps
from probanda.law import catalogue
from tests.chart.samples import day, order

FEED = catalogue.feeds()["no-quarter"]


def test_nothing_shown_asks_the_question_and_names_the_evidence() -> None:
    (question,) = gaps(FEED, Shown())
    assert question == f"{FEED.asks} Evidence that would answer: {FEED.evidence}."


def test_what_is_shown_in_part_says_what_is_lacking_once() -> None:
    asked = gaps(FEED, Shown(partly=["a rank is not control", "a rank is not control"]))
    assert asked[1:] == ("Shown in part only: a rank is not control.",)


def test_a_recording_that_is_spoken_of_is_asked_for_by_its_name_alone() -> None:
    made = order(
        "Spare nobody", by="Salim Orran", medium="a video posted online\u00a0instructing his men to fight", when=day(2020)
    )
    asked = gaps(FEED, Shown(full=[made], origins=["a", "b"], datable=True))
    assert [question.partition(".")[0] for question in asked] == ["The source speaks of a video posted online"]


def test_an_undated_conduct_asks_when() -> None:
    undated = Shown(full=[order("Spare nobody", by="Salim Orran")], origins=["a", "b"], datable=True)
    assert gaps(FEED, undated) == ("When was it? No passage that supports it is dated.",)


def test_a_contradiction_is_a_question() -> None:
    assert gaps(FEED, Shown(full=[order("x", by="Salim Orran")], origins=["a", "b"], contradicted=True))[-1].startswith(
        "It is contradicted"
    )


def test_two_origins_and_a_date_leave_nothing_to_ask() -> None:
    assert gaps(FEED, Shown(full=[order("x", by="Salim Orran", when=day(2020))], origins=["a", "b"], datable=True)) == ()
