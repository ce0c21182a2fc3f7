"""How near at hand what was mentioned is to a pronoun: sentences between, grammatical role, clause.

The weights follow the classical accounts (Lappin and Leass, Computational Linguistics 1994): recency, subjects before objects,
parallel roles, and the binding conditions that keep "him" from its own subject. Two readings that come near one another are no
reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from probanda.extract import speech
from probanda.extract.frames import child
from probanda.extract.gender import Gender
from probanda.model import MentionType

MARGIN = 1.0
"""By how much the best reading must be ahead of the next."""
_REACH = 3
_SUBJECT = ("nsubj", "nsubjpass", "csubj")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something mentioned: its name, what kind of thing, and the head token and sentence where it stands."""

    name: str
    type: MentionType | None
    gender: Gender | None
    plural: bool
    token: Token
    sentence: int
    quoted: bool = False
    """Mentioned in a quotation that the pronoun does not stand in."""


def score(candidate: Candidate, pronoun: Token, sentence: int) -> float | None:
    """How well a candidate suits a pronoun; None where it cannot be meant."""
    distance = sentence - candidate.sentence
    if distance > _REACH or (distance == 0 and same_clause(candidate.token, pronoun)):
        return None
    if candidate.quoted and _speaks(pronoun):
        return None  # nobody is quoted as speaking of himself by name
    value = 4.0 - 1.5 * distance + _role(candidate.token)
    if distance == 0 and pronoun.dep_ == "poss" and _governs(candidate.token, pronoun):
        value += 1.5
    if pronoun.dep_ in _SUBJECT and candidate.token.dep_ in _SUBJECT:
        value += 0.5
    if distance == 0 and pronoun.dep_ in _SUBJECT and _says(candidate.token, pronoun):
        value += 1.5
    if distance and _speaks(candidate.token) and _speaks(pronoun):
        value += 1.25  # who spoke last goes on speaking
    if distance == 0 and pronoun.dep_ not in (*_SUBJECT, "poss") and _says(candidate.token, pronoun):
        value -= 1.5  # "X said the video spoke against him": X or another, and nothing tells which
    return value - (1.5 if candidate.quoted else 0.0)


def _role(token: Token) -> float:
    if token.dep_ in _SUBJECT or (token.dep_ == "conj" and token.head.dep_ in _SUBJECT):
        return 1.5
    return -0.5 if token.dep_ in ("poss", "appos", "compound", "amod") else 0.0


def same_clause(candidate: Token, pronoun: Token) -> bool:
    """ "He saw him": two arguments of one verb are two people, unless one owns ("his")."""
    if pronoun.dep_ == "poss" or pronoun.lower_.endswith(("self", "selves")):
        return False
    return _verb(candidate) == _verb(pronoun) and candidate.i != pronoun.i


def _verb(token: Token) -> int:
    at = token
    while at.head.i != at.i and at.pos_ not in ("VERB", "AUX"):
        at = at.head
    return at.i


def _governs(candidate: Token, pronoun: Token) -> bool:
    return candidate.dep_ in _SUBJECT and (_verb(pronoun) == candidate.head.i or candidate.head.is_ancestor(pronoun))


def _says(candidate: Token, pronoun: Token) -> bool:
    """ "X said he would go": the subject of a verb of saying above the pronoun's clause."""
    verb = candidate.head
    return candidate.dep_ in _SUBJECT and bool(speech.verb(verb.lemma_)) and verb.is_ancestor(pronoun)


def _speaks(token: Token) -> bool:
    uses = speech.verb(token.head.lemma_) if token.dep_ in _SUBJECT else {}
    return "quote" in uses and uses["quote"].kind == "speech"


def cataphor(pronoun: Token) -> Token | None:
    """ "In his complaint, X said": the subject that follows a fronted phrase with a pronoun in it."""
    at = pronoun
    while at.head.i != at.i and not (at.dep_ in ("prep", "advcl") and at.head.pos_ in ("VERB", "AUX") and at.head.i > pronoun.i):
        at = at.head
    if at.head.i == at.i or at.head.i <= pronoun.i:
        return None
    found = child(at.head, *_SUBJECT)
    return found if found is not None and found.i > pronoun.i else None


def best(scored: Sequence[tuple[float, Candidate]]) -> Candidate | None:
    """The one candidate that is clearly ahead; None where another comes near."""
    by_name: dict[str, tuple[float, Candidate]] = {}
    for value, candidate in scored:
        if candidate.name not in by_name or value > by_name[candidate.name][0]:
            by_name[candidate.name] = (value, candidate)
    ranked = sorted(by_name.values(), key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]
