"""Words that hold violence back: "hold fire", "not to shoot", "spare the prisoners". What they forbid is not what is ordered.

An order of restraint speaks for the one who gave it; it must never be read as an order of the act that it forbids.
"""

from __future__ import annotations

from spacy.tokens import Token

from probanda.extract.frames import negated
from probanda.extract.rules import load

_STEPS = 8


def restrains(verb: Token) -> bool:
    """Whether a verb, with its negation and object, keeps from violence rather than directing it."""
    words = load("denials")
    holds_fire = verb.lemma_ in words["held_fire"] and any(c.dep_ == "dobj" and c.lower_ == "fire" for c in verb.children)
    return holds_fire or negated(verb) or verb.lemma_ in words["contrary"]


def tells_when(verb: Token) -> bool:
    """Whether a clause tells when or why ("while the wounded were brought out")."""
    return verb.dep_ == "advcl" and any(c.i < verb.i and c.lower_ in load("denials")["circumstance"] for c in verb.children)


def circumstantial(token: Token, above: Token) -> bool:
    """Whether a token stands in a clause below `above` that tells when or why, not what is to be done."""
    at = token
    for _ in range(_STEPS):
        if at.i == above.i or at.head.i == at.i:
            return False
        if tells_when(at):
            return True
        at = at.head
    return False
