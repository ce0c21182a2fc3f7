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
        at = queue.pop()
        for child in at.children:
            if _inside(child, at) and not child.is_space:
                inside.append(child)
                queue.append(child)
    low, high = _paragraph(token)
    inside = [t for t in inside if low <= t.i <= high]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)


def _inside(child: Token, head: Token) -> bool:
    """Whether a word below the head is of the same phrase; what follows "of" and is done ("of killing") is conduct."""
    if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children):
        return False
    return child.dep_ not in _LEFT_OUT or (child.dep_ in ("conj", "cc") and _coordinated(head))


def _coordinated(head: Token) -> bool:
    """ "A human rights and political activist": "a" before a plural joined to a singular belongs to the last noun."""
    one = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in head.children)
    return one and head.tag_ == "NNS" and any(c.dep_ == "conj" and c.tag_ == "NN" for c in head.children)


def _paragraph(token: Token) -> tuple[int, int]:
    """The tokens of the paragraph that a token stands in: no phrase runs on from a heading into the text below."""
    low = high = token.i
    while low > token.left_edge.i and "\n\n" not in token.doc[low - 1].text:
        low -= 1
    while high < token.right_edge.i and "\n\n" not in token.doc[high + 1].text:
        high += 1
    return low, high
