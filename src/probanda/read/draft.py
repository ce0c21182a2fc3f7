"""What a reader hands over, and how it becomes the frozen text.

A reader knows one format. It returns a `Draft`: body, segments and the document's own metadata. `freeze` replaces what no store
or display can hold (one character for one, so that offsets stand) and notes what was done. Languages are told apart afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from probanda.errors import Unreadable
from probanda.model import Segment, Source, Text, identify
from probanda.read.limits import Limits
from probanda.visible import mixed, shown

Box = tuple[float, float, float, float]

LONGEST = 20_000
"""Characters in a segment, at most. Longer ones are no paragraphs, and a parser's memory grows with them."""
_VISIBLE = re.compile(r"\S")
_BREAKS = re.compile(r"\r\n?")
# Unicode classes Cc (less tab and line feed), Cs, and non-characters: no XML, database or terminal carries them safely.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_AS_BREAK = dict.fromkeys(map(ord, "\x0b\x0c\x85"), "\n")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\u2061-\u2064\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as a reader leaves it. Positions in `segments` are code points of `body`, in order, without overlap."""

    body: str
    segments: tuple[Segment, ...] = ()
    language: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    origin_url: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Builder:
    """Puts a body together from passages, keeping where each came from."""

    parts: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    length: int = 0

    def add(
        self, text: str, *, kind: str = "paragraph", page: int | None = None, box: Box | None = None, xpath: str = ""
    ) -> None:
        """Append a passage as one segment; nothing when it is blank. Rows and items follow each other without an empty line."""
        words = line_feeds(text).strip()
        if not words:
            return
        if self.parts:
            close = kind in ("row", "item", "header") and self.segments[-1].kind == kind
            self._append("\n" if close else "\n\n")
        start = self.length
        self._append(words)
        self.segments.append(Segment(start=start, end=self.length, kind=kind, page=page, box=box, xpath=xpath or None))

    def note(self, text: str) -> None:
        """Record what had to be done or left out; each note once."""
        if text not in self.notes:
            self.notes.append(text)

    def draft(self, **fields: str | None) -> Draft:
        """The finished draft. `fields` are the metadata: title, author, publisher, published, origin_url, language."""
        return Draft("".join(self.parts), tuple(self.segments), notes=tuple(self.notes), **fields)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def line_feeds(text: str) -> str:
    """The text with every line ending as a line feed. Done before offsets are taken, never after."""
    return _BREAKS.sub("\n", text) if "\r" in text else text


def freeze(draft: Draft, source: Source, *, reader: str, limits: Limits) -> Text:
    """The frozen text, its language as declared. Raises Unreadable when there is none, or more of it than the limits allow."""
    if len(draft.body) > limits.characters:
        raise Unreadable(f"its text is longer than {limits.characters:,} characters", next="split it, or raise the limit")
    if len(draft.segments) > limits.segments:
        raise Unreadable(f"it falls into more than {limits.segments:,} passages", next="split it, or raise the limit")
    body, replaced = _printable(draft.body)
    if not body.strip(" \n\t\ufffd\ufeff\u200b"):
        lost = [note for note in draft.notes if note.startswith("not read")]
        raise Unreadable(
            "; ".join(["it holds no text", *lost]), next="check the original; a scan needs character recognition first"
        )
    segments = tuple(part for segment in draft.segments for part in _parts(segment, body))
    meta = {name: _field(getattr(draft, name)) for name in ("title", "author", "publisher", "origin_url")}
    notes = (*draft.notes, *replaced, *_warnings(body))
    text = Text(
        id="", source=source.id, reader=reader, body=body, segments=segments, language=draft.language, notes=notes, **meta
    )
    return identify(replace(text, published=draft.published))


def _parts(segment: Segment, body: str) -> Iterator[Segment]:
    """The segment, cut at ends of sentences, else at spaces, when it is longer than a parser should be given at once."""
    start = segment.start
    while segment.end - start > LONGEST:
        half, full = start + LONGEST // 2, start + LONGEST
        cut = next((at for mark in (". ", "\n", " ") if (at := body.rfind(mark, half, full) + 1)), full)
        yield replace(segment, start=start, end=start + len(body[start:cut].rstrip()))
        begins = _VISIBLE.search(body, cut, segment.end)
        start = begins.start() if begins else cut
    yield replace(segment, start=start)


def _printable(body: str) -> tuple[str, list[str]]:
    """The body without characters that cannot be stored or shown, one replaced for one, and a note of how many."""
    found = _CONTROL.findall(body)
    if not found:
        return body, []
    named = ", ".join(f"U+{ord(c):04X}" for c in sorted(set(found))[:5])
    clean = _CONTROL.sub("\ufffd", body.translate(_AS_BREAK))
    return clean, [f"{len(found)} control characters replaced one for one ({named})"]


def _warnings(body: str) -> list[str]:
    turning, unseen = len(_TURNING.findall(body)), len(_UNSEEN.findall(body))
    notes = []
    if turning:
        notes.append(f"{turning} characters kept that turn the direction of writing: the text may look other than it reads")
    if unseen:
        notes.append(f"{unseen} invisible characters kept")
    alike = mixed(body)
    if alike:
        notes.append(
            f"{len(alike)} words mix letters of two scripts that look alike ({', '.join(alike[:5])}): compare names with care"
        )
    return notes


def _field(value: str | None) -> str | None:
    """A metadata value on one line, at most 1,000 characters; None when blank."""
    words = shown(" ".join(_CONTROL.sub(" ", value).split()))[:1000] if value else ""
    return words or None
