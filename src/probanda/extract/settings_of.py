"""Where and when: the places and times that a passage gives for an event, and the doubt it states."""

from __future__ import annotations

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.reading import Reading
from probanda.model import Mention, Party, When

_LOCATIVE = ("in", "at", "near", "on", "around", "across", "outside", "inside", "of", "from", "throughout", "over", "against", "along", "to", "between", "through", "within", "into")
_DOUBT = ("allegedly", "reportedly", "apparently", "presumably", "believed", "suspected", "alleged", "possibly", "likely", "probably", "thought", "unidentified")


def time_of(reading: Reading, token: Token, start: int, end: int) -> When | None:
    """The time stated for an event: inside its phrase, else nearest to it in the clause, else in the sentence."""
    sentence = token.sent
    times = [w for w in reading.whens_within(sentence.start_char, sentence.end_char) if w.timex_type in (None, "DATE", "TIME") and (w.earliest or w.latest)]
    if not times:
        return None
    inside = [w for w in times if start <= reading.local(_span(w))[0] and reading.local(_span(w))[1] <= end]
    return min(inside or times, key=lambda w: _away(reading, w, token))


def _span(when: When) -> object:
    return when.span


def _away(reading: Reading, when: When, token: Token) -> tuple[int, int]:
    low, high = reading.local(when.span) if when.span else (0, 0)
    first = reading.doc.char_span(low, high, alignment_mode="expand")
    apart = abs(first.root.i - token.i) if first is not None else 999
    tied = first is not None and (first.root.head.i == token.i or first.root.head.head.i == token.i or token.is_ancestor(first.root))
    return (0 if tied else 1, apart)


def places(reading: Reading, token: Token, start: int, end: int) -> tuple[Party, ...]:
    """The places stated for an event, narrowest reading first: in its phrase, else in its sentence."""
    sentence = token.sent
    found = [m for m in reading.mentions_within(start, end) if _is_site(reading, m)]
    if not found:
        near = [m for m in reading.mentions_within(sentence.start_char, sentence.end_char) if _is_site(reading, m)]
        after = [m for m in near if reading.local(m.span)[0] >= token.idx]
        found = (after or near[-1:])[:2]
    unique = {m.name: m for m in found}
    return tuple(Party(name=m.name, span=m.span, type="place") for m in unique.values())


def _is_site(reading: Reading, mention: Mention) -> bool:
    if mention.type != "place":
        return False
    low, high = reading.local(mention.span)
    words = reading.doc.char_span(low, high, alignment_mode="expand")
    if words is None:
        return False
    root = words.root
    if root.dep_ in ("nsubj", "nsubjpass", "agent") or (root.dep_ == "pobj" and root.head.dep_ == "agent"):
        return False
    if root.dep_ == "pobj" and root.head.lower_ not in _LOCATIVE:
        return False
    return not (root.dep_ in ("compound", "poss", "nmod") and root.head.ent_type_ in ("PERSON", "ORG"))


def doubt(verb: Token) -> str | None:
    """The word by which a passage doubts who did it ("allegedly", "believed to"), as written."""
    for token in verb.sent:
        if token.lower_ in _DOUBT:
            return token.text
    return None
