"""Plain tellings of somebody doing an act of violence: "soldiers of the brigade shot the prisoners", "he ordered the
execution of"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import act_of, words
from probanda.extract.claims import Claim, make, speaker, told
from probanda.extract.parties import party
from probanda.extract.people import force_of
from probanda.extract.reading import Reading
from probanda.extract.restraint import circumstantial, restrains
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
    if token.pos_ in ("VERB", "AUX"):
        if _not_said(token) or token.dep_ == "amod" or _under_orders(token) or not _transitive(token):
            return None
        doers = [t for t in _believed(token) or frames.agents(token) if _a_force(reading, t)]
        return _telling(reading, doers, frames.clause(token), verb=token, act=act)
    carrier = frames.carrier(token)
    if carrier is None or _not_said(frames.predicate(token)) or _not_said(carrier):
        return None
    doers = [
        t
        for t in frames.agents(token)
        if _a_force(reading, t) and t.dep_ != "poss" and (carrier.dep_ not in ("acl", "relcl") or _told_apart(t))
    ]
    passage = frames.reach(token, without=("cc", "conj", "appos")) if carrier.dep_ in ("acl", "relcl") else frames.clause(carrier)
    return _telling(reading, doers, passage, verb=carrier, act=act)


def _transitive(verb: Token) -> bool:
    """Headlines leave out "were": in "Nine fighters shot at quarry" nobody is said to have shot anybody."""
    return words()[act_of(verb) or "other"].outcome is None or frames.passive(verb) or bool(frames.patients(verb))


def _told_apart(doer: Token) -> bool:
    """ "Committed by Libyan security forces", not "committed by forces": a force that can be told from others."""
    return doer.pos_ in ("PROPN", "PRON") or any(
        c.dep_ in ("amod", "compound", "poss", "nummod", "nmod") or c.lower_ == "of" for c in doer.children
    )


def _believed(verb: Token) -> list[Token]:
    """For "planes believed to be Russian, targeted": planes, where the parse has lost the subject."""
    before = [
        t
        for t in verb.doc[max(verb.sent.start, verb.i - 8) : verb.i]
        if t.lower_ in ("believed", "thought", "suspected", "presumed")
    ]
    if not before:
        return []
    noun = next(
        (t for t in reversed(list(verb.doc[verb.sent.start : before[-1].i])) if not t.is_punct and t.pos_ not in ("AUX", "ADV")),
        None,
    )
    return [noun] if noun is not None and noun.pos_ in ("NOUN", "PROPN") else []


def _participation(reading: Reading, verb: Token) -> Claim | None:
    """ "He ordered the executions", "helped rebels go on a rampage", "the crimes he committed"."""
    if _not_said(verb):
        return None
    what = next((t for t in _complements(verb) if _grave(t)), None)
    if what is None:
        return None
    doers = [t for t in frames.agents(verb) if _a_force(reading, t) and (verb.dep_ not in ("acl", "relcl") or _told_apart(t))]
    start, end = (
        frames.reach(verb.head, without=("cc", "conj", "appos")) if verb.dep_ in ("acl", "relcl") else frames.clause(verb)
    )
    return _telling(
        reading, doers, (start, max(end, frames.reach(what, without=("cc", "conj", "appos"))[1])), verb=verb, act=act_of(what)
    )


def _complements(verb: Token) -> Iterator[Token]:
    for held in frames.patients(verb):
        yield held
        yield from frames.objects_of(held, ("of",))
    if verb.lemma_ in ("participate", "assist", "help"):
        yield from (t for found in frames.objects_of(verb, ("in",)) for t in frames.series(found))
    for inner in verb.children:
        if inner.dep_ in ("xcomp", "ccomp") and inner.lemma_ not in _REMEDIES:
            yield from _inner(verb, inner)
    if verb.dep_ != "relcl":
        yield from (
            t for c in verb.children if c.dep_ == "conj" and c.lemma_ in _words()["participation"] for t in _complements(c)
        )


def _inner(verb: Token, inner: Token) -> Iterator[Token]:
    """What is ordered or helped, unless violence is held back; "not to take prisoners" is no restraint."""
    if restrains(inner):
        yield from (t for t in frames.patients(inner) if t.lower_ in _SPARED and inner.lemma_ in _SPARING)
        return
    yield inner
    yield from frames.patients(inner)
    if verb.lemma_ in _ORDERS:
        yield from (t for t in inner.subtree if t.pos_ in ("VERB", "NOUN") and not circumstantial(t, inner))


_SPARED = ("mercy", "quarter", "prisoners", "survivors")
_SPARING = ("take", "show", "give", "leave", "keep")
_ORDERS = ("order", "instruct", "command", "direct")
_REMEDIES = (
    "end",
    "stop",
    "prevent",
    "halt",
    "investigate",
    "punish",
    "condemn",
    "document",
    "expose",
    "avoid",
    "prosecute",
    "curb",
)


def _grave(token: Token) -> bool:
    if token.lemma_.lower() == "crime":
        return any(c.lower_ == "against" for c in token.children) or any(
            c.dep_ in ("amod", "compound", "acl", "relcl") and c.lower_ not in ("many", "other", "such") for c in token.children
        )
    grave = token.lemma_.lower() in _words()["grave"] and token.lemma_.lower() not in ("war", "conflict", "campaign", "deadly")
    return act_of(token) not in (None, *_NOT_OWN) or grave or token.lower_ in ("mercy", "quarter", "prisoners")


def _not_said(verb: Token) -> bool:
    return (
        frames.unreal(verb)
        or frames.negated(verb)
        or any(c.lower_ in ("if", "unless") for c in verb.children if c.dep_ == "mark")
    )


def _under_orders(verb: Token) -> bool:
    """ "He told his men to kill them": his men are not said to have killed."""
    return verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "conj", "advcl") and verb.head.pos_ == "VERB"


def _telling(reading: Reading, doers: list[Token], passage: tuple[int, int], *, verb: Token, act: str | None) -> Claim | None:
    if not doers:
        return None
    start, end = passage
    teller = _teller(reading, verb, passage)
    if teller is not None and teller.name in {party(reading, t).name for t in doers}:
        return None
    modality: Modality = "convicted" if teller is not None and _judges(reading, teller) else "alleged"
    return make(reading, doers, passage, modality=modality, rule=RULE, accuser=teller, act=act, start=start, end=end)


def _a_force(reading: Reading, token: Token) -> bool:
    meant = party(reading, token)
    if meant.type in _GROUPS or force_of(reading, token) is not None:
        return True
    if token.lemma_.lower() in _CROWD and not _told_apart(token):
        return False
    if any(c.lower_ in ("a", "an") for c in token.children if c.dep_ == "det") and token.lemma_.lower() in _ANYBODY:
        return False
    return meant.type in (None, "people") and token.lemma_.lower() in _words()["forces"]


_CROWD = ("man", "people", "person", "group", "force", "personnel")
_ANYBODY = ("leader", "man", "president", "general", "commander", "minister", "state", "officer", "government", "person")


def _teller(reading: Reading, verb: Token, passage: tuple[int, int]) -> Party | None:
    head = told(verb)
    return party(reading, head) if head is not None else speaker(reading, *passage)


def _judges(reading: Reading, teller: Party) -> bool:
    words = set(teller.name.lower().split())
    if teller.span is not None:
        low, high = reading.local(teller.span)
        words |= set(reading.body[max(0, low - 30) : high + 10].lower().replace(",", " ").split())
    return bool(words & _words()["judges"]) or any(w.rstrip("s") in _words()["judges"] for w in words)
