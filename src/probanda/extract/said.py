"""A statement in the making: which words, attributed to whom by which words.

Shared by the finders of direct and indirect speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from probanda.extract.cues import Cue
from probanda.extract.speech import Kind
from probanda.model import Party, Stance

Stretch = tuple[int, int]
"""Local character positions, end exclusive."""

_MARKS = "“”„‟\"«»‘’'`"
_LOOSE = _MARKS + " \xa0\t\n,;:—–-"
_BREAK = re.compile(r"\n[ \t\xa0]*\n|(?<=[.!?:”\"’'»])[ \t\xa0]*\n")
_CLOSING = re.compile(r"[.,!?;]?[”\"»]|[.,!?;]?''")
_MARK = re.compile(r"[“”\"«»]|''")
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Maj|Sgt|Jan|Feb|Aug|Oct|Nov|Dec|Rev|Hon))[.!?](?=[”\"’']*\s+[“\"‘'(`]{0,2}[A-Z]|[”\"’']*\s*$)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """Content with its attribution. `source` is the head token of the speaker's phrase; None when nobody is given."""

    parts: tuple[Stretch, ...]
    rule: str
    kind: Kind
    stance: Stance
    source: Token | None
    cue: Cue | None = None
    words: Stretch | None = None
    """The words that attribute."""
    direct: bool = False
    by: Party | None = None
    """The speaker, where the layout tells rather than the parse."""

    @property
    def key(self) -> Stretch | None:
        """What tells one act of attribution from another."""
        return (self.cue.token.idx, self.cue.token.idx) if self.cue else self.words


class Layout:
    """Tokens and paragraphs of a body by character position."""

    def __init__(self, body: str, doc: Doc) -> None:
        self.body, self.doc = body, doc
        self._starts = [t.idx for t in doc]
        self._breaks = [0, *(m.end() for m in _BREAK.finditer(body)), len(body)]

    def paragraph(self, position: int) -> Stretch:
        """The paragraph that holds a position."""
        at = bisect_left(self._breaks, position + 1)
        return self._breaks[max(0, at - 1)], self._breaks[min(at, len(self._breaks) - 1)]

    def tokens(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin in a stretch, white space left out."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [t for t in self.doc[low:high] if not t.is_space]

    def sentence_start(self, low: int, high: int) -> int:
        """Where the last sentence that begins in a stretch begins."""
        return max((m.end() for m in _STOP.finditer(self.body, low, high) if m.end() <= high), default=low)

    def sentence_end(self, low: int, high: int) -> int:
        """Where the first sentence that ends in a stretch ends."""
        found = _STOP.search(self.body, low, high)
        return found.end() if found else high


def words_of(cue: Cue) -> Stretch:
    """The attributing words: the source with the verb, or the verb alone where they stand apart."""
    token, source = cue.token, cue.source
    own = [token, *(c for c in token.children if c.dep_ in ("aux", "auxpass", "neg", "prt"))]
    if source is not None and abs(source.i - token.i) < 12 and (source.i < token.i or token.is_ancestor(source)):
        own.append(source)
    return min(t.idx for t in own), max(t.idx + len(t.text) for t in own)


def stretches(body: str, tokens: Sequence[Token], *, without: Stretch | None = None) -> tuple[Stretch, ...]:
    """The tokens as stretches of text: one, or two when the attributing words stand between them.

    Never over a paragraph's end.
    """
    if not tokens:
        return ()
    low, high = min(t.idx for t in tokens), max(t.idx + len(t.text) for t in tokens)
    pieces = [(low, high)]
    if without and low < without[0] < high:
        pieces = [(low, without[0]), (without[1], high)]
    return tuple(p for piece in pieces if (p := tidy(body, *piece))[1] - p[0] > 1)


def tidy(body: str, start: int, end: int) -> Stretch:
    """The stretch without loose punctuation at its ends, without marks that enclose it whole, and not over a paragraph's end."""
    while start < end and body[start] in _LOOSE + ".)":
        if body[start] in _MARKS and _partner(body, start + 1, end):
            break
        start += 1
    found = _BREAK.search(body, start, end)
    end = found.start() if found and found.start() > start else end
    while end > start and body[end - 1] in _LOOSE:
        if body[end - 1] in _MARKS and any(m in body[start : end - 1] for m in '“"‘«'):
            break
        end -= 1
    return start, _balanced(body, start, end)


def _balanced(body: str, start: int, end: int) -> int:
    """The end with the closing mark of a quotation that begins inside, when it stands right behind."""
    found = _CLOSING.match(body, end)
    return found.end() if found and len(_MARK.findall(body, start, end)) % 2 else end


def _partner(body: str, start: int, end: int) -> bool:
    return any(body[i] in '”"’»' for i in range(start, end))


def inside(inner: Stretch, outer: Stretch) -> bool:
    """Whether one stretch lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def shared(one: Stretch, other: Stretch) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def pairs(items: Sequence[Said]) -> Iterator[tuple[Said, Stretch]]:
    """Each stretch of content with the statement it belongs to."""
    for item in items:
        for part in item.parts:
            yield item, part
