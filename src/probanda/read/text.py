"""Plain text and Markdown: the body is the file's own characters; segments are its paragraphs and headings."""

from __future__ import annotations

import re

from probanda.model import Segment
from probanda.read.decode import decode
from probanda.read.draft import Draft, line_feeds
from probanda.read.limits import Limits

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"\S[^\n]*")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>[^\n]+?)[ \t#]*\Z")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]+\S")
_FRONT = re.compile(r"---\n(?P<fields>(?:[a-z_]+:[^\n]*\n)+)---\n")
_LONG = 120
"""Characters: lines longer than this are paragraphs of their own, not lines of a wrapped paragraph."""


def read_text(data: bytes, *, limits: Limits) -> Draft:
    """The text of a .txt or .md file, with title, author, publisher and date from Markdown front matter where it has one."""
    decoded = decode(data[: limits.file])
    body = line_feeds(decoded.text)
    front = _FRONT.match(body)
    fields = _fields(front["fields"]) if front else {}
    start = front.end() if front else 0
    segments = ([Segment(start=0, end=len(front[0].rstrip()), kind="furniture")] if front else []) + _segments(body, start)
    heading = next((body[s.start : s.end].lstrip("# ") for s in segments if s.kind == "heading"), None)
    return Draft(
        body,
        tuple(segments),
        title=fields.get("title") or heading,
        author=fields.get("author"),
        publisher=fields.get("publisher"),
        published=fields.get("published") or fields.get("date"),
        language=fields.get("language") or fields.get("lang"),
        notes=(f"decoded as {decoded.decoder}",),
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs, headings and list items of a plain text, in order."""
    return [text[s.start : s.end] for s in _segments(text, 0)]


def _fields(lines: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines.splitlines())
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs if value.strip()}


def _segments(body: str, start: int) -> list[Segment]:
    segments = []
    for found in _PARAGRAPH.finditer(body, start):
        for first, last in _pieces(found[0]):
            words = body[found.start() + first : found.start() + last].rstrip()
            segments.append(Segment(start=found.start() + first, end=found.start() + first + len(words), kind=_kind(words)))
    return segments


def _pieces(paragraph: str) -> list[tuple[int, int]]:
    """A wrapped paragraph is one piece; long lines, list items and headings are pieces of their own."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(paragraph)]
    wrapped = max(end - start for start, end in lines) <= _LONG
    pieces: list[tuple[int, int]] = []
    for start, end in lines:
        line = paragraph[start:end]
        heading = _HEADING.match(line) or (pieces and _HEADING.match(paragraph[slice(*pieces[-1])]))
        own = not wrapped or not pieces or heading or _ITEM.match(line)
        pieces.append((start if own else pieces.pop()[0], end))
    return pieces


def _kind(words: str) -> str:
    return "heading" if _HEADING.match(words) else "item" if _ITEM.match(words) else "paragraph"
