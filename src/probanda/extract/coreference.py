"""Who "he", "the group" or "the prosecutor" is, inside one text, explained; nobody where two readings compete.

One pass over the words in order. What was mentioned, and what was already resolved, stands as a candidate for the words after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Literal

from spacy.tokens import Token

from probanda.extract import salience, signed, unnamed
from probanda.extract.acts import act_of
from probanda.extract.gender import Gender, of_mention, of_words
from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.extract.salience import Candidate
from probanda.model import Mention, MentionType, Party

_HE, _SHE = ("he", "him", "his", "himself"), ("she", "her", "hers", "herself")
_I = ("i", "me", "my", "mine", "myself")
_IT, _THEY = ("it", "its", "itself"), ("they", "them", "their", "theirs", "themselves")
_BODIES: tuple[MentionType, ...] = ("organisation", "armed_group", "unit", "court", "publication", "people")
_FEW = 8
_WINDOW = 60
"""Candidates held at a time: enough for three sentences, and bounded for long texts."""


def find(reading: Reading) -> dict[int, Party]:
    """What pronouns and definite descriptions refer to, by the index of their head token."""
    if not reading.doc.has_annotation("DEP"):
        return {}
    return _Pass(reading).run()


@cache
def _described() -> dict[str, frozenset[MentionType]]:
    found: dict[str, set[MentionType]] = {}
    for kind, nouns in load("descriptions").items():
        for noun in nouns:
            found.setdefault(noun, set()).add(kind)  # type: ignore[arg-type]
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


@cache
def _whole_titles() -> dict[str, str]:
    return {short: whole for whole, forms in load("short_titles").items() for short in forms}


class _Pass:
    """One pass over a block: candidates so far, referents found."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.candidates: list[Candidate] = []
        self.forces: list[Candidate] = []
        self.described: dict[str, list[tuple[str, MentionType]]] = {}
        self.found: dict[int, Party] = {}
        self.genders: dict[str, Gender] = {}
        self.mentions = dict(_heads(reading))
        self.quotations = [(q.start, q.end) for q in reading.quotations if q.speech]
        self.starts = [start for start, _ in self.quotations]
        self.author = signed.author(reading)

    def run(self) -> dict[int, Party]:
        """Go through the words once; gives the referents found."""
        number = 0
        for sentence in self.reading.doc.sents:
            for token in sentence:
                self._look(token, number)
            # A long quotation does not put its speaker out of reach of the "he adds" behind it.
            number += self._quotation(sentence[0]) is None or self._quotation(sentence[-1]) is None
            del self.candidates[:-_WINDOW]
        return self.found

    def _quotation(self, token: Token) -> int | None:
        """The number of the quotation that a token stands in."""
        at = bisect_right(self.starts, token.idx) - 1
        return at if at >= 0 and token.idx < self.quotations[at][1] else None

    def _look(self, token: Token, sentence: int) -> None:
        mention = self.mentions.get(token.i)
        if token.pos_ == "NOUN" and unnamed.a_force(token):
            self.forces = [*self.forces[-_FEW:], Candidate(token.lower_, None, None, True, token, sentence)]
        if mention is not None:
            self._hold(token, mention, sentence)
        elif token.pos_ == "PRON":
            if token.lower_ in _I:
                self._writer(token)
            elif fits := _fits(token):
                self._pronoun(token, sentence, fits)
        elif token.pos_ == "NOUN" and token.lower_ in _described() and _definite(token):
            self._description(token, sentence)
        elif token.tag_ == "NNS" and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
            self.candidates.append(Candidate(token.lower_, None, None, True, token, sentence))

    def _hold(self, token: Token, mention: Mention, sentence: int) -> None:
        gender = of_mention(mention) or of_words(t.lower_ for t in _around(token))
        plural = mention.type in ("armed_group", "organisation", "unit", "people")
        self.candidates.append(Candidate(mention.name, mention.type, gender, plural, token, sentence))
        if token.dep_ == "conj" and mention.type == "person" and token.head.i in self.mentions:
            both = f"{self.mentions[token.head.i].name} and {mention.name}"
            self.candidates.append(Candidate(both, None, None, True, token.head, sentence))
        for word in _around(token):
            called = _whole_titles().get(word.lower_, word.lower_)
            if called in _described():
                self.described.setdefault(called, []).append((mention.name, mention.type))

    def _pronoun(self, token: Token, sentence: int, fits: Callable[[Candidate], bool]) -> None:
        ahead = salience.cataphor(token)
        mention = self.mentions.get(ahead.i) if ahead is not None else None
        if mention is not None and ahead is not None and fits(_candidate(mention, ahead, sentence)):
            self._settle(token, sentence, mention.name, kind=mention.type, why="the subject that follows the phrase it stands in")
            return
        here = self._quotation(token)
        held = [c for c in (self._seen_from(c, here) for c in self.candidates) if fits(c)]
        itself = {c.name for c in held if c.sentence == sentence and salience.same_clause(c.token, token)}
        held = [c for c in held if c.name not in itself]
        scored = [(value, c) for c in held if (value := salience.score(c, token, sentence)) is not None]
        if self.forces and (meant := self._unnamed(token, [c for _, c in scored], sentence)):
            self.found[token.i] = meant
            return
        chosen = salience.best(scored)
        if chosen is not None and _doubtful(token, chosen, [c for _, c in scored]):
            return
        if chosen is not None and (chosen.type is not None or " and " in chosen.name):
            rivals = len({c.name for _, c in scored}) - 1
            ahead_of = f"nearer and more prominent than {rivals} other(s)" if rivals else "the only one near it that fits"
            why = f'{ahead_of}: "{chosen.token.text}" {_where(chosen, sentence)}'
            self._settle(token, sentence, chosen.name, kind=chosen.type, why=why)

    def _unnamed(self, token: Token, named: list[Candidate], sentence: int) -> Party | None:
        """The force without a name that "they" who do violence are."""
        if token.lower_ != "they":
            return None
        near = [c for c in self.forces if salience.score(c, token, sentence) is not None]
        return unnamed.doers(self.reading, token, [*near, *named])

    def _writer(self, token: Token) -> None:
        """ "I" outside quotations: who signs the text."""
        if self.author is not None and self._quotation(token) is None:
            span, why = self.reading.span_of(token), "the text is signed by, or says that it is by, this person"
            self.found[token.i] = Party(name=self.author.name, span=span, type="person", how="pronoun", why=why)

    def _seen_from(self, candidate: Candidate, here: int | None) -> Candidate:
        there = self._quotation(candidate.token)
        apart = there is not None and there != here
        gender = candidate.gender or self.genders.get(candidate.name)
        return replace(candidate, quoted=apart, gender=gender) if apart or gender != candidate.gender else candidate

    def _description(self, token: Token, sentence: int) -> None:
        kinds = _described()[token.lower_]
        names = dict(self.described.get(token.lower_, ()))
        if len(names) == 1:
            name, kind = next(iter(names.items()))
            self._settle(token, sentence, name, kind=kind, why=f"the only one described as {token.lower_}")
        elif not names and "person" not in kinds:
            held = [c for c in self.candidates if c.type in kinds]
            scored = [(4.0 - 1.5 * (sentence - c.sentence), c) for c in held if sentence - c.sentence <= 3]
            if near := salience.best([pair for pair in scored if pair[1].token.i not in self.found]):
                why = f'the nearest {near.type} mentioned: "{near.token.text}" {_where(near, sentence)}'
                self._settle(token, sentence, near.name, kind=near.type, why=why)

    def _settle(self, token: Token, sentence: int, name: str, *, kind: MentionType | None, why: str) -> None:
        start, end = (token.idx, token.idx + len(token.text)) if token.pos_ == "PRON" else _phrase(token)
        how: Literal["pronoun", "description"] = "pronoun" if token.pos_ == "PRON" else "description"
        self.found[token.i] = Party(name=name, span=self.reading.span(start, end), type=kind, how=how, why=why)
        gender: Gender | None = "m" if token.lower_ in _HE else "f" if token.lower_ in _SHE else None
        if gender and kind == "person":
            self.genders.setdefault(name, gender)
        plural = token.lower_ in _THEY or kind in ("armed_group", "organisation", "unit", "people")
        self.candidates.append(Candidate(name, kind, gender, plural, token, sentence))


def _heads(reading: Reading) -> Iterator[tuple[int, Mention]]:
    """Mentions by the index of the token that heads them in the parse."""
    for mention in reading.mentions:
        held = reading.doc.char_span(*reading.local(mention.span), alignment_mode="expand")
        if held is not None and len(held):
            yield held.root.i, mention


def _candidate(mention: Mention, token: Token, sentence: int) -> Candidate:
    plural = mention.type in ("armed_group", "organisation", "unit", "people")
    return Candidate(mention.name, mention.type, of_mention(mention), plural, token, sentence)


def _fits(pronoun: Token) -> Callable[[Candidate], bool] | None:
    """What may be meant by a pronoun; None for one that refers to nothing ("it is clear that")."""
    word = pronoun.lower_
    if word in _HE:
        return lambda c: c.type == "person" and c.gender != "f"
    if word in _SHE:
        return lambda c: c.type == "person" and c.gender != "m"
    if word in _THEY:
        return lambda c: c.plural
    if word in _IT and not _empty(pronoun):
        return lambda c: c.type in _BODIES
    return None


def _doubtful(pronoun: Token, chosen: Candidate, rivals: list[Candidate]) -> bool:
    """ "It had executed them": nobody is charged on a guess between a watchdog that reports and the force it reports on, nor
    between two forces of the sentence before."""
    if pronoun.lower_ not in (*_IT, *_THEY) or pronoun.dep_ != "nsubj" or act_of(pronoun.head) is None:
        return False
    others = [c for c in rivals if c.type in _ARMED and c.name != chosen.name]
    if chosen.type in ("organisation", "court", "publication"):
        return bool(others)
    return chosen.type in _ARMED and any(c.sentence == chosen.sentence and c.token.sent != pronoun.sent for c in others)


_ARMED: tuple[MentionType, ...] = ("armed_group", "unit")


def _empty(it: Token) -> bool:
    head = it.head
    clausal = any(c.dep_ in ("ccomp", "advcl", "xcomp", "acl") and c.i > head.i for c in head.children)
    return it.dep_ == "expl" or (head.lemma_ in ("be", "seem", "appear", "become", "remain", "take", "make") and clausal)


def _definite(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children) and not any(
        c.dep_ in ("appos", "prep", "relcl", "acl") and c.i > noun.i and (c.dep_ == "appos" or c.lower_ == "of")
        for c in noun.children
    )


def _around(name: Token) -> list[Token]:
    """Words that describe a name.

    Before it ("ICC prosecutor X"), in apposition ("X, a commander of Y"), or as what it is said to be.
    """
    near = [c for c in name.children if c.dep_ in ("compound", "appos", "nmod")]
    if name.dep_ == "appos":
        near.append(name.head)
    if name.dep_ in ("nsubj", "nsubjpass") and name.head.lemma_ == "be":
        near += [c for c in name.head.children if c.dep_ == "attr"]
    return near


def _phrase(noun: Token) -> tuple[int, int]:
    own = [noun, *(c for c in noun.lefts if c.dep_ in ("det", "amod", "compound", "nummod", "poss"))]
    return min(t.left_edge.idx if t.dep_ == "poss" else t.idx for t in own), noun.idx + len(noun.text)


def _where(candidate: Candidate, sentence: int) -> str:
    distance = sentence - candidate.sentence
    if not distance:
        return "in the same sentence"
    return "in the sentence before" if distance == 1 else f"{distance} sentences before"
