"""Who did it where the source does not say which: "the army or the rebels", "Russian or Syrian warplanes".

It is kept as one party in the source's own words, and is none of those it names.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.parties import phrase
from probanda.extract.reading import Reading
from probanda.model import Party


def either(reading: Reading, doers: Sequence[Token]) -> Party | None:
    """The whole phrase, where one of the doers is joined to the next by "or"; None where all are meant."""
    doers = _all(doers[0]) if doers else []
    if len(doers) < _TWO or not any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for doer in doers for c in doer.children):
        return None
    start = phrase(doers[0])[0]
    span = reading.span(start, phrase(doers[-1])[1])
    why = "the source does not say which"
    return Party(name=span.quote, span=span, how="description", why=why)


def _all(doer: Token) -> list[Token]:
    """The series that a doer stands in, from its first."""
    while doer.dep_ == "conj" and doer.head.pos_ in ("NOUN", "PROPN", "PRON"):
        doer = doer.head
    return frames.series(doer)


_TWO = 2
