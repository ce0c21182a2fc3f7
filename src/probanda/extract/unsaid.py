"""What somebody is said not to have said: "never said that", "I did not hear him order", "no witness claims".

Such words tell whose content it would be, and are nobody's statement, order or denial: "did not deny" is no denial.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from probanda.extract.cues import Cue
from probanda.extract.frames import child, negated
from probanda.extract.rules import load
from probanda.model import Admission, Allegation, AnyFinding, Denial, Incident, Order, Statement, Step

RULE = "statement.unsaid.v1"
WISHED = "statement.wished.v1"
"""What somebody should, could or is asked to say: nobody has said it, though who wishes it may hold it to be true."""

_NOBODY = ("nobody", "none", "nothing", "neither")
_WITHHELD = ("refuse", "decline", "deny", "avoid", "fail", "omit", "neglect")
_PERCEIVED = ("hear", "overhear", "see", "think", "believe", "remember", "recall", "know")
_TAKEN_AS_KNOWN = ("how", "why", "when", "where", "who", "what")
""" "Did not say how they died" leaves it standing that they died."""
_CLAIMS = (Admission, Allegation, Denial, Incident, Order, Statement, Step)


def told(findings: Sequence[AnyFinding], statements: Sequence[Statement]) -> list[AnyFinding]:
    """The findings without those that stand in what nobody said."""
    empty = [s.spans[0] for s in statements if s.rule == RULE and not s.spans[0].quote.lower().startswith(_TAKEN_AS_KNOWN)]
    inside = {id(f) for f in findings for e in empty if e.start <= f.spans[0].start and f.spans[0].end <= e.end}
    return [f for f in findings if not (isinstance(f, _CLAIMS) and id(f) in inside)]


def unsaid(cue: Cue | None) -> bool:
    """Whether the attribution itself is denied."""
    if cue is None:
        return False
    denied = _no(cue.token) or _no(cue.source) or _undone(cue.token)
    return denied or (cue.token.pos_ == "VERB" and (_undone_above(cue.token) or _open(cue.token)))


_MODALS = ("should", "could", "may", "might", "must", "can", "ought")


def wished(cue: Cue | None) -> bool:
    """Whether the words were still to be said: "should admit that", "urged him to admit that", "feared he would order them"."""
    return cue is not None and cue.token.pos_ == "VERB" and only_wished(cue.token)


def only_wished(verb: Token) -> bool:
    """Whether an act of speech is only wished for, feared or possible."""
    own = child(verb, "nsubj")
    if own is not None and own.lower_ in ("i", "we"):
        return False  # "I must say that ..." says it
    helped = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(word in _MODALS for word in helped) and "have" not in helped:
        return True
    open_ended = verb.tag_ == "VB" and ("to" in helped or "would" in helped) and verb.dep_ in ("xcomp", "ccomp", "acl", "advcl")
    above = verb.head
    words, wishes = load("stances"), above.pos_ in ("VERB", "NOUN")
    return open_ended and (above.lemma_ in words["wish"] if wishes else above.lower_ in words["inclined"])


def _open(verb: Token) -> bool:
    """ "Asked whether he had ordered it", "if he claims": left open by who writes so."""
    return any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children)


def _no(noun: Token | None) -> bool:
    """ "No witness", "no statement that", "nobody", "none of them"."""
    if noun is None:
        return False
    determiner = child(noun, "det")
    return noun.lower_ in _NOBODY or (determiner is not None and determiner.lower_ in ("no", "neither"))


def _undone(verb: Token) -> bool:
    return negated(verb) and not any(c.lower_ in ("only", "just", "merely") for c in verb.children)


def _undone_above(verb: Token) -> bool:
    """ "Refused to say that", "was not able to say that", "denied having said that", "did not hear him say that"."""
    above = verb.head if verb.dep_ in ("xcomp", "ccomp", "pcomp") else verb
    above = above.head if above.dep_ == "prep" else above
    if above.i == verb.i or above.pos_ not in ("VERB", "AUX"):
        return False
    withheld = verb.dep_ != "ccomp" and above.lemma_ in _WITHHELD
    return withheld or (_undone(above) and (verb.dep_ == "xcomp" or above.lemma_ in _PERCEIVED))
