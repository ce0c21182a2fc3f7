"""Loaded words of the outlet's own, and words it holds at a distance by quotation marks: they bear on its credibility."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from probanda.extract.parties import party
from probanda.extract.quotes import naming
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load
from probanda.extract.said import Stretch
from probanda.model import Party, Tone

_DISTANCE = 4
"""Words in quotation marks at most for them to be held at a distance rather than quoted."""


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    category = {word: name for name, words in load("tone").items() for word in words}
    return re.compile(rf"(?<![\w-]){either(category)}(?![\w-])", re.IGNORECASE), category


def find(reading: Reading) -> list[Tone]:
    """The loaded words of a block in order; none from inside quoted speech, and none that are part of a name."""
    if reading.language != "en":
        return []
    found = [*_loaded(reading), *_distanced(reading)]
    return sorted(found, key=lambda tone: tone.spans[0].start)


def _loaded(reading: Reading) -> Iterator[Tone]:
    regex, category = _words()
    for match in regex.finditer(reading.body):
        if _theirs(reading, match.span()) or _in_name(reading, match.span()):
            continue
        word = re.sub(r"\s+", " ", match.group().lower())
        yield Tone(
            rule="tone.word.v1",
            spans=(reading.span(*match.span()),),
            about=_about(reading, match.start()),
            category=category[word],
        )


def _distanced(reading: Reading) -> Iterator[Tone]:
    for quotation in reading.quotations:
        where = (quotation.start, quotation.end)
        words = reading.body[quotation.start : quotation.end].split()
        if quotation.speech or len(words) > _DISTANCE or naming(reading.body, quotation.start) or _theirs(reading, where):
            continue
        if not _in_name(reading, where) and words and words[0][0].islower():
            yield Tone(rule="tone.distance.v1", spans=(reading.span(*where),), category="distance")


def _theirs(reading: Reading, where: Stretch) -> bool:
    return any(q.speech and q.start <= where[0] and where[1] <= q.end for q in reading.quotations)


def _in_name(reading: Reading, where: Stretch) -> bool:
    """Whether the words belong to a name ("Martyrs Brigade"); a label that stands before a name ("renegade General") does not."""
    low, high = reading.offset + where[0], reading.offset + where[1]
    inside = any(m.span.start <= low and high <= m.span.end for m in reading.mentions)
    return inside and reading.body[where[0]].isupper()


def _about(reading: Reading, position: int) -> Party | None:
    """Whom the words are about: the named head that they describe, if there is one."""
    held = reading.doc.char_span(position, position + 1, alignment_mode="expand")
    if held is None or not reading.doc.has_annotation("DEP"):
        return None
    return _named(reading, held[0])


def _named(reading: Reading, token: Token) -> Party | None:
    at = token
    for _ in range(4):
        for near in (at, *(c for c in at.children if c.dep_ in ("appos", "compound", "nsubj") and c.i != token.i)):
            if reading.mention_at(near) is not None:
                return party(reading, near)
        if at.head.i == at.i or at.dep_ in ("ROOT", "dobj", "nsubj", "relcl"):
            return None
        at = at.head
    return None
