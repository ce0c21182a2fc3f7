"""Passages that texts have in common, in groups, with who was first."""

from __future__ import annotations

from pathlib import Path

import pytest

from probanda.model import Text
from probanda.weigh.common import common

SENTENCE = "The militia emptied both schools on the river road and drove the teachers towards the salt flats."


def text(name: str, body: str, published: str | None = None) -> Text:
    return Text(id=f"t-{name}", source=name, reader="text", body=body, published=published)


def test_texts_stand_in_the_order_of_publication() -> None:
    found = common([text("b", "x"), text("a", "y", "2020-05-04"), text("c", "z", "2019")], sources={})
    assert [t.id for t in found.texts] == ["t-c", "t-a", "t-b"]


def test_a_group_knows_its_passages_and_its_first_text() -> None:
    late, early = text("late", f"So it went. {SENTENCE} Nobody came back.", "2020-05-09"), text("early", SENTENCE, "2020-05-04")
    found = common([late, early], sources={})
    ((one, two),) = found.groups
    assert [found.texts[p.text].id for p in (one, two)] == ["t-early", "t-late"]
    assert found.texts[two.text].body[two.start : two.end] == SENTENCE.rstrip(".")
    assert found.first(0) == 0


def test_a_shared_quotation_is_a_group_of_its_own() -> None:
    said = "“I saw them burn the boats one after the other,” she said"
    found = common([text("a", f"{said} at noon."), text("b", f"In the harbour it smelt of tar. {said} on Friday.")], sources={})
    assert found.quoted == {0}


def test_a_notice_that_every_text_bears_joins_nothing() -> None:
    notice = "This page was archived by the harbour library and may not be complete or up to date. Ask the keeper of the tower."
    own = (
        "Rain fell all week.",
        "Two boats sank.",
        "The pier is shut.",
        "A clerk resigned.",
        "Nets were torn.",
        "Bread ran out.",
    )
    bodies = [f"{notice}\n{line} Page {n} follows. Then page {n + 9}." for n, line in enumerate(own)]
    assert common([text(str(n), body) for n, body in enumerate(bodies)], sources={}).groups == ()


def test_a_report_that_every_text_prints_is_no_notice() -> None:
    printed = f"{SENTENCE} Nobody in the town saw them come back before the winter was over."
    assert len(common([text(str(n), printed) for n in range(6)], sources={}).groups) == 2


@pytest.mark.shared
def test_the_two_seeds_share_an_outlets_wording(shared: Path) -> None:
    bodies = [p.read_bytes().decode() for p in sorted((shared / "seeds").glob("*.txt"))]
    found = common([text(str(n), body) for n, body in enumerate(bodies)], sources={})
    assert [g for g in range(len(found.groups)) if g not in found.quoted and len(found.groups[g]) == 2]
