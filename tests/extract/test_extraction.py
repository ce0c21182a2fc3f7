"""Extraction as a whole: names of the case, plug-ins, and the refusal of words that no text holds."""

from __future__ import annotations

import pytest

from probanda.errors import IntegrityError
from probanda.extract.extraction import Job, extract
from probanda.extract.reading import Reading
from probanda.model import Extraction, Fact, Known, Party, Span, Text
from probanda.plugins import hook, manager

BODY = 'General Marrow addressed the Grey Brigade.\n\n"We held the bridge," Marrow said.\n'
NAMES = {spelling: Known(name="Tobias Marrow", type="person") for spelling in ("Tobias Marrow", "General Marrow")}


def extracted(body: str = BODY, names: dict[str, Known] | None = None) -> Extraction:
    job = Job(
        text=Text(id="t", source="s", reader="text.v1", body=body, language="en"),
        outlet=Party(name="Post", how="outlet"),
        names=names or {},
    )
    return next(extract([job]))


def test_a_spelling_on_the_case_list_gets_the_name_of_the_list() -> None:
    mentions = [m for m in extracted(names=NAMES).mentions if m.type == "person"]
    assert {m.name for m in mentions} == {"Tobias Marrow"}
    assert all(BODY[m.span.start : m.span.end] == m.span.quote for m in mentions)


def test_the_same_text_gives_the_same_ids() -> None:
    assert extracted() == extracted()


def test_a_text_in_a_language_that_is_not_read_is_said_to_be_unread() -> None:
    text = Text(id="t", source="s", reader="text.v1", body="Полковник отдал приказ.", language="ru")
    extraction = next(extract([Job(text=text, outlet=Party(name="Post"))]))
    assert extraction.findings == ()
    assert [(s.start, s.end) for s in extraction.unread] == [(0, len(text.body))]


class Inventor:
    """A plug-in; its finding is true or invented."""

    def __init__(self, quote: str) -> None:
        self.quote = quote

    @hook
    def extractors(self) -> object:
        return {"bridge": self.bridges}

    def bridges(self, reading: Reading) -> list[Fact]:
        start = reading.body.index("bridge")
        span = Span(text=reading.text, start=start, end=start + 6, quote=self.quote)
        return [Fact(rule="bridge.v1", name="bridge", spans=(span,))]


def test_what_a_plug_in_finds_is_kept_when_it_is_verbatim() -> None:
    plugin = Inventor("bridge")
    manager().register(plugin)
    try:
        assert [f.name for f in extracted().findings if isinstance(f, Fact)] == ["bridge"]
    finally:
        manager().unregister(plugin)


def test_words_that_no_text_holds_are_refused() -> None:
    plugin = Inventor("ferry!")
    manager().register(plugin)
    try:
        with pytest.raises(IntegrityError, match="not in the text"):
            extracted()
    finally:
        manager().unregister(plugin)
