"""Who did what to whom, read off the parse."""

from __future__ import annotations

import pytest

from probanda.extract import frames
from tests.extract.readings import reading


@pytest.mark.parametrize(
    ("body", "word", "doer", "sufferer"),
    [
        ("The soldiers killed the prisoners.", "killed", "soldiers", "prisoners"),
        ("The prisoners were killed by the soldiers.", "killed", "soldiers", "prisoners"),
        ("He was accused of shooting captives.", "shooting", "He", "captives"),
        ("The rebels launched an attack on the village.", "attack", "rebels", "village"),
        ("They described attacks carried out by soldiers.", "attacks", "soldiers", None),
        ("They mourned his murder.", "murder", None, "his"),
    ],
)
def test_doer_and_sufferer(body: str, word: str, doer: str | None, sufferer: str | None) -> None:
    token = next(t for t in reading(body).doc if t.text == word)
    assert [t.text for t in frames.agents(token)] == ([doer] if doer else [])
    assert [t.text for t in frames.patients(token)] == ([sufferer] if sufferer else [])


@pytest.mark.parametrize(
    ("body", "word", "unreal"),
    [
        ("They will attack.", "attack", True),
        ("They tried to attack.", "attack", True),
        ("If they attack, we leave.", "attack", True),
        ("They attacked.", "attacked", False),
        ("They could have attacked.", "attacked", False),
    ],
)
def test_what_did_not_happen(body: str, word: str, unreal: bool) -> None:
    assert frames.unreal(next(t for t in reading(body).doc if t.text == word)) is unreal


def test_a_clause_runs_from_its_subject_to_its_object() -> None:
    seen = reading("On Monday, the tall soldiers killed the prisoners, he said.")
    start, end = frames.clause(next(t for t in seen.doc if t.text == "killed"))
    assert seen.body[start:end].endswith("killed the prisoners")


def test_joined_nouns() -> None:
    token = next(t for t in reading("Soldiers and rebels fled.").doc if t.text == "Soldiers")
    assert [t.text for t in frames.series(token)] == ["Soldiers", "rebels"]
