"""Denials, pleas and admissions: "denied the killings", "insists he is innocent", "admitted that they had", "claimed
responsibility"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.accusing import is_grave
from probanda.extract.acts import crimes
from probanda.extract.claims import Claim, make, speaker
from probanda.extract.parties import party
from probanda.extract.people import could_act
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load
from probanda.extract.unsaid import only_wished

DENIED, ADMITTED = "allegation.denied.v1", "allegation.admitted.v1"


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("stances").items()}


@cache
def _innocence() -> re.Pattern[str]:
    return re.compile(rf"\b{either(load('stances')['innocence'])}\b", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Claim]:
    """Claims that are denied or admitted."""
    for token in reading.doc:
        if token.pos_ != "VERB":
            continue
        claim = _denial(reading, token) or _admission(reading, token)
        if claim is not None:
            yield claim
    yield from _no_crime(reading)


_FORCES = ("armed_group", "unit", "organisation")


def _no_crime(reading: Reading) -> Iterator[Claim]:
    """ "The strike did not amount to a war crime": a denial for the force that the sentence names before it."""
    for found in _not_a_crime().finditer(reading.body):
        sentence = reading.sentence_at(found.start())
        named = crimes(reading.body, found.start(), found.end() + 40)
        if sentence is None or not named:
            continue
        before = [m for m in reading.mentions_within(sentence.start_char, found.start()) if m.type in _FORCES]
        head = reading.doc.char_span(*reading.local(before[0].span), alignment_mode="expand") if before else None
        end = min(sentence.end_char, found.end() + 60)
        if head is not None:
            accuser = speaker(reading, found.start(), found.end()) or party(reading, head.root)
            claim = make(
                reading, [head.root], (found.start(), end), start=found.start(), modality="denied", rule=DENIED, accuser=accuser
            )
            yield from [claim] if claim else []


@cache
def _not_a_crime() -> re.Pattern[str]:
    return re.compile(rf"\b{either(load('stances')['no_crime'])}\b", re.IGNORECASE)


def _denial(reading: Reading, verb: Token) -> Claim | None:
    words = _words()
    who = frames.agents(verb)
    if not who or _undone(verb):
        return None
    _, high = frames.reach(verb, without=("parataxis",))
    start = verb.idx
    if verb.lemma_ in words["deny"] and _about_guilt(reading, verb, high):
        return _of(reading, who, (start, high), modality="denied", rule=DENIED, accused=_somebody_else(reading, verb))
    if verb.lemma_ in words["maintain"] and (found := _innocence().search(reading.body, start, min(high, start + 80))):
        inner = reading.doc.char_span(found.start(), found.end(), alignment_mode="expand")
        if inner is not None and _same(reading, who[0], inner.root):
            return _of(reading, who, (start, max(high, found.end())), modality="denied", rule=DENIED)
    return None


def _undone(verb: Token) -> bool:
    return frames.unreal(verb) or frames.negated(verb) or only_wished(verb)


def _somebody_else(reading: Reading, verb: Token) -> list[Token]:
    """For "he rejected the claim that the general had ordered it": the general, for whom he denies it."""
    holders = (verb, *(c for c in verb.children if c.dep_ == "dobj"))
    inner = next((c for h in holders for c in h.children if c.dep_ in ("ccomp", "acl") and c.pos_ in ("VERB", "AUX")), None)
    doer = frames.child(inner, "nsubj") if inner is not None else None
    return [doer] if doer is not None and doer.pos_ != "PRON" and could_act(reading, doer) else []


def _same(reading: Reading, speaker: Token, innocent: Token) -> bool:
    """ "He insists he is innocent" speaks of himself; "he insists the soldiers are innocent" does not."""
    subject = frames.subject(frames.predicate(innocent))
    return (
        subject is None
        or subject.i == speaker.i
        or subject.pos_ == "PRON"
        or party(reading, subject).name == party(reading, speaker).name
    )


def _about_guilt(reading: Reading, verb: Token, end: int) -> bool:
    after = reading.doc.char_span(verb.idx, end, alignment_mode="expand")
    if after is None:
        return False
    denied = any(t.lower_ in _words()["accusation"] for t in after)
    return denied or (frames.child(verb, "ccomp", "xcomp", "pcomp", "dobj") is not None and is_grave(reading, (verb.idx, end)))


def _admission(reading: Reading, verb: Token) -> Claim | None:
    claimed = verb.lemma_ in ("claim", "take", "assume", "accept") and any(
        c.dep_ == "dobj" and c.lower_ == "responsibility" for c in verb.children
    )
    if (not claimed and verb.lemma_ not in _words()["admit"]) or _undone(verb):
        return None
    who = frames.agents(verb)
    conduct = (verb.idx, frames.reach(verb, without=("parataxis",))[1])
    if not who or not (claimed or is_grave(reading, conduct)):
        return None
    return _of(reading, who, conduct, modality="admitted", rule=ADMITTED)


def _of(
    reading: Reading, who: list[Token], conduct: tuple[int, int], *, accused: list[Token] | None = None, **how: object
) -> Claim | None:
    return make(reading, accused or who, conduct, accuser=party(reading, who[0]), **how)
