"""The time and the places that a passage gives for an event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probanda import edtf
from probanda.extract import dates, whereabouts
from probanda.extract.reading import Reading
from probanda.model import MentionType
from tests.extract.readings import reading

NAMES: dict[str, MentionType] = {"Zor": "place", "Velm": "place", "Marek": "person"}


def looked(body: str) -> Reading:
    plain = reading(body, NAMES)
    published = edtf.parse("2020-06-15")
    times = dates.find(body, published=published, language="en", span=plain.span)
    return replace(plain, published=published, whens=tuple(times))


@pytest.mark.parametrize(
    ("body", "word", "day"),
    [
        ("Soldiers shot a man in Zor on 3 May 2020.", "shot", "2020-05-03"),
        ("On 3 May 2020 soldiers attacked Zor, killing a man.", "killing", "2020-05-03"),
        ("Marek said on 9 May 2020 that soldiers shot a man.", "shot", None),
    ],
)
def test_the_time_hangs_on_the_event(body: str, word: str, day: str | None) -> None:
    seen = looked(body)
    token = next(t for t in seen.doc if t.text == word)
    when = whereabouts.time_of(seen, token, (token.idx, token.idx + len(word)))
    assert (str(when.earliest) if when else None) == day


def test_a_place_that_acts_is_no_site() -> None:
    seen = looked("Velm bombed a mill near Zor.")
    token = next(t for t in seen.doc if t.text == "bombed")
    assert [p.name for p in whereabouts.places(seen, token, (0, len(seen.body)))] == ["Zor"]
