"""Which of the days of a text is that of its event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda import edtf
from probanda.extract import dates, event_day
from tests.extract.readings import reading


def day(body: str) -> str | None:
    published = edtf.parse("2018-03-20")
    plain = replace(reading(body), published=published)
    times = dates.find(body, published=published, language="en", span=plain.span)
    found = event_day.choose(replace(plain, whens=tuple(times)), times)
    return str(found.earliest) if found else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A man was arrested on Monday over a shooting on March 3 in the harbour of Zor.", "2018-03-03"),
        ("A hearing was held on March 12. The baker was killed on February 2 in Tell Arda.", "2018-02-02"),
        ("Officers said on Monday that they were called to the mill about 9 p.m. Saturday.", "2018-03-17"),
        ("Updated March 19: a boy was wounded on Friday night.", "2018-03-16"),
        ("A clerk was robbed and shot on March 8. It happened on March 8 near the ford, and he died on March 14.", "2018-03-08"),
    ],
)
def test_the_day_of_the_event(body: str, expected: str) -> None:
    assert day(body) == expected


@pytest.mark.parametrize("body", ["A man was shot in the market.", "Shots were heard about 5 p.m. in the mill."])
def test_a_clock_time_alone_names_no_day(body: str) -> None:
    assert day(body) is None


def test_every_feature_has_a_weight_and_every_weight_its_feature() -> None:
    words = event_day._words()
    hung = {"happens", "shooting", "found", "aftermath", "telling"}
    assert set(words.weights) == {*event_day._FORMS, *hung, "hour", "after_on", "beginning", "often", "late_in_text", "latest"}
