"""From a token of the parse to who is meant: a name, a resolved pronoun or description, or the words as written."""

from __future__ import annotations

from spacy.tokens import Token

from probanda.extract.reading import Reading
from probanda.model import Mention, Party

_LEFT_OUT = {"punct", "relcl", "acl", "appos", "cc", "conj", "advcl", "parataxis"}


def party(reading: Reading, token: Token) -> Party:
    """Who the phrase headed by `token` means.

    A name in the phrase's head wins; else an apposition's name ("the prosecutor, Fatou Bensouda"); else what coreference
    settled; else the description as written.
    """
    mention = reading.mention_at(token) or _apposed(reading, token)
    if mention:
        return Party(name=mention.name, span=mention.span, type=mention.type)
    referent = reading.referents.get(token.i)
    if referent:
        return referent
    start, end = phrase(token)
    span = reading.span(start, end)
    return Party(name=span.quote, span=span, how="pronoun" if token.pos_ == "PRON" else "description")


def _apposed(reading: Reading, token: Token) -> Mention | None:
    for child in token.children:
        if child.dep_ in ("appos", "compound", "flat") and (found := reading.mention_at(child)) and found.type == "person":
            return found
    return None


def phrase(token: Token) -> tuple[int, int]:
    """Local positions of the noun phrase of `token`, without relative clauses, appositions and conjuncts."""
    inside = [token]
    queue = [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ not in _LEFT_OUT:
                inside.append(child)
                queue.append(child)
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)
