"""A view at hand for writing: citations, names and findings looked up quickly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from probanda.derived import View
from probanda.model import Finding, Party, Source, Span, Statement, Text
from probanda.resolve.parties import Parties
from probanda.write import words
from probanda.write.document import Cite, Sentence, Weight
from probanda.write.phrases import say

_F = TypeVar("_F", bound=Finding)
_LONG = re.compile("the text “|the file ")


class Desk:
    """Wraps a view; computes nothing but look-ups. `most`: how many passages a short form shows for, and against, an element."""

    def __init__(self, view: View, *, most: int | None = None, language: str = "en") -> None:
        self.view, self.most, self.language = view, most, language
        self.entity = Parties(view.mentions, view.entity_of)
        self._texts = {text.id: text for text in view.texts.values()}
        self._pages = {text.id: _pages(text) for text in view.texts.values()}
        self._long: dict[str, list[str]] = {}
        for source in view.sources:
            self._long.setdefault(_called(self.title(source), source.name), []).append(source.id)
        self._origin = {member: origin.label for origin in view.origins for member in origin.members}

    def cite(self, span: Span, *, shown: bool = False) -> Cite:
        """A span as a citation, with the page it lies on."""
        starts, pages = self._pages[span.text]
        page = pages[bisect_right(starts, span.start) - 1] if starts else None
        number = self.view.exhibits[self._texts[span.text].source]
        return Cite(exhibit=number, start=span.start, end=span.end, quote=span.quote, page=page, shown=shown)

    def say(self, key: str, /, **slots: str | int) -> str:
        """A phrase in the language of the dossier."""
        return say(self.language, key, **slots)

    def source_id(self, finding: Finding) -> str:
        """The id of the source that a finding stands in."""
        return self._texts[finding.spans[0].text].source

    def source(self, finding: Finding) -> Source:
        """The source that a finding stands in."""
        wanted = self.source_id(finding)
        return next(source for source in self.view.sources if source.id == wanted)

    def name(self, party: Party | None) -> str:
        """The name of the entity over all sources; what this source says where nobody is identified."""
        known = self.entity(party)
        return self.view.entities[known].name if known else party.name if party else self.say("not_stated")

    def all(self, *kinds: type[_F]) -> Iterator[_F]:
        """The findings of these kinds, in the order of exhibits and of their place in the text."""
        found = [f for f in self.view.findings.values() if isinstance(f, kinds)]
        yield from sorted(found, key=lambda f: (self._rank(f), f.spans[0].start, f.id))

    def _rank(self, finding: Finding) -> int:
        return int(self.view.exhibits[self._texts[finding.spans[0].text].source].lstrip("E"))

    def fed(self, finding: str) -> tuple[str, ...]:
        """What a finding bears on, in words: charge, element, and whether for or against."""
        return tuple(
            f"{chart.title} ({chart.accused_name}): {cell.element} ({bearing.polarity})"
            for chart in self.view.charts
            for cell in chart.cells
            for bearing in (*cell.support, *cell.against)
            if bearing.finding == finding
        )

    def fact(self, finding: Finding, *, weight: Weight = "plain") -> Sentence:
        """The finding in a sentence, with its passages; a statement is nothing without its words, so they stand in it."""
        if isinstance(finding, Statement):
            quote = " ".join(finding.spans[0].quote.split())
            told = self.say("told", said=self.sentence(finding).removesuffix("."), quote=quote)
            return Sentence(words=told, cites=(self.cite(finding.spans[0], shown=True),), weight=weight)
        return Sentence(words=self.sentence(finding), cites=tuple(self.cite(s) for s in finding.spans[:2]), weight=weight)

    def claim(self, finding: Finding) -> Sentence:
        """The finding in a sentence alone, for a table in which its passages stand beside."""
        return Sentence(words=self.sentence(finding))

    def sentence(self, finding: Finding) -> str:
        """The finding in a sentence of the language of the dossier."""
        return words.sentence(self._voiced(finding), self.language)

    def _voiced(self, finding: Finding) -> Finding:
        """The finding as told by its exhibit where the source names no publisher: a title once, and not in each sentence."""
        if not finding.voice or finding.voice[0].speaker.name not in self._long:
            return finding
        first, *rest = finding.voice
        name = self.say("text_called", exhibit=self.view.exhibits[self.source_id(finding)])
        speaker = msgspec.structs.replace(first.speaker, name=name)
        return msgspec.structs.replace(finding, voice=(msgspec.structs.replace(first, speaker=speaker), *rest))

    def brief(self, reason: str, finding: str = "") -> str:
        """A reason of a chart (English); sources without a publisher go by their exhibits, where it is clear which is meant."""
        source = self.source_id(self.view.findings[finding]) if finding in self.view.findings else None
        for long, held in self._long.items() if _LONG.search(reason) else ():
            known = source if source in held else held[0] if len(held) == 1 else None
            reason = reason.replace(long, say("en", "text_called", exhibit=self.view.exhibits[known])) if known else reason
        return reason

    def unpublished(self) -> list[Source]:
        """The sources that sentences call by their exhibits: nobody says who published them."""
        texts = self.view.texts
        told = ((s, texts.get(s.id)) for s in self.view.sources)
        return [s for s, t in told if t and not (s.publisher or t.publisher or s.author or t.author)]

    def title(self, source: Source) -> str | None:
        """The title of a source: as its record gives it, else as the document does."""
        text = self.view.texts.get(source.id)
        return source.title or (text.title if text else None)

    def passage(self, span: Span) -> Sentence:
        """The exact words, with where they stand."""
        return Sentence(
            words=self.say("passage", quote=" ".join(span.quote.split())), cites=(self.cite(span, shown=True),), weight="quote"
        )

    def origin(self, finding: Finding) -> str:
        """The label of the finding's origin, empty for one of its own."""
        return self._origin.get(finding.id, "")


def _called(title: str | None, name: str) -> str:
    """What findings call a source without publisher or author (as `extract.extraction` does)."""
    return f"the text “{title}”" if title else f"the file {name}"


def _pages(text: Text) -> tuple[list[int], list[int | None]]:
    if not any(segment.page for segment in text.segments):
        return [], []
    return [s.start for s in text.segments], [s.page for s in text.segments]
