"""Casualties: how many people were killed, injured, detained ..., who they were, and of which other count they are a part.

Arithmetic follows the words: "at least 33" is (33, None), "between 3 and 5" (3, 5), "no one was hurt" (0, 0); "including 9
children" is
part of the count before it; "a further 12" is a count of its own. A plural without a number has no minimum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from probanda.extract import frames, numbers, outcomes
from probanda.extract.acts import Trigger, triggers
from probanda.extract.numbers import Quantity
from probanda.extract.reading import Reading
from probanda.extract.tolls import lexicon
from probanda.model import Casualties


@dataclass(frozen=True, slots=True)
class Count:
    """People and what became of them. `word` is the token that says what; `people` the head of who."""

    outcome: str
    minimum: int | None
    maximum: int | None
    kind: str
    start: int
    end: int
    word: Token
    people: Token
    names: tuple[str, ...] = ()
    part_of: str | None = None
    further: bool = False

    def record(self, reading: Reading) -> Casualties:
        """The same as a record, pinned to the frozen text."""
        return Casualties(
            outcome=self.outcome,  # type: ignore[arg-type]
            minimum=self.minimum,
            maximum=self.maximum,
            kind=self.kind,
            span=reading.span(self.start, self.end),
            names=self.names,
            part_of=self.part_of,
        )


def find(reading: Reading) -> list[Casualties]:
    """All casualties that a text counts or names, in order, whatever it is about."""
    return [count.record(reading) for count in counts(reading)]


def counts(reading: Reading, found: list[Trigger] | None = None) -> list[Count]:
    """Casualties with their place in the parse; who was shot and died of it is killed and not injured too.

    `found` are the acts of the text, when they are known already.
    """
    numbered = _by_token(reading)
    acts = {t.token.i: t.outcome for t in (triggers(reading.doc) if found is None else found) if t.outcome}
    result: dict[tuple[int, str], Count] = {}
    words = outcomes.triggers()
    for token in reading.doc:
        if token.i not in acts and token.lower_ not in words and token.lemma_.lower() not in words:
            continue
        said = outcomes.headless(token, numbered) or list(outcomes.affected(token, acts))
        # "Five dead": one count, whether the number or the word is taken for its head.
        beside = [] if any(people is token for _, people in said) else outcomes.adjacent(token, numbered)
        for outcome, people in (*beside, *said):
            for count in _of(reading, numbered, outcome=outcome, word=token, people=people):
                result.setdefault((count.people.i, count.outcome), count)
    parts = list(_parts(reading, list(result.values()), numbered))
    result.update({(part.people.i, part.outcome): part for part in parts})
    return sorted(_lasting(list(result.values())), key=lambda c: (c.people.i, c.outcome))


def _lasting(counts: list[Count]) -> Iterator[Count]:
    """What became of them in the end: who was shot and wounded is wounded, who was shot or wounded and died is dead."""
    for count in counts:
        worse = _WORSE.get(count.outcome, ())
        others = [c for c in counts if c.outcome in worse]
        if not any(c.people.i == count.people.i or set(c.names) & set(count.names) for c in others):
            yield count


_WORSE = {"injured": ("killed",), "shot": ("killed", "injured")}


def quantity_at(reading: Reading, token: Token) -> Quantity | None:
    """The number that a token is part of."""
    return next(
        (q for q in numbers.find(reading.body[: token.sent.end_char], reading.language) if q.start <= token.idx < q.end), None
    )


def _by_token(reading: Reading) -> dict[int, Quantity]:
    dated = {i for w in reading.whens if w.span and w.timex_type in ("DATE", "TIME") for i in range(*reading.local(w.span))}
    result: dict[int, Quantity] = {}
    for quantity in numbers.find(reading.body, reading.language):
        span = reading.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        if span is not None and quantity.start not in dated and (quantity.minimum or 0) < _EVERYBODY:
            result |= {token.i: quantity for token in span}
    return result


_EVERYBODY = 10_000_000


_BARE = ("relcl", "acl", "appos", "conj", "cc", "punct", "prep", "advcl", "mark", "case")


def _of(reading: Reading, numbered: Mapping[int, Quantity], *, outcome: str, word: Token, people: Token) -> Iterator[Count]:
    if people.pos_ == "NUM" and re.fullmatch(r"1[89]\d\d|20\d\d", people.text):
        return
    if people is not word and people.lemma_ != "life" and not is_person(reading, people, numbered):
        return
    low, high = _size(people, numbered, word)
    if people.lower_ == "us" and outcome in _LIVED and word.tag_ in ("VBD", "VBN"):
        low = 2  # the one who tells, and somebody with him
    if people is word and (low, high) == (1, 1) and not any(c.lower_ in ("one", "a", "another") for c in people.lefts):
        return
    if low is None and (people is word or word.lemma_ == "flee"):
        return
    if (low != 0 and _denied(word)) or (people.lower_ in ("anyone", "anybody") and not _denied(word)):
        return
    start, end = frames.reach(people, without=_BARE)
    kind, end = _kind(people, end, reading)
    yield Count(outcome, low, high, kind, start, end, word, people, _names(reading, people), None, _further(people))


_LIVED = ("injured", "tortured", "detained", "abducted", "displaced")


def _denied(word: Token) -> bool:
    """ "Did not kill", "did not suffer injuries", "was shot at": not what became of them."""
    if word.pos_ == "VERB":
        return frames.negated(word) or any(
            c.lower_ == "at" and c.dep_ in ("prep", "prt") and not any(c.children) for c in word.children
        )
    return word.pos_ == "NOUN" and word.dep_ == "dobj" and frames.negated(word.head)


_ENDINGS = ("er", "ist", "ian", "man", "men", "woman", "women", "ers", "ists", "ians", "folk", "girl", "girls", "boy", "boys")


def is_person(reading: Reading, token: Token, numbered: Mapping[int, Quantity] | None = None) -> bool:
    """True for words that people are called by: names, personal pronouns, numbers that stand alone, nouns for people."""
    lemma = token.lemma_.lower()
    if numbered is not None and token.i in numbered:
        return True
    if token.pos_ == "PRON":
        return token.lower_ not in (
            "it",
            "its",
            "itself",
            "this",
            "that",
            "which",
            "what",
            "something",
            "everything",
            "anything",
            "there",
            "these",
        )
    if token.pos_ in ("NUM", "ADJ", "VERB", "DET"):
        return token.pos_ != "VERB" and (numbered is None or token.i in numbered or token.pos_ in ("ADJ", "DET"))
    mention = reading.mention_at(token)
    if mention is not None:
        return mention.type in ("person", "people")
    if token.pos_ == "PROPN":
        return token.ent_type_ in ("PERSON", "NORP", "") or lemma in lexicon()["people"]
    return (
        token.pos_ == "NOUN"
        and lemma not in lexicon()["things"]
        and (lemma in lexicon()["people"] or token.lower_.endswith(_ENDINGS))
    )


def _size(people: Token, numbered: Mapping[int, Quantity], word: Token) -> tuple[int | None, int | None]:
    near = [
        people,
        *(c for c in people.lefts if c.dep_ in ("nummod", "quantmod", "amod", "det", "compound", "nmod", "predet", "advmod")),
    ]
    for token in near:
        quantity = numbered.get(token.i)
        if quantity:
            return quantity.minimum, quantity.maximum
    meant = _number_elsewhere(people, word)
    if meant is not None and (quantity := numbered.get(meant.i)):
        return quantity.minimum, quantity.maximum
    if people.dep_ == "appos" and people.i > 0 and (before := numbered.get(people.i - 1)):
        return before.minimum, before.maximum
    if people.i + 2 < len(people.doc) and people.nbor(1).text == ":" and (listed := numbered.get(people.i + 2)):
        return listed.minimum, listed.maximum
    if any(c.lower_ in ("no", "any", "neither") for c in people.children if c.dep_ == "det") or people.lower_ in (
        "nobody",
        "none",
        "anyone",
        "one",
    ):
        return _none(people)
    return _unnumbered(people)


_GROUPS = ("family", "group", "crew", "team", "party", "household", "patrol")


def _number_elsewhere(people: Token, word: Token) -> Token | None:
    """Where the number stands that is not before the noun: "a family of five", "nineteen said that they had been tortured"."""
    if people.lemma_ in _GROUPS:
        return next(frames.objects_of(people, ("of",)), None)
    if people.dep_ in ("compound", "nmod") and people.head.lower_ == "hostage":
        return frames.child(people.head, "nummod")
    if people.lower_ == "them" and word.dep_ == "conj" and word.head.i < word.i:
        return next((n for t in frames.patients(word.head) if (n := frames.child(t, "nummod")) is not None), None) or next(
            (t for t in frames.patients(word.head) if t.pos_ == "NUM"), None
        )
    return _tells_of_himself(people, word) if people.lower_ in ("they", "them") else None


def _tells_of_himself(pronoun: Token, word: Token) -> Token | None:
    """ "Nineteen people said that they had been tortured by officers": nineteen. None where "they" may be others."""
    clause = word if word.dep_ == "ccomp" else word.head
    if clause.dep_ != "ccomp" or clause.head.lemma_ not in frames.SAYING:
        return None
    teller = frames.child(clause.head, "nsubj")
    between = clause.doc[clause.head.i : pronoun.i]
    doers = {t.i for t in frames.agents(word)}
    if teller is None or any(t.tag_ in ("NNS", "NNPS") and t.i not in doers for t in between):
        return None
    number = frames.child(teller, "nummod")
    return number if number is not None else teller


def _none(people: Token) -> tuple[int | None, int | None]:
    if people.lower_ == "one" and not (people.i and people.nbor(-1).lower_ == "no"):
        return 1, 1
    return 0, 0


_SINGLE = ("he", "she", "him", "her", "himself", "herself", "i", "me", "another", "someone", "somebody", "other", "third")


def _unnumbered(people: Token) -> tuple[int | None, int | None]:
    if people.lower_ in _SINGLE:
        return 1, 1
    if people.tag_ in ("NN", "NNP", "JJ", "VBN") and people.lemma_ not in (
        "family",
        "population",
        "personnel",
        "staff",
        "people",
        "police",
        "group",
        "crowd",
        "dead",
    ):
        return 1, 1
    return None, None


def _kind(people: Token, end: int, reading: Reading) -> tuple[str, int]:
    of = next(frames.objects_of(people, ("of",)), None)
    if (
        of is not None
        and people.pos_ in ("NUM", "NOUN")
        and (
            people.pos_ == "NUM" or people.lemma_ in ("hundred", "thousand", "dozen", "ten", "score", "number", "group", "member")
        )
    ):
        stop = frames.reach(of, without=("relcl", "acl", "appos", "prep", "cc", "conj", "punct"))[1]
        return reading.body[frames.reach(of, without=("relcl", "acl", "appos", "prep", "cc", "conj", "punct"))[0] : stop], stop
    if people.pos_ == "NUM" or people.lower_ in (
        "dead",
        "wounded",
        "injured",
        "missing",
        "death",
        "deaths",
        "injuries",
        "casualties",
        "lives",
        "others",
    ):
        return "people", end
    words = [t for t in (*people.lefts, people) if t.dep_ in ("amod", "compound", "nmod") or t is people]
    words = [
        t
        for t in words
        if t.pos_ not in ("DET", "NUM", "PUNCT")
        and not t.like_num
        and t.lemma_ not in ("other", "more", "further", "additional", "estimate", "estimated")
    ]
    return " ".join(t.text for t in words) or people.text, end


def _names(reading: Reading, people: Token) -> tuple[str, ...]:
    mention = reading.mention_at(people)
    if mention is None:
        mention = next(
            (
                m
                for c in people.children
                if c.dep_ in ("appos", "compound") and (m := reading.mention_at(c)) and m.type == "person"
            ),
            None,
        )
    return (mention.name,) if mention and mention.type == "person" else ()


def _further(people: Token) -> bool:
    return people.lower_ == "others" or any(
        c.lower_ in ("further", "other", "another", "more", "additional") for c in people.lefts
    )


_PARTS = re.compile(
    r"\b(?:including|among them|among whom|amongst them|of them|of whom|"
    r"among the (?:dead|killed|injured|wounded|victims)(?: (?:is|are|was|were))?)\b:?"
)


def _parts(reading: Reading, wholes: list[Count], numbered: Mapping[int, Quantity]) -> Iterator[Count]:
    """ "including 9 children", "among them two women": parts of the count before them in the same sentence."""
    for found in _PARTS.finditer(reading.body):
        sentence = reading.sentence_at(found.start())
        before = [c for c in wholes if sentence and sentence.start_char <= c.start and c.end <= found.start() and not c.part_of]
        whole = max(before, key=lambda c: (c.start, c.outcome == "killed"), default=None)
        if whole is None or sentence is None:
            continue
        for people in _listed(sentence, found.end()):
            low, high = _size(people, numbered, whole.word)
            start, end = frames.reach(people, without=_BARE)
            kind, end = _kind(people, end, reading)
            yield Count(whole.outcome, low, high, kind, start, end, whole.word, people, _names(reading, people), whole.kind)


def _listed(sentence: TokenSpan, position: int) -> list[Token]:
    head = next((chunk.root for chunk in sentence.noun_chunks if position <= chunk.start_char < position + 12), None)
    if head is not None and head.pos_ == "NUM" and head.head.lemma_ == "be":
        return [head]
    return [t for t in frames.series(head) if t.lemma_.lower() in lexicon()["people"] or t.ent_type_ == "PERSON"]
