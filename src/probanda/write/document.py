"""A dossier as data, before it becomes HTML, DOCX or PDF: paragraphs, tables and pictures in which every sentence cites.

The three renderers show the same document, so that no format says more than another.
"""

from __future__ import annotations

from typing import Literal

from probanda.model import Record

Weight = Literal["plain", "head", "quote", "against", "gap", "warning"]


class Cite(Record, frozen=True, kw_only=True):
    """Where a sentence comes from: exhibit, positions in its frozen text, the page if it has pages, and the exact words."""

    exhibit: str
    start: int
    end: int
    quote: str
    page: int | None = None
    shown: bool = False
    """True when the sentence itself holds the exact words, so that a footnote need not repeat them."""

    @property
    def label(self) -> str:
        """As printed: `E1:1012-1060`, with the page where there is one."""
        page = f" p. {self.page}" if self.page else ""
        return f"{self.exhibit}{page}:{self.start}-{self.end}"


class Sentence(Record, frozen=True, kw_only=True):
    """Words with the passages they rest on. Only words about the case as such (counts, method) rest on none."""

    words: str
    cites: tuple[Cite, ...] = ()
    weight: Weight = "plain"


class Paragraph(Record, frozen=True, kw_only=True, tag_field="type", tag="paragraph"):
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


class Bullets(Record, frozen=True, kw_only=True, tag_field="type", tag="bullets"):
    """One sentence an item."""

    items: tuple[Sentence, ...]


class Grid(Record, frozen=True, kw_only=True, tag_field="type", tag="grid"):
    """A table. A cell holds sentences, one below the other. `widths` are parts of the line; without `columns` it has no head."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Sentence, ...], ...], ...]
    widths: tuple[int, ...] = ()
    caption: str = ""


class Picture(Record, frozen=True, kw_only=True, tag_field="type", tag="picture"):
    """A drawing (SVG) with what it shows in words, for those who cannot see it."""

    svg: str
    caption: str
    alt: str


Block = Paragraph | Bullets | Grid | Picture


class Section(Record, frozen=True, kw_only=True):
    """A numbered part of the dossier."""

    title: str
    anchor: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()


class Exhibit(Record, frozen=True, kw_only=True):
    """A source as it is shown at the end: its text, in which cited passages can be found."""

    number: str
    name: str
    body: str
    cuts: tuple[int, ...] = ()
    """Positions at which a cited passage begins or ends."""
    language: str | None = None


class Dossier(Record, frozen=True, kw_only=True):
    """The whole document."""

    title: str
    subtitle: str
    marks: tuple[str, ...] = ()
    """Lines that stand on every page: the marking of the case, or that it is not complete."""
    sections: tuple[Section, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    language: str = "en"
    """Of the sentences that Probanda writes."""

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way that language is written."""
        return "rtl" if self.language == "ar" else "ltr"


def said(words: str, *cites: Cite, weight: Weight = "plain") -> Sentence:
    """A sentence."""
    return Sentence(words=words, cites=cites, weight=weight)


def paragraph(*sentences: Sentence) -> Paragraph:
    """A paragraph of sentences."""
    return Paragraph(sentences=sentences)
