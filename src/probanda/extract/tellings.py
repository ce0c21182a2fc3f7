"""Plain tellings of somebody doing an act of violence: "soldiers of the brigade shot the prisoners", "he ordered the execution of"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import Trigger, triggers
from probanda.extract.claims import Claim, make, speaker, told
from probanda.extract.parties import party
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.model import Modality, Party

RULE = "allegation.told.v1"
_GROUPS = ("armed_group", "unit", "organisation", "person", "operation")
_NOT_OWN = ("detention", "threat", "intimidation")
_WEAK = ("hit", "strike", "target", "beat", "storm", "raid", "pound", "shell")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("stances").items()}


def find(reading: Reading) -> Iterator[Claim]:
    """Claims in which a doer of violence is named or described as a force."""
    for trigger in triggers(reading.doc):
        if trigger.act in _NOT_OWN:
            continue
        claim = _claim(reading, trigger)
        if claim is not None:
            yield claim


def _claim(reading: Reading, trigger: Trigger) -> Claim | None:
    token = trigger.token
    verb = frames.predicate(token) if trigger.noun else token
    if frames.unreal(verb) or frames.negated(verb) or token.dep_ == "amod":
        return None
    doers = [t for t in frames.agents(token) if _a_force(reading, t)]
    if not doers:
        return None
    start, end = frames.clause(_whole(token, verb))
    teller = _teller(reading, verb, (start, end))
    modality: Modality = "convicted" if teller is not None and _judges(reading, teller) else "alleged"
    return make(reading, doers, (start, end), modality=modality, rule=RULE, accuser=teller, act=trigger.act, start=start, end=end)


def _whole(token: Token, verb: Token) -> Token:
    """The verb that carries the act: "committed" of "committed executions", the verb itself."""
    return verb if verb.pos_ in ("VERB", "AUX") else token


def _a_force(reading: Reading, token: Token) -> bool:
    meant = party(reading, token)
    if meant.type in _GROUPS:
        return True
    return meant.type is None and token.lemma_.lower() in _words()["forces"]


def _teller(reading: Reading, verb: Token, passage: tuple[int, int]) -> Party | None:
    head = told(verb)
    return party(reading, head) if head is not None else speaker(reading, *passage)


def _judges(reading: Reading, teller: Party) -> bool:
    words = set(teller.name.lower().split())
    if teller.span is not None:
        low, high = reading.local(teller.span)
        words |= set(reading.body[max(0, low - 30) : high + 10].lower().replace(",", " ").split())
    return bool(words & _words()["judges"]) or any(w.rstrip("s") in _words()["judges"] for w in words)
