"""The people of a text with what speaks for and against their being those who suffer what it tells."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from probanda.extract.acts import act_of
from probanda.extract.reading import Reading
from probanda.extract.rules import load

_OPENINGS = (300, 800)


@dataclass(frozen=True, slots=True)
class Person:
    """A named person of a text, with features for `profile`."""

    name: str
    features: tuple[float, ...]


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("suffering").items()}


def people(reading: Reading) -> list[Person]:
    """The persons named in a text, in order of their first mention."""
    named = _named(reading)
    total = sum(len(spans) for spans in named.values())
    return [Person(name, tuple(_features(reading, name, spans, everybody=(total, len(named))))) for name, spans in named.items()]


def _named(reading: Reading) -> dict[str, list[TokenSpan]]:
    named: dict[str, list[TokenSpan]] = defaultdict(list)
    for mention in reading.mentions:
        words = reading.doc.char_span(*reading.local(mention.span), alignment_mode="expand") if mention.type == "person" else None
        if words is not None:
            named[mention.name].append(words)
    return named


def _features(reading: Reading, name: str, spans: list[TokenSpan], *, everybody: tuple[int, int]) -> list[float]:
    places = [span.root for span in spans] + [reading.doc[i] for i, party in reading.referents.items() if party.name == name]
    parts = [_part(token) for token in places]
    done, of, does, says = (parts.count(part) for part in ("done_to", "of", "does", "says"))
    roles, offices, violence = (sum(near(span) for span in spans) / len(spans) for near in (_role, _office, _violent))
    first, surname = spans[0].start_char, name.rsplit(maxsplit=1)[-1].lower()
    return [
        *(math.log1p(done), float(done > 0), float(does > 0), float(of > 0), math.log1p(says), float(says > 0 and done == 0)),
        *(roles, offices, violence, math.log1p(len(spans)), len(spans) / max(everybody[0], 1)),
        *(float(surname in (reading.title or "").lower()), *(float(first < opening) for opening in _OPENINGS)),
        *(float(len(name.split()) >= 2), float(len(name.split()) >= 4), math.log1p(everybody[1])),
        *(float(roles > 0), float(offices > 0), float(len(spans) == 1), float(done + of + does > 0 and roles > 0)),
        float(any(token.dep_ == "conj" for token in places)),
    ]


def _part(token: Token) -> str | None:
    """What the person does or has done to him in one place: a key of the lexicon `suffering`."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    words, head = _words(), token.head
    if any(c.dep_ == "acl" and c.lemma_ in words["done_to"] for c in token.children):
        return "done_to"
    if token.dep_ in ("dobj", "nsubjpass") and head.lemma_ in words["done_to"]:
        return "done_to"
    if (
        token.dep_ == "pobj"
        and head.lower_ in ("of", "against", "on", "to")
        and head.head.lemma_ in words["done_to"] | words["of"]
    ):
        return "done_to"
    if token.dep_ == "poss" and head.lemma_ in words["of"]:
        return "of"
    if token.dep_ == "nsubj":
        return "does" if head.lemma_ in words["does"] else "says" if head.lemma_ in words["says"] else None
    return None


def _near(span: TokenSpan) -> set[str]:
    return {token.lemma_.lower() for token in span.doc[max(0, span.start - 6) : span.end + 9]}


def _role(span: TokenSpan) -> bool:
    return bool(_near(span) & _words()["roles"])


def _office(span: TokenSpan) -> bool:
    return bool(_near(span) & _words()["offices"])


def _violent(span: TokenSpan) -> bool:
    return any(act_of(token) for token in span.sent)
