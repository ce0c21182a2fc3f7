"""What the extractors look at: one block of one frozen text, parsed once, with what earlier extractors found in it.

All positions inside a `Reading` are local to its block (`body`, `doc`). Only `span()` knows where the block stands in the frozen
text, so a long text can be read block by block and every stored span still points into the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from probanda.model import Mention, Party, Segment, Span, Statement, When


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. `start:end` excludes the marks; local character positions."""

    start: int
    end: int
    speech: bool = True
    """False for scare quotes, titles of works and names in quotation marks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed block. `doc` covers `body` exactly: `doc[i].idx` is a position in `body`."""

    text: str
    body: str
    doc: Doc
    outlet: Party
    offset: int = 0
    frozen: str = ""
    """The words as they stand, where `body` is blank because they are no running text; `body` itself when empty."""
    title: str | None = None
    published: When | None = None
    language: str = "en"
    segments: tuple[Segment, ...] = ()
    """The segments of the block, in positions of the whole frozen text."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The case's own names (names.csv): name as written > type."""
    whole: Mapping[str, str] = field(default_factory=dict)
    """The case's own names: spelling > the name it belongs to."""
    mentions: tuple[Mention, ...] = ()
    whens: tuple[When, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    referents: Mapping[int, Party] = field(default_factory=dict)
    """By index of the head token: what a pronoun or a description refers to. Absent where two readings compete."""
    said: tuple[Statement, ...] = ()
    """What is said by whom in this block, for the finders that come after `statements`."""
    recited: tuple[tuple[int, int], ...] = ()
    """Where the law is recited, in local positions: what stands there is no event."""
    tabled: tuple[tuple[int, int], ...] = ()
    """Rows of tables of incidents, in local positions: what their cells make in a line is no prose."""
    known: tuple[Mention, ...] = ()
    """Mentions of the blocks before this one, so that a short name finds its long form."""

    def span(self, start: int, end: int) -> Span:
        """The words at local positions `start:end`, pinned to the frozen text."""
        return Span(text=self.text, start=self.offset + start, end=self.offset + end, quote=(self.frozen or self.body)[start:end])

    def span_of(self, words: TokenSpan | Token) -> Span:
        """The words of a spaCy span or token, pinned to the frozen text."""
        start = words.idx if isinstance(words, Token) else words.start_char
        return self.span(start, start + len(words.text))

    def local(self, span: Span) -> tuple[int, int]:
        """The local positions of a stored span of this block."""
        return span.start - self.offset, span.end - self.offset

    def mentions_within(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie wholly in local positions `start:end`, in order."""
        low, high = self.offset + start, self.offset + end
        return [m for m in self.mentions if low <= m.span.start and m.span.end <= high]

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that covers a token, if any."""
        place = self.offset + token.idx
        return next((m for m in self.mentions if m.span.start <= place < m.span.end), None)

    def whens_within(self, start: int, end: int) -> list[When]:
        """Times stated in local positions `start:end`, in order."""
        low, high = self.offset + start, self.offset + end
        return [w for w in self.whens if w.span and low <= w.span.start and w.span.end <= high]

    def sentence_at(self, position: int) -> TokenSpan | None:
        """The sentence that holds a local character position."""
        return next((s for s in self.doc.sents if s.start_char <= position < s.end_char), None)
