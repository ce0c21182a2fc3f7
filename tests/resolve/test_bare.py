"""A bare surname is put with the one person who bears it, for a person to decide; never where two might be meant."""

from __future__ import annotations

import pytest

from probanda.resolve.bare import likely
from probanda.resolve.entities import resolve
from tests.resolve.test_entities import company, decide, mention


def found(*names: str, beside: bool = True, full: str = "Harun Bakoush", decided: str = "") -> list[tuple[str, str]]:
    """Who is probably who, by name: a bare name in a text of its own, then the others, all with the same company."""
    texts = [(f"t{n}", name) for n, name in enumerate((full, *names))]
    mentions = [mention(text, name) for text, name in texts]
    around = [m for text, _ in texts for m in company(text)] if beside else []
    decisions = [decide("distinct", mentions[0].id, mentions[1].id)] if decided else []
    resolved = resolve([*mentions, *around], findings={}, decisions=decisions)
    held = likely(resolved.entities, resolved.pairs)
    return [(resolved.entities[one].name, resolved.entities[other].name) for one, other in held.items()]


def test_a_surname_that_one_person_bears() -> None:
    assert found("Bakoush") == [("Bakoush", "Harun Bakoush")]
    assert found("بكوش") == [("بكوش", "Harun Bakoush")]


@pytest.mark.parametrize("other", ["Salma Bakoush", "Haroun Idris Bakouche", "Bakoush Tahiri"])
def test_nothing_where_anybody_else_bears_the_name(other: str) -> None:
    assert found("Bakoush", other) == []


def test_a_given_name_is_no_surname() -> None:
    assert found("Harun") == []


def test_nothing_without_anything_in_common() -> None:
    assert found("Bakoush", beside=False) == []


def test_not_the_same_is_kept() -> None:
    assert found("Bakoush", decided="distinct") == []
