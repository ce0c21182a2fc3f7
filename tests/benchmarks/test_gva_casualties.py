"""Counts and days of shootings: the scorer on known values, and the answer to a small article."""

from __future__ import annotations

from datetime import date

from benchmarks import gva_casualties

ARTICLE = {
    "text": "A man was shot and killed on Mill Street on Sunday, police said. Two others were injured.",
    "publish_date": "2018-03-20",
}


def test_an_article() -> None:
    assert list(gva_casualties.answers([ARTICLE])) == [{"n_killed": 1, "n_injured": 2, "shooting_date": "2018-03-18"}]


def test_without_a_day_it_is_the_day_of_publication() -> None:
    (answer,) = gva_casualties.answers([{"text": "A shop was robbed.", "publish_date": "2018-03-20"}])
    assert answer == {"n_killed": 0, "n_injured": 0, "shooting_date": date(2018, 3, 20).isoformat()}


def test_score() -> None:
    right = {"n_killed": 1, "n_injured": 2, "shooting_date": "2018-03-18"}
    wrong = {"n_killed": 1, "n_injured": 0, "shooting_date": "2018-03-19"}
    assert gva_casualties.score([right, wrong], [right, right]) == {"killed": 100.0, "injured": 50.0, "date": 50.0, "articles": 2}
