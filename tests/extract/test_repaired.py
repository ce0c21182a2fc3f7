"""Known slips of the parse put right."""

from __future__ import annotations

import pytest

from probanda.extract import casualties, frames
from tests.extract.readings import reading


@pytest.mark.parametrize(
    "body",
    ["Four captives were taken to the quarry and shot.", "Four captives were lined up against a wall and shot."],
)
def test_a_participle_shares_the_auxiliary(body: str) -> None:
    looked = reading(body)
    shot = next(t for t in looked.doc if t.text == "shot")
    assert (shot.pos_, shot.tag_, shot.lemma_) == ("VERB", "VBN", "shoot")
    assert frames.passive(shot)
    assert [(c.outcome, c.minimum) for c in casualties.find(looked)] == [("shot", 4)]


def test_a_noun_stays_a_noun() -> None:
    looked = reading("He was woken by a shout and a shot. The photograph and shot were printed.")
    assert all(t.pos_ == "NOUN" for t in looked.doc if t.text == "shot")
