"""Plain tellings of somebody doing an act of violence: "soldiers of the brigade shot the prisoners", "he ordered the execution of"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import act_of
from probanda.extract.claims import Claim, make, speaker, told
from probanda.extract.parties import party
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.model import Modality, Party

RULE = "allegation.told.v1"
_GROUPS = ("armed_group", "unit", "organisation", "person", "operation")
_NOT_OWN = ("detention", "threat", "intimidation")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("stances").items()}


def find(reading: Reading) -> Iterator[Claim]:
    """Claims in which a doer of violence, or somebody who takes part in it, is named or described as a force."""
    for token in reading.doc:
        claim = _participation(reading, token) if token.lemma_ in _words()["participation"] and token.pos_ == "VERB" else None
        if claim is None and (act := act_of(token)) and act not in _NOT_OWN:
            claim = _doing(reading, token, act)
        if claim is not None:
            yield claim


def _doing(reading: Reading, token: Token, act: str) -> Claim | None:
    noun = token.pos_ not in ("VERB", "AUX")
    verb = frames.predicate(token) if noun else token
    if _not_said(verb) or token.dep_ == "amod" or _under_orders(verb):
        return None
    doers = [t for t in frames.agents(token) if _a_force(reading, t) and not (noun and t.dep_ == "poss")]
    return _telling(reading, doers, verb if verb.pos_ in ("VERB", "AUX") else token, act=act)


def _participation(reading: Reading, verb: Token) -> Claim | None:
    """ "He ordered the executions", "helped rebels go on a rampage", "the crimes he committed"."""
    if _not_said(verb):
        return None
    what = next((t for t in _complements(verb) if _grave(reading, t)), None)
    doers = [t for t in frames.agents(verb) if _a_force(reading, t)] if what is not None else []
    return _telling(reading, doers, verb, act=act_of(what) if what is not None else None)


def _complements(verb: Token) -> Iterator[Token]:
    yield from (t for t in frames.patients(verb) if t.i != verb.i)
    yield from (t for found in frames.objects_of(verb, ("in", "of", "to")) for t in frames.series(found))
    for inner in verb.children:
        if inner.dep_ in ("xcomp", "ccomp"):
            yield inner
            yield from (t for t in inner.subtree if t.pos_ in ("VERB", "NOUN"))
    if verb.dep_ != "relcl":
        yield from (t for c in verb.children if c.dep_ == "conj" and c.lemma_ in _words()["participation"] for t in _complements(c))


def _grave(reading: Reading, token: Token) -> bool:
    return act_of(token) not in (None, *_NOT_OWN) or token.lemma_.lower() in _words()["grave"] or token.lower_ in ("mercy", "quarter", "prisoners")


def _not_said(verb: Token) -> bool:
    return frames.unreal(verb) or frames.negated(verb) or any(c.lower_ in ("if", "unless") for c in verb.children if c.dep_ == "mark")


def _under_orders(verb: Token) -> bool:
    """ "He told his men to kill them": his men are not said to have killed."""
    return verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "conj", "advcl") and verb.head.pos_ == "VERB"


def _telling(reading: Reading, doers: list[Token], verb: Token, *, act: str | None) -> Claim | None:
    if not doers:
        return None
    start, end = frames.clause(verb)
    teller = _teller(reading, verb, (start, end))
    modality: Modality = "convicted" if teller is not None and _judges(reading, teller) else "alleged"
    return make(reading, doers, (start, end), modality=modality, rule=RULE, accuser=teller, act=act, start=start, end=end)


def _a_force(reading: Reading, token: Token) -> bool:
    meant = party(reading, token)
    if meant.type in _GROUPS:
        return True
    return meant.type in (None, "people") and token.lemma_.lower() in _words()["forces"]


def _teller(reading: Reading, verb: Token, passage: tuple[int, int]) -> Party | None:
    head = told(verb)
    return party(reading, head) if head is not None else speaker(reading, *passage)


def _judges(reading: Reading, teller: Party) -> bool:
    words = set(teller.name.lower().split())
    if teller.span is not None:
        low, high = reading.local(teller.span)
        words |= set(reading.body[max(0, low - 30) : high + 10].lower().replace(",", " ").split())
    return bool(words & _words()["judges"]) or any(w.rstrip("s") in _words()["judges"] for w in words)
