from __future__ import annotations

from benchmarks import timex2
from benchmarks.timex import Timex

BODY = "After three weeks of fighting, a former officer fled at night. The daily reports stopped two days before."


def marked(text: str, kind: str, value: str) -> Timex:
    start = BODY.index(text)
    return Timex(start, start + len(text), kind, value)


def test_a_length_of_time_holds_what_it_was_filled_with() -> None:
    made = timex2.converted([marked("three weeks", "DURATION", "P3W")], BODY)
    assert BODY[made[0].start : made[0].end] == "three weeks of fighting"


def test_words_that_the_older_guideline_marks_are_added() -> None:
    made = timex2.converted([], BODY)
    assert [(BODY[t.start : t.end], t.value) for t in made] == [("former", "PAST_REF"), ("night", "XXXX-XX-XXTNI")]


def test_a_repetition_is_a_unit_left_open() -> None:
    (made,) = (t for t in timex2.converted([marked("daily", "SET", "P1D")], BODY) if t.type == "SET")
    assert made.value == "XXXX-XX-XX"
