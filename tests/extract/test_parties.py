"""From a word of the parse to who is meant."""

from __future__ import annotations

from probanda.extract.parties import party
from tests.extract.readings import reading


def subject(body: str, names: dict[str, str] | None = None) -> tuple[str, str]:
    found = reading(body, names)  # type: ignore[arg-type]
    doer = next(t for t in found.doc if t.dep_ == "nsubj")
    who = party(found, doer)
    return who.name, who.how


def test_a_name() -> None:
    assert subject("Ada Bern spoke.", {"Ada Bern": "person"}) == ("Ada Bern", "named")


def test_a_name_in_apposition() -> None:
    assert subject("The prosecutor, Ada Bern, spoke.", {"Ada Bern": "person"}) == ("Ada Bern", "named")


def test_a_description_as_written() -> None:
    assert subject("Two tall men from the north spoke.") == ("Two tall men from the north", "description")


def test_a_phrase_never_runs_over_a_paragraph() -> None:
    name, _ = subject("Background Facts\n\nThe officials spoke to the press.")
    assert "\n" not in name
