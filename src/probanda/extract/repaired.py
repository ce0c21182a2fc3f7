"""Known slips of the parse, put right before anything is read off it.

"Four captives were taken to the quarry and shot": the model takes "shot" for a second noun beside "quarry". It is a participle
that shares the auxiliary of the verb before: nobody is taken to a shot that has no article.
"""

from __future__ import annotations

from spacy.attrs import LOWER
from spacy.tokens import Doc, Token

_PARTICIPLES = {"shot": "shoot", "hit": "hit", "hurt": "hurt", "cut": "cut"}
"""Participles that are spelled as nouns are."""
_LEMMAS = {"raped": "rape", "waterboarded": "waterboard", "machinegunned": "machinegun"}
"""Words of violence to which the model gives a lemma that is none of theirs ("rap")."""
_STEPS = 6


def repaired(doc: Doc) -> Doc:
    """The document, its slips put right: lemmas, and participles joined to the passive verb whose auxiliary they share."""
    known = {doc.vocab.strings[word]: word for word in (*_PARTICIPLES, *_LEMMAS)}
    for place, word in enumerate(doc.to_array(LOWER).tolist()):
        if word in known:
            _repair(doc[place], known[word])
    return doc


def _repair(token: Token, word: str) -> None:
    if word in _LEMMAS:
        token.lemma_ = _LEMMAS[word]
    elif _bare_noun(token) and (verb := _passive_above(token)) is not None:
        _join(token, verb)


def _bare_noun(token: Token) -> bool:
    """A noun joined by "and" right before it, with nothing that belongs to a noun."""
    joined = token.dep_ == "conj" and token.tag_ == "NN" and token.head.dep_ == "pobj"
    return joined and token.i > 0 and token.nbor(-1).lower_ in ("and", "then") and not any(token.lefts)


def _passive_above(token: Token) -> Token | None:
    at = token.head
    for _ in range(_STEPS):
        if at.pos_ == "VERB":
            return at if any(c.dep_ == "auxpass" for c in at.children) else None
        at = at.head
    return None


def _join(token: Token, verb: Token) -> None:
    behind = [c for c in token.head.children if c.dep_ == "cc" and c.i == token.i - 1]
    for word in (token, *behind):
        word.head = verb
    token.dep_, token.pos_, token.tag_ = "conj", "VERB", "VBN"
    token.lemma_ = _PARTICIPLES[token.lower_]
