"""The measures of HRDsAttack on values worked out by hand."""

from __future__ import annotations

from benchmarks import hrdsattack
from benchmarks.hrdsattack import Answer
from tests.extract.readings import reading

GIVEN = Answer("state actor", frozenset({"killing"}), ("Ada Bern", "Jo Lind"), "USA", "2020", "4")
KEY = Answer("state actor", frozenset({"killing", "torture"}), ("Ada Bern",), "United States", "2020", None)


def test_scores() -> None:
    assert hrdsattack.score([GIVEN], [KEY]) == {
        "perpetrator_type": 100.0,
        "violation_f1": 66.7,
        "victim_f1": 66.7,
        "country": 0.0,
        "year": 100.0,
        "day": 0.0,
        "country_any_name": 100.0,
        "articles": 1,
    }


def test_an_empty_label_cannot_be_right() -> None:
    nothing = Answer(None, frozenset(), (), None, None, None)
    assert hrdsattack.score([nothing], [nothing])["year"] == 0.0


def test_labels_are_cleaned() -> None:
    victims = [{"victim_name": "Ada Bern"}, {"victim_name": None}]
    raw = {
        "perpetrator_type": None,
        "violation_types": ["killing", "unknown"],
        "victims": victims,
        "country": "None",
        "year": "2019.0",
        "date": "unknown",
    }
    assert hrdsattack.label(raw) == Answer(None, frozenset({"killing"}), ("Ada Bern",), None, "2019", None)


def test_the_words_of_a_page() -> None:
    assert hrdsattack.plain("<p>One &amp; two.</p> <p>Three.</p>") == "One & two.\n\nThree."


def test_countries_are_written_as_the_annotators_write_them() -> None:
    assert hrdsattack.written(reading("Police held a reporter."), "United States") == "USA"
    assert hrdsattack.written(reading("Police in Wales held a reporter."), "United Kingdom") == "Wales"
    assert hrdsattack.written(reading("British police held a reporter."), "United Kingdom") == "United Kingdom"
