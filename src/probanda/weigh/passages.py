"""Texts cut into passages of one sentence, each a run of word codes: what copies are looked for in.

A sentence is the unit because one article mixes agency text with its own reporting, often within a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[\w\u0640\u064b-\u065f\u0670]+")
_BREAK = re.compile(r"\s*\n\s*|(?<=[.!?؟。])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z\u00c0-\u00de\u0400-\u042f\u0600-\u06ff])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Brig|Prof|Rev|St|No|Art|vs|etc)|\b[A-Z])\.$")
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"'}
_DOUBLE = "|".join(f"{opening}[^{opening}{closing}\n]*[{closing}]" for opening, closing in _PAIRS.items())
_SINGLE = r"‘[^\n]*?’(?!\w)|(?<![\w’'])'(?=\w)[^\n]*?(?<=[\w.,!?])'(?!\w)"
"""Single marks close only where no letter follows, so that an apostrophe does not."""
_QUOTED = re.compile(f"{_DOUBLE}|{_SINGLE}")
_REACH = 2000
"""Characters on either side that a sentence or a quotation may extend to."""


class _Codes(dict[str, int]):
    """A stable code for each word, whatever its case, script form, vowel marks or kind of space around it."""

    def __missing__(self, word: str) -> int:
        plain = _MARKS.sub("", unicodedata.normalize("NFKC", word).casefold())
        self[word] = code = zlib.crc32(plain.encode()) | len(plain) << 32
        return code


@dataclass(frozen=True)
class Passages:
    """All sentences of some texts, in order. Sentence `i` is `bodies[text_of[i]][starts[i]:ends[i]]`, its words
    `codes[first[i]:first[i + 1]]`."""

    bodies: Sequence[str]
    text_of: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    first: NDArray[np.int64]
    codes: NDArray[np.uint64]

    def words(self, sentence: int) -> list[int]:
        """The word codes of a sentence."""
        words: list[int] = self.codes[self.first[sentence] : self.first[sentence + 1]].tolist()
        return words

    def place(self, sentence: int) -> tuple[int, int, int]:
        """(text, start, end) of a sentence; offsets in the text."""
        return int(self.text_of[sentence]), int(self.starts[sentence]), int(self.ends[sentence])

    def word_places(self, sentence: int) -> list[tuple[int, int]]:
        """Start and end in the text of each word of a sentence."""
        text, start, end = self.place(sentence)
        return [m.span() for m in _WORD.finditer(self.bodies[text], start, end)]

    def sentences_at(self, text: int, start: int, end: int) -> range:
        """The sentences that `start:end` of a text touches."""
        low, high = self._bounds[text], self._bounds[text + 1]
        first = low + int(np.searchsorted(self.ends[low:high], start, "right"))
        last = low + int(np.searchsorted(self.starts[low:high], end, "left"))
        return range(first, last)

    @cached_property
    def quoted(self) -> dict[int, list[bool]]:
        """For sentences that were looked at, which of their words stand between quotation marks. Filled by `copying`."""
        return {}

    @cached_property
    def _bounds(self) -> list[int]:
        bounds: list[int] = np.searchsorted(self.text_of, np.arange(len(self.bodies) + 1)).tolist()
        return bounds


def cut(bodies: Sequence[str]) -> Passages:
    """The sentences of texts with their word codes. Linear in the length of the texts."""
    codes, places, counts, parts = _Codes(), [], [], []
    for number, body in enumerate(bodies):
        words: list[int] = []
        for start, end in sentences(body):
            found = _WORD.findall(body, start, end)
            if found:
                words += [codes[w] for w in found]
                places.append((number, start, end))
                counts.append(len(found))
        parts.append(np.array(words, np.uint64))
    table = np.array(places, np.int32).reshape(-1, 3)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Passages(
        bodies, table[:, 0], table[:, 1], table[:, 2], first, np.concatenate(parts) if parts else np.array([], np.uint64)
    )


def sentences(body: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a text, by punctuation and lines only: alike in every copy, whatever stands around."""
    start = 0
    for gap in _BREAK.finditer(body):
        if "\n" in gap[0] or not _ABBREVIATED.search(body, start, gap.start()):
            yield start, gap.start()
            start = gap.end()
    if start < len(body):
        yield start, len(body)


def quotations(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between quotation marks in `start:end`, marks included."""
    return [m.span() for m in _QUOTED.finditer(body, start, end)]


def sentence_at(body: str, start: int, end: int) -> str:
    """The words of the sentence or sentences that `start:end` touches."""
    low, high = paragraph(body, start, end)
    touched = [(a, b) for a, b in sentences(body[low:high]) if low + a < end and start < low + b]
    return body[low + touched[0][0] : low + touched[-1][1]] if touched else body[start:end]


def paragraph(body: str, start: int, end: int) -> tuple[int, int]:
    """The line that holds `start:end`, or as much of a very long one as bears on it."""
    low, high = body.rfind("\n", max(0, start - _REACH), start) + 1, body.find("\n", end, end + _REACH)
    return low or max(0, start - _REACH), high if high >= 0 else min(len(body), end + _REACH)
