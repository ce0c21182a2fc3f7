"""Loaded words of the outlet's own."""

from __future__ import annotations

from probanda.extract import tone
from tests.extract.readings import reading


def words(body: str) -> list[tuple[str, str, str | None]]:
    found = tone.find(reading(body, {"Paul Marek": "person", "Martyrs Brigade": "armed_group"}))
    return [(t.spans[0].quote, t.category, t.about.name if t.about else None) for t in found]


def test_loaded_words_and_whom_they_are_about() -> None:
    assert words("The notorious commander Paul Marek fled.") == [("notorious", "repute", "Paul Marek")]


def test_words_held_at_a_distance() -> None:
    assert words("They were tried as “wreckers” in May.") == [("wreckers", "distance", None)]


def test_what_others_say_is_not_the_outlets_tone() -> None:
    assert words("“These butchers will pay for it one day,” he said.") == []


def test_a_name_is_no_loaded_word() -> None:
    assert words("The Martyrs Brigade left.") == []
