"""Words between quotation marks, found by the marks' positions: parsers split sentences badly around them.

Curly, straight, angled, single, nested, doubled and mixed marks; quotations over several paragraphs, each of which reopens;
marks that are missing. A mark opens or closes by what stands beside it, and by its shape only where that leaves it open,
because mixed pairs are common in real texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from probanda.extract.reading import Quotation
from probanda.extract.rules import either, load

_PARAGRAPH = re.compile(r"(?:(?!\n[ \t\xa0]*\n).)+", re.DOTALL)
_DOUBLE = re.compile(r"[“”„‟\"]+|``|''|«[\s\xa0]?|[\s\xa0]?»")
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[“\"„—–])|^)[‘'](?=\w)(?!\d0s\b|(?:em|til|tis|twas|cause|n)\b)", re.MULTILINE)
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[])[’'](?!\w)")
_POSSESSIVE = re.compile(r"(?<=s)[’'](?=\s+[a-z])")
_OPENING, _SHUTTING = "“„‟`«", "”»'"
_BEFORE_OPEN, _AFTER_CLOSE = "([{—–-/‘'…:", ".,;:!?)]}—–-/’'…"
_LONGEST_SINGLE = 600
_SENTENCE = 7
"""From so many words on, words in quotation marks are taken for speech even without punctuation or a verb of saying."""

Side = Literal["open", "close", "either"]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    side: Side


def find(body: str) -> list[Quotation]:
    """All quotations of a text in order, outer before inner. `start:end` are the words without their marks.

    A quotation that runs over several paragraphs gives one item per paragraph. An opening mark that is never closed runs to the
    end of its paragraph; a closing mark that was never opened runs from the beginning of its paragraph, if no mark stands
    before it.
    """
    if not any(mark in body for mark in "“”„\"«»‘'`‟"):
        return []
    spans = {span for paragraph in _PARAGRAPH.finditer(body) for span in _in_paragraph(body, paragraph.span())}
    return [
        Quotation(start, end, is_speech(body, start, end))
        for start, end in sorted(spans, key=lambda s: (s[0], -s[1]))
        if start < end
    ]


def _in_paragraph(body: str, where: tuple[int, int]) -> Iterator[tuple[int, int]]:
    doubles = [trim(body, *span) for span in _doubles(body, where)]
    yield from doubles
    yield from _singles(body, where)


def _doubles(body: str, where: tuple[int, int]) -> Iterator[tuple[int, int]]:
    held: list[int] = []
    seen = False
    for mark in _marks(body, where):
        opens = mark.side == "open" or (mark.side == "either" and not held)
        if opens and held and body[mark.start - 1] == "\n":
            yield held.pop(), mark.start
        if opens:
            held.append(mark.end)
        elif held:
            yield held.pop(), mark.start
        elif not seen:
            yield where[0], mark.start
        seen = True
    if held:
        yield held[0], where[1]


def _marks(body: str, where: tuple[int, int]) -> Iterator[_Mark]:
    for found in _DOUBLE.finditer(body, *where):
        yield _Mark(found.start(), found.end(), _side(body, found.start(), found.end()))


def _side(body: str, start: int, end: int) -> Side:
    mark = body[start:end].strip()
    before, after = body[start - 1 : start], body[end : end + 1]
    if "«" in mark or "»" in mark:
        return "open" if "«" in mark else "close"
    may_open = (not before or before.isspace() or before in _BEFORE_OPEN) and bool(after) and not after.isspace()
    may_close = bool(before) and not before.isspace() and (not after or after.isspace() or after in _AFTER_CLOSE)
    if may_open is not may_close:
        return "open" if may_open else "close"
    if mark[0] in _OPENING:
        return "open"
    return "close" if mark[0] in _SHUTTING else "either"


def _singles(body: str, where: tuple[int, int]) -> Iterator[tuple[int, int]]:
    at = where[0]
    while opened := _SINGLE_OPEN.search(body, at, where[1]):
        at = opened.end()
        following = _SINGLE_OPEN.search(body, at, where[1])
        limit = min(where[1], at + _LONGEST_SINGLE, following.start() if following else where[1])
        closing = [c.start() for c in _SINGLE_CLOSE.finditer(body, at, limit)]
        # "the soldiers' homes" inside a quotation closes nothing, as long as another mark can.
        firm = [c for c in closing if not _POSSESSIVE.match(body, c)]
        if closing:
            end = (firm or closing)[0]
            yield at, end
            at = end


def trim(body: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load("quotes")
    said = either(words["said"])
    naming = re.compile(rf"\b{either(words['naming'])}\s*$", re.IGNORECASE)
    before = re.compile(rf"(?:\b{said}\b[^.!?\n]{{0,40}}[,:]|\b{said}|:)\s*$", re.IGNORECASE)
    after = re.compile(rf"\s*(?:[\w.\-’']+\s+){{0,4}}{said}\b", re.IGNORECASE)
    return naming, before, after


def naming(body: str, start: int) -> bool:
    """Whether the words before a quotation say that a name or a title follows ("named", "entitled")."""
    return bool(_around()[0].search(body[max(0, start - 60) : start].rstrip("“”„\"'‘«` \xa0\n")))


def is_speech(body: str, start: int, end: int) -> bool:
    """Whether quoted words are somebody's words, rather than a name, a title or a word held at a distance.

    Long stretches are. Short ones need the punctuation of a sentence, or a verb of saying before or after.
    """
    words = body[start:end].split()
    _, said_before, said_after = _around()
    before = body[max(0, start - 60) : start].rstrip("“”„\"'‘«` \xa0\n")
    if not words or (len(words) < _SENTENCE and naming(body, start)):
        return False
    if len(words) >= _SENTENCE:
        return not _is_title(words)
    if len(words) > 1 and said_before.search(before) and not _is_title(words):
        return True
    after = body[end : end + 80].lstrip("”\"'’».,")
    punctuated = body[end - 1] in ",.!?…" or body[end + 1 : end + 2] in (",", ".")
    if punctuated and said_after.match(after):
        return True
    return (punctuated and len(words) > 3) or _whole_sentence(body, start, end)


def _whole_sentence(body: str, start: int, end: int) -> bool:
    preceding = body[:start].rstrip("“”„\"'‘«` \xa0")
    starts = not preceding or preceding[-1] in ".!?…:\n"
    return starts and body[start].isupper() and body[end - 1] in ".!?…" and " " in body[start:end]


def _is_title(words: list[str]) -> bool:
    long = [w for w in words if len(w) > 3]
    return bool(long) and all(w[:1].isupper() for w in long) and words[-1][-1] not in ".,!?…"
