"""A claim in the making: accused, conduct, accuser and modality, shared by all finders of allegations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import crimes, named_act, triggers
from probanda.extract.alternatives import either as one_of
from probanda.extract.parties import party
from probanda.extract.people import could_act, court_of, force_of, is_the_accused, principal
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load
from probanda.model import Allegation, Modality, Party


@dataclass(frozen=True, slots=True)
class Claim:
    """Positions are local. `conduct` is a stretch of the body; `start:end` the whole passage, accused included."""

    accused: tuple[Party, ...]
    conduct: tuple[int, int]
    start: int
    end: int
    modality: Modality
    rule: str
    accuser: Party | None = None
    act: str = "other"
    named: tuple[str, ...] = ()

    def repeats(self, other: Claim, body: str) -> bool:
        """Two passages make the same claim: the same accused, modality and accuser, and conduct in much the same words."""
        if self.modality != other.modality or {p.name for p in self.accused} != {p.name for p in other.accused}:
            return False
        if self.modality in ("denied", "acquitted"):
            return self.named == other.named or not self.named or not other.named
        if self.modality == "alleged" and self.accuser and other.accuser and self.accuser.name != other.accuser.name:
            return False
        if self.named and other.named:
            return set(self.named) <= set(other.named) or set(other.named) <= set(self.named)
        return self.act == other.act and _alike(body[self.start : self.end], body[other.start : other.end])

    @property
    def fullness(self) -> tuple[int, int]:
        """Named crimes first, then words of conduct; of denials the first."""
        return (len(self.named), 0 if self.modality == "denied" else self.conduct[1] - self.conduct[0])


def _alike(left: str, right: str) -> bool:
    ours, theirs = ({w.lower() for w in re.findall(r"\w{4,}", words)} for words in (left, right))
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs) or 1)


_ALIKE = 0.5


def make(reading: Reading, accused: list[Token], conduct: tuple[int, int], **how: object) -> Claim | None:
    """A claim against those whom the tokens mean; None where nobody is meant or the conduct is empty."""
    parties = tuple({p.name: p for p in (_accused(reading, t) for t in accused) if p is not None}.values())
    which = one_of(reading, accused) if parties else None
    parties = (which,) if which is not None else parties
    if not parties or conduct[0] >= conduct[1]:
        return None
    start = min([conduct[0], *(reading.local(p.span)[0] for p in parties if p.span and _inside(reading, p, conduct))])
    start, end = int(how.pop("start", start)), int(how.pop("end", conduct[1]))  # type: ignore[call-overload]
    named = crimes(reading.body, min(start, conduct[0]), max(end, conduct[1]))
    act = how.pop("act", None)
    if not act or (named and act in _CLASSES):  # a crime that is named says more than its class
        act = _act(reading, conduct, named)
    return Claim(parties, conduct, start, end, act=str(act), named=named, **how)  # type: ignore[arg-type]


def _inside(reading: Reading, accused: Party, conduct: tuple[int, int]) -> bool:
    # Only an accused who stands in the same sentence widens the passage: a pronoun's name may stand far off.
    sentence = reading.sentence_at(conduct[0])
    return (
        sentence is not None
        and accused.span is not None
        and sentence.start_char <= reading.local(accused.span)[0] < sentence.end_char
    )


def _accused(reading: Reading, token: Token) -> Party | None:
    if is_the_accused(token):
        return principal(reading, span=token)
    if not could_act(reading, token) and force_of(reading, token) is None:
        return None
    meant = party(reading, token)
    if meant.type == "place" and token.dep_ == "pobj" and token.head.head.pos_ == "NOUN":
        # "Serb forces in Bosnia, who are accused": the parse hangs the clause on the place.
        return _accused(reading, token.head.head)
    if meant.type is None and (force := force_of(reading, token)) is not None:
        return force
    if token.lower_ in ("he", "she", "him", "her") and meant.type is None:
        return principal(reading, span=token)
    if meant.how == "pronoun" and meant.name.lower() in _VAGUE:
        return None
    return meant if meant.name.strip() else None


_VAGUE = (
    "it",
    "this",
    "that",
    "which",
    "who",
    "one",
    "there",
    "they",
    "we",
    "you",
    "i",
    "what",
    "he",
    "she",
    "them",
    "him",
    "her",
    "his",
    "their",
    "its",
    "those",
)


def _act(reading: Reading, conduct: tuple[int, int], named: tuple[str, ...]) -> str:
    if named:
        acts = [named_act(name) for name in named]
        return next((act for act in acts if act not in _CLASSES), acts[0])
    if _SPARING_NOBODY.search(reading.body, *conduct):
        return "no_quarter"
    words = reading.doc.char_span(*conduct, alignment_mode="expand")
    return next((t.act for t in triggers(words.as_doc())), "other") if words is not None else "other"


_CLASSES = ("war_crimes", "crimes_against_humanity", "other")
_SPARING_NOBODY = re.compile(
    r"\bno (?:quarter|prisoners)\b(?= (?:be|will|would|shall|should|is to|are to|were to)\b)", re.IGNORECASE
)


@cache
def _modes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((mode, re.compile(rf"\b{either(words)}\b", re.IGNORECASE)) for mode, words in load("modes").items())


@cache
def _conflict() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:in the context of |during |in )((?:the |an? )?(?:\S+ ){0,3}?"
        r"(?:(?:non-international |international )?armed conflict|(?:civil )?war)"
        r"(?: in [A-Z]\w+)?)\b"
    )


def record(reading: Reading, claim: Claim) -> Allegation:
    """The claim as a record, pinned to the frozen text."""
    words = reading.body[claim.start : claim.end]
    context = _conflict().search(words)
    return Allegation(
        rule=claim.rule,
        spans=(reading.span(claim.start, claim.end),),
        accused=claim.accused,
        conduct=reading.body[claim.conduct[0] : claim.conduct[1]],
        act=claim.act,
        crimes=claim.named,
        accuser=court_of(reading, claim.accuser) if claim.accuser and claim.accuser.name.lower() not in _VAGUE else None,
        modality=claim.modality,
        context=context[1] if context else None,
        mode=tuple(mode for mode, pattern in _modes() if pattern.search(words)),
    )


def speaker(reading: Reading, start: int, end: int) -> Party | None:
    """Who says a passage: the speaker of the shortest statement that holds most of it."""
    best: tuple[int, Party] | None = None
    for said in reading.said:
        for span in said.spans:
            low, high = reading.local(span)
            common = min(high, end) - max(low, start)
            if common > 0.6 * (end - start) and said.speaker.how != "unstated" and (best is None or high - low < best[0]):
                best = (high - low, said.speaker)
    return best[1] if best else None


@cache
def _tells() -> frozenset[str]:
    return frozenset(load("stances")["tell"])


def told(verb: Token) -> Token | None:
    """The subject of the verb of saying over a clause ("prosecutors allege that ...")."""
    at = verb
    for _ in range(4):
        if at.dep_ == "ccomp" and at.head.pos_ == "VERB":
            return frames.subject(at.head) if at.head.lemma_ in _tells() else None
        if at.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        at = at.head
    return None
