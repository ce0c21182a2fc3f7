"""Words of accusation, charge and judgment: "accused X of", "X was convicted of", "responsible for", "his conviction for"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import act_of, crimes
from probanda.extract.claims import Claim, make, speaker, told
from probanda.extract.parties import party
from probanda.extract.reading import Reading
from probanda.extract.rules import load, load_as
from probanda.model import Modality, Party

RULE = "allegation.accused.v1"


class Accusation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a word accuses: what it makes of the claim, where the accused stands, which prepositions lead to the conduct."""

    modality: Modality
    conduct: tuple[str, ...]
    accused: str = "object"
    needs: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Accusing verbs, adjectives and nouns, by lemma."""

    verbs: dict[str, Accusation]
    adjectives: dict[str, Accusation]
    nouns: dict[str, Accusation]


@cache
def _lexicon() -> Lexicon:
    lexicon: Lexicon = load_as(Lexicon, "accusations")
    return lexicon


@cache
def _grave() -> frozenset[str]:
    return frozenset(load("stances")["grave"])


def find(reading: Reading) -> Iterator[Claim]:
    """Claims made with a word of accusation."""
    lexicon = _lexicon()
    for token in reading.doc:
        lemma = token.lemma_.lower()
        entry = None
        if token.pos_ in ("VERB", "AUX"):
            entry = lexicon.verbs.get(lemma)
        elif token.pos_ == "ADJ":
            entry = lexicon.adjectives.get(lemma)
        elif token.pos_ == "NOUN":
            entry = lexicon.nouns.get(lemma)
        if entry is not None and (claim := _claim(reading, token, entry)) is not None:
            yield claim


def _claim(reading: Reading, token: Token, entry: Accusation) -> Claim | None:
    word = _with_needs(token, entry)
    if word is None or _unsure(token):
        return None
    conduct = _conduct(reading, token, word, entry)
    if conduct is None or not is_grave(reading, conduct):
        return None
    if entry.modality == "alleged" and _VAGUE.fullmatch(reading.body[slice(*conduct)]):
        return None
    accused, accuser = _parties(reading, token, entry)
    modality = _modality(token, entry)
    return make(reading, accused, conduct, modality=modality, rule=RULE, accuser=accuser or _who_says(reading, token, conduct))


_VAGUE = re.compile(r"(?:(?:many|other|such|these|those|the|his|their|numerous|all|some) )*crimes?", re.IGNORECASE)


def _with_needs(token: Token, entry: Accusation) -> Token | None:
    """The word that the conduct hangs on: the needed one ("hold X *responsible*"), else the token itself."""
    if not entry.needs:
        return token
    below = [t for t in token.subtree if t.lower_ in entry.needs and abs(t.i - token.i) < 15]
    return below[0] if below else None


def _unsure(token: Token) -> bool:
    verb = frames.predicate(token)
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return bool(marks & {"if", "unless", "whether"}) or frames.unreal(verb) or frames.negated(verb) or token.dep_ == "amod"


def _modality(token: Token, entry: Accusation) -> Modality:
    before = {c.lower_ for c in token.children} | ({token.nbor(-1).lower_} if token.i else set())
    if "not" in before and entry.modality == "convicted":
        return "acquitted"
    return entry.modality


def _conduct(reading: Reading, token: Token, word: Token, entry: Accusation) -> tuple[int, int] | None:
    for head in {t.i: t for t in (word, token)}.values():
        for found in frames.objects_of(head, entry.conduct):
            if found.i > token.i:
                start, end = frames.reach(found, without=("parataxis",))
                return (start, end) if is_grave(reading, (start, end)) else (start, max(end, _end(token)))
    return _astray(reading, token, entry) or _counts_or_list(reading, token, word)


def _end(token: Token) -> int:
    return frames.reach(token, without=("parataxis",))[1]


def _astray(reading: Reading, token: Token, entry: Accusation) -> tuple[int, int] | None:
    """ "Accused Colonel X of torture", "convicted by judges of murder": the parse may hang the conduct on the name before it."""
    beside = [*frames.patients(token), *frames.agents(token)] if token.pos_ == "VERB" else []
    spans = (
        frames.reach(o, without=("parataxis",)) for t in beside for o in frames.objects_of(t, entry.conduct) if o.i > token.i
    )
    return next((span for span in spans if is_grave(reading, span)), None)


def _counts_or_list(reading: Reading, token: Token, word: Token) -> tuple[int, int] | None:
    # "found guilty on 10 of 11 charges", "faces charges of genocide": the parse may hang the crimes elsewhere in the clause.
    start, end = token.idx, token.sent.end_char
    if word.i != token.i and token.lemma_ in ("hold", "find"):
        return word.idx, max(word.idx + len(word.text), frames.reach(token, without=("parataxis",))[1])
    return (start, end) if crimes(reading.body, start, end) and word.lemma_ in ("charge", "count", "responsible") else None


def is_grave(reading: Reading, conduct: tuple[int, int]) -> bool:
    """True when a stretch names a crime or an act of violence, or speaks of atrocities, war and the like."""
    if crimes(reading.body, *conduct):
        return True
    words = reading.doc.char_span(*conduct, alignment_mode="expand")
    return words is not None and any(
        t.dep_ != "compound" and (t.lemma_.lower() in _grave() or act_of(t) is not None) for t in words
    )


def _parties(reading: Reading, token: Token, entry: Accusation) -> tuple[list[Token], Party | None]:
    if token.pos_ == "NOUN":
        of = [t for t in frames.objects_of(token, ("against", "of")) if t.head.lower_ == "against" or reading.mention_at(t)]
        return frames.series(frames.child(token, "poss") or next(iter(of), None)), None
    if token.pos_ == "ADJ":
        return frames.series(_subject_of(token)), None
    if entry.accused == "subject":
        return frames.series(frames.subject(token)), None
    accuser = frames.agents(token)
    accused = frames.patients(token) or _small_clause(token)
    return accused, party(reading, accuser[0]) if accuser else None


def _subject_of(adjective: Token) -> Token | None:
    return frames.child(adjective, "nsubj") or (
        frames.subject(adjective.head) if adjective.head.pos_ in ("VERB", "AUX") else None
    )


def _small_clause(verb: Token) -> list[Token]:
    # "Prosecutors hold X responsible": the parse makes X the subject of "responsible".
    inner = next((c for c in verb.children if c.dep_ in ("ccomp", "oprd", "acomp")), None)
    return frames.series(frames.child(inner, "nsubj")) if inner is not None else []


def _who_says(reading: Reading, token: Token, conduct: tuple[int, int]) -> Party | None:
    teller = told(frames.predicate(token))
    return party(reading, teller) if teller is not None else speaker(reading, token.idx, conduct[1])
