"""What the words with a name tell of gender."""

from __future__ import annotations

import pytest

from probanda.extract.gender import of_mention, of_words
from probanda.model import Mention, Span


def person(written: str, *titles: str) -> Mention:
    return Mention(
        span=Span(text="t", start=0, end=len(written), quote=written), type="person", name=written, rule="r", titles=titles
    )


@pytest.mark.parametrize(
    ("mention", "gender"),
    [
        (person("Ada Bern"), "f"),
        (person("Khalid Sarn"), "m"),
        (person("Bern", "Ms."), "f"),
        (person("Sarn", "Sheikh"), "m"),
        (person("Xyl Sarn"), None),
        (person("Khalid"), "m"),
    ],
)
def test_titles_and_given_names(mention: Mention, gender: str | None) -> None:
    assert of_mention(mention) == gender


def test_a_family_name_tells_nothing() -> None:
    assert of_mention(person("Xyl James")) is None


def test_role_words() -> None:
    assert of_words(["army", "spokeswoman"]) == "f"
