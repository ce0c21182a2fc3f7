"""People counted without a word for what was done to them: tolls, bodies, lives claimed, conditions in hospital, the fallen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.rules import load

WORDS = frozenset(
    ("toll", "number", "body", "life", "casualty", "victim", "pass", "condition", "hit", "strike", "graze", "fall", "take")
)
"""The lemmas that `find` looks at; any other token gives nothing."""
People = Iterator[tuple[str, Token]]


@cache
def lexicon() -> Mapping[str, frozenset[str]]:
    """Words about casualties by what they say (`data/lexicon/en/casualties.yaml`)."""
    return {key: frozenset(words) for key, words in load("casualties").items()}


def find(token: Token, lemma: str) -> People:
    """ "Claimed 12 lives", "a death toll of 45", "the bodies of", "casualties: 10", "in critical condition"."""
    if lemma in ("toll", "number"):
        yield from _toll(token, lemma)
    elif lemma == "body":
        yield from (("killed", t) for held in frames.objects_of(token, ("of",)) for t in frames.series(held))
        yield from (("killed", t) for t in frames.series(frames.child(token, "poss")) if t.pos_ != "PRON")
    elif lemma == "life" and token.dep_ == "dobj" and token.head.lemma_ in ("claim", "take", "cost", "lose"):
        yield "killed", token
    elif lemma == "casualty":
        around = token.doc[max(0, token.sent.start - 12) : token.sent.end + 12].text.lower()
        yield "killed" if "injur" in around or "wound" in around else "affected", token
    elif lemma == "victim" and any(c.lower_ in ("gunshot", "shooting", "blast", "bomb", "stabbing") for c in token.children):
        yield "injured", token
    else:
        yield from _states(token, lemma)


def put_at(noun: Token) -> Token | None:
    """The number at which "put the dead at seven", "the death toll rose to 45" and "the number of dead was 12" put a noun."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in ("put", "place", "estimate", "set", "give"):
        return next(frames.objects_of(verb, ("at", "as")), None)
    if noun.dep_ == "nsubj" and verb.lemma_ in _REACHES:
        return frames.child(verb, "attr", "dobj", "acomp") or next(frames.objects_of(verb, ("at", "to")), None)
    return None


_REACHES = ("rise", "climb", "stand", "reach", "be", "hit", "pass", "exceed", "grow", "increase")


def _toll(token: Token, lemma: str) -> People:
    if lemma == "toll" and any(c.lower_ in ("death", "casualty") for c in token.children):
        counted = put_at(token)
        yield from (("killed", t) for t in frames.objects_of(token, ("of", "at", "to")))
        if counted is not None:
            yield "killed", counted
    elif lemma == "number":
        counted = put_at(token)
        states = [_STATES[t.lower_] for of in frames.objects_of(token, ("of",)) for t in frames.series(of) if t.lower_ in _STATES]
        if counted is not None and states:
            yield states[0], counted


_STATES = {"dead": "killed", "killed": "killed", "deaths": "killed", "injured": "injured", "wounded": "injured"}


def _states(token: Token, lemma: str) -> People:
    """ "Passed away", "in critical condition", "was struck in the head", "fell in combat"."""
    if lemma == "pass" and any(c.lower_ == "away" for c in token.children):
        yield from (("killed", t) for t in frames.series(frames.subject(token)))
    elif lemma == "condition" and token.head.lower_ == "in" and any(c.lower_ in lexicon()["conditions"] for c in token.children):
        yield from (("injured", t) for t in _in_state(token.head.head))
    elif lemma in ("hit", "strike", "graze") and token.pos_ == "VERB" and _bodily(token):
        yield from (("injured", t) for t in frames.patients(token))
    elif lemma == "fall" and token.pos_ == "VERB":
        yield from (("killed", t) for t in _fallen(token))
    elif lemma == "take" and token.pos_ == "VERB" and frames.passive(token) and _to_hospital(token):
        yield from (("injured", t) for t in frames.patients(token))


def _fallen(verb: Token) -> list[Token]:
    """ "Six fighters fell in combat": who falls in a fight is dead; who falls on the stairs is not meant."""
    where = next(frames.objects_of(verb, ("in", "during")), None)
    fought = where is not None and (where.lemma_.lower() in lexicon()["combat"] or where.lower_ == "it")
    return frames.series(frames.subject(verb)) if fought else []


def _to_hospital(verb: Token) -> bool:
    """ "Was taken to hospital with wounds": for treatment of injuries, and not to be examined or as a visitor."""
    hurt = any(t.lemma_ in ("treatment", "surgery", "wound", "injury") for t in frames.objects_of(verb, ("for", "with")))
    to = next(frames.objects_of(verb, ("to",)), None)
    return hurt and to is not None and to.lemma_.lower() in lexicon()["hospitals"]


def _bodily(verb: Token) -> bool:
    """ "Was struck", "hit him in the leg", "the bullet grazed her": a blow to a body, and no success or attack on a place."""
    part = next(frames.objects_of(verb, ("in", "on")), None)
    doer = frames.subject(verb)
    shot = doer is not None and doer.lemma_.lower() in lexicon()["missiles"]
    return frames.passive(verb) or shot or (part is not None and part.lemma_.lower() in lexicon()["body"])


def _in_state(head: Token) -> list[Token]:
    if head.pos_ in ("VERB", "AUX"):
        return frames.patients(head) if frames.passive(head) else frames.series(frames.subject(head))
    return frames.series(head) if head.pos_ in ("NOUN", "PROPN") else []
