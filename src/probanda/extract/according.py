"""Sources that a preposition names, with the rest of the sentence as what they say: "according to the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from probanda.extract.frames import child
from probanda.extract.reading import Reading
from probanda.extract.said import Layout, Said, Stretch, stretches

_ACCORDING = re.compile(r"\baccording\b", re.IGNORECASE)


def find(reading: Reading, layout: Layout) -> Iterator[Said]:
    """The statements of a block whose source such words name, in order."""
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
