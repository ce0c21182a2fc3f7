"""The year of birth behind a name, in three languages; nothing where the year is of something else."""

from __future__ import annotations

import pytest

from probanda.extract import births
from probanda.extract.rules import failures, rules
from tests.extract.readings import reading


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_rules_keep_their_examples(language: str) -> None:
    assert failures(rules("births", language)) == []


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("Idris Marek, born in 1972, commands the brigade.", 1972),
        ("Idris Marek (born 3 May 1972) commands the brigade.", 1972),
        ("Idris Marek commands the brigade. He was born in 1972.", None),
        ("Idris Marek, born in Zor, was arrested in 1999.", None),
    ],
)
def test_the_year_stands_right_behind_the_name(body: str, year: int | None) -> None:
    seen = reading(body, {"Idris Marek": "person"})
    assert births.year(seen.mentions[0], seen) == year
