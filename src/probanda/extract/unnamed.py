"""Who "they" are that do violence: the one force of the sentences before, though it has no name ("armed men came in. They shot").

A witness seldom knows the unit. What he called them stands for them, as written; where he has told of two forces, of nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import act_of
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.extract.salience import Candidate
from probanda.extract.takings import takes
from probanda.model import MentionType, Party

_ARMED: tuple[MentionType, ...] = ("armed_group", "unit")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("takings").items()}


def a_force(noun: Token) -> bool:
    """A word for those who bear arms: "soldiers", "the army", "armed men", "men in uniform"."""
    if noun.lower_ in _words()["men"]:
        return any(c.lower_ in _words()["arming"] for c in noun.children) or _in_uniform(noun)
    lemma = noun.lemma_.lower()
    return lemma in _words()["one"] or (noun.tag_ == "NNS" and lemma in _words()["bearers"])


def _in_uniform(men: Token) -> bool:
    worn = (o for c in men.children if c.lower_ in ("in", "with") for o in c.children)
    return any(o.lemma_ in _words()["worn"] for o in worn)


def doers(reading: Reading, they: Token, held: Sequence[Candidate]) -> Party | None:
    """The force that `they`, the subject of a verb of violence, stands for; None where none or more than one was told of."""
    if they.dep_ != "nsubj" or not any(act_of(v) or takes(v) for v in frames.series(they.head)):
        return None
    forces = [c for c in held if (c.type is None and c.token.pos_ == "NOUN" and a_force(c.token)) or c.type in _ARMED]
    leading = [c for c in forces if c.token.dep_ in ("nsubj", "nsubjpass")]
    last = max(leading, key=lambda c: c.token.i, default=None)
    if last is None or last.type is not None or any(not _of_one(c, last) for c in forces):
        return None
    words = _written(last.token)
    why = f'the only force told of just before: "{words}"'
    return Party(name=words, span=reading.span_of(they), how="description", why=why)


def _of_one(one: Candidate, last: Candidate) -> bool:
    """The same noun, or the unit that the soldiers are of."""
    return one.token.lemma_ == last.token.lemma_ or last.token.is_ancestor(one.token)


def _written(noun: Token) -> str:
    kept = [t for t in noun.subtree if not any(a.dep_ in ("relcl", "acl", "appos", "conj") for a in _below(t, noun))]
    kept = [t for t in kept if t.i <= noun.i or t.i - noun.i <= _BEHIND]
    last = max((t for t in kept if t.pos_ in ("NOUN", "PROPN")), key=lambda t: t.i)
    return noun.doc[min(t.i for t in kept) : last.i + 1].text


_BEHIND = 6


def _below(token: Token, top: Token) -> list[Token]:
    chain = []
    while token.i != top.i:
        chain.append(token)
        token = token.head
    return chain
