"""A text as the telling of one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda import edtf
from probanda.extract import casualties, dates, one_event
from probanda.extract.reading import Reading
from tests.extract.readings import reading


def looked(body: str) -> Reading:
    plain = reading(body)
    published = edtf.parse("2018-03-20")
    times = dates.find(body, published=published, language="en", span=plain.span)
    return replace(plain, published=published, whens=tuple(times))


def toll(body: str) -> dict[str, int]:
    seen = looked(body)
    return one_event.toll(one_event.of_first_event(seen, casualties.counts(seen)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Four men were shot and one of them was killed.", {"killed": 1, "injured": 3}),
        ("A boy and two men were wounded.", {"injured": 3}),
        ("One person was killed. The victim, a baker, died at the scene.", {"killed": 1}),
        ("The blast killed three soldiers and wounded fourteen others.", {"killed": 3, "injured": 14}),
    ],
)
def test_toll(body: str, expected: dict[str, int]) -> None:
    assert toll(body) == expected


def test_another_event_is_left_out() -> None:
    first = "A man was shot and wounded in the market on Sunday, and was taken to the hospital of the town "
    first += "by his brother and two of his friends on foot, as police said."
    assert toll(first + " In an unrelated shooting nine people were killed.") == {"injured": 1}


def test_a_sum_over_several_events_is_not_the_toll_of_the_first() -> None:
    body = "Two men were wounded in separate shootings in Zor. A baker was shot in the mill. He is in stable condition."
    assert toll(body) == {"injured": 1}


def test_another_who_was_shot_is_not_one_of_the_dead() -> None:
    assert toll("A baker was shot dead. Another man was also shot.") == {"killed": 1, "injured": 1}


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Police said on Monday that a man was shot on Sunday.", "2018-03-18"),
        ("The shooting happened on March 3. He was arrested on Monday.", "2018-03-03"),
    ],
)
def test_the_day_hangs_on_the_violence(body: str, day: str) -> None:
    when = one_event.when(looked(body))
    assert when is not None
    assert str(when.earliest) == day


def test_no_day_is_invented() -> None:
    assert one_event.when(looked("A man was shot in the market.")) is None
