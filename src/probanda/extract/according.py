"""Sources that a preposition names, with the rest of the sentence as what they say: "according to the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from probanda.extract import speech
from probanda.extract.frames import child
from probanda.extract.reading import Reading
from probanda.extract.said import Layout, Said, Stretch, stretches

_ACCORDING = re.compile(r"\baccording\b", re.IGNORECASE)


_POLL = re.compile(r"\b[Ii]n\b(?:(?!\bin\b)[^.,;\n]){1,60}?\b(?:polls?|surveys?)\b")
_LEADING = 12
"""Characters of a joining word ("But ", "Meanwhile, ") that may stand before "in a poll"."""


def find(reading: Reading, layout: Layout) -> Iterator[Said]:
    """The statements of a block whose source such words name, in order."""
    yield from _according(reading, layout)
    yield from _polled(reading, layout)


def _polled(reading: Reading, layout: Layout) -> Iterator[Said]:
    """ "In a poll of June, six in ten were for it", "six in ten were for it in a poll": what a poll shows."""
    for found in _POLL.finditer(reading.body):
        held = reading.doc.char_span(*found.span())
        poll = held[-1] if held is not None else None
        if held is None or poll is None or poll.dep_ != "pobj" or poll.head.i != held[0].i:
            continue
        start, end = held[0].idx, max(t.idx + len(t.text) for t in poll.subtree)
        low, high = _sentence(layout, held[0])
        tokens = [t for t in layout.tokens(low, high) if not t.is_punct]
        if any(_speaks(t) for t in tokens):
            continue  # somebody says, and the poll is only where
        if start - low <= _LEADING:
            chosen = [t for t in tokens if t.idx >= end]
        elif not reading.body[end:high].strip(" .\n"):
            chosen = [t for t in tokens if t.idx < start]
        else:
            continue
        if parts := stretches(reading.body, chosen):
            yield Said(parts, "statement.shown.poll.v1", "shown", "reports", poll, None, (start, end))


def _speaks(token: Token) -> bool:
    use = speech.verb(token.lemma_).get("quote") if token.pos_ == "VERB" else None
    return use is not None and use.kind == "speech"


def _according(reading: Reading, layout: Layout) -> Iterator[Said]:
    for found in _ACCORDING.finditer(reading.body):
        held = reading.doc.char_span(*found.span())
        if held is None:
            continue
        token = held[0]
        to = child(token, "prep") or (token if token.dep_ == "prep" else None)
        source = child(to, "pobj") if to is not None else None
        if source is None:
            continue
        start, end = token.left_edge.idx, max(t.idx + len(t.text) for t in source.subtree)
        low, high = _sentence(layout, token)
        tokens = [t for t in layout.tokens(low, high) if not start <= t.idx < end]
        before, after = [t for t in tokens if t.idx < start], [t for t in tokens if t.idx >= end]
        chosen = before if len(before) > len(after) else after
        parts = stretches(reading.body, [t for t in chosen if not t.is_punct])
        if parts:
            yield Said(parts, "statement.according.v1", "speech", "asserts", source, None, (start, end))


def _sentence(layout: Layout, token: Token) -> Stretch:
    low, high = layout.paragraph(token.idx)
    return layout.sentence_start(low, token.idx), layout.sentence_end(token.idx, high)
