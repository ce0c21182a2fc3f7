"""What became of whom: the words that say that people were killed, injured, held ..., and the people they say it of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.numbers import Quantity
from probanda.extract.rules import load

OUTCOMES = ("killed", "injured", "missing", "detained", "displaced", "abducted", "raped", "tortured", "affected")


@cache
def lexicon() -> Mapping[str, frozenset[str]]:
    """Words about casualties by what they say (`data/lexicon/en/casualties.yaml`)."""
    return {key: frozenset(words) for key, words in load("casualties").items()}


@cache
def _outcome_words() -> dict[str, str]:
    table: dict[str, str] = {}
    for outcome in OUTCOMES:
        for word in lexicon().get(outcome, ()):
            table.setdefault(word, outcome)
    return table


def affected(token: Token, acts: Mapping[int, str | None]) -> Iterator[tuple[str, Token]]:
    """What became of whom, by the word `token`."""
    words = _outcome_words()
    lemma = token.lemma_.lower()
    outcome = _worse(token, words.get(lemma) or words.get(token.lower_) or acts.get(token.i))
    if outcome is None:
        yield from _toll(token, lemma)
        return
    if token.pos_ in ("NOUN", "PROPN") and token.head.lower_ == "to" and token.head.head.lemma_ in ("subject", "expose", "fall"):
        yield from (
            (outcome, people) for people in frames.series(frames.subject(token.head.head) or frames.subject(token.head.head.head))
        )
    elif token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
        yield from ((outcome, people) for people in _suffering(token))
    elif token.dep_ == "amod" and token.pos_ == "ADJ" and token.i > token.head.i:
        yield outcome, token.head
    elif (token.dep_ in ("acomp", "oprd", "attr") and token.pos_ != "NOUN") or (token.pos_ == "ADJ" and token.dep_ == "ccomp"):
        yield from ((outcome, people) for people in _left(token))
    elif token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
        yield from _noun(token, outcome, acts)


def _worse(token: Token, outcome: str | None) -> str | None:
    """Shot dead, fatally shot, shot to death: killed."""
    if outcome == "injured" and token.pos_ == "NOUN" and any(c.lower_ in ("fatal", "deadly") for c in token.children):
        return "killed"
    if outcome == "killed" and any(c.lower_ in ("attempted", "non-fatal", "nonfatal") for c in token.children):
        return None
    if outcome == "injured" and token.pos_ == "VERB":
        near = {c.lower_ for c in token.children}
        to = next(frames.objects_of(token, ("to",)), None)
        if near & {"dead", "fatally", "mortally"} or (to is not None and to.lower_ == "death"):
            return "killed"
    return outcome


def adjacent(token: Token, numbered: Mapping[int, Quantity]) -> Iterator[tuple[str, Token]]:
    """For "12 dead and 30 wounded", where the parse often goes astray: a number with the word right behind it."""
    outcome = _STATES.get(token.lower_)
    if outcome and token.i and token.i - 1 in numbered:
        behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if behind is None or behind.pos_ not in ("NOUN", "PROPN", "ADJ"):
            yield outcome, token.nbor(-1)


_STATES = {
    "dead": "killed",
    "killed": "killed",
    "wounded": "injured",
    "injured": "injured",
    "hurt": "injured",
    "missing": "missing",
}
_STATES |= {"arrested": "detained", "detained": "detained", "displaced": "displaced"}


def _suffering(verb: Token) -> list[Token]:
    if frames.unreal(verb) or (verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in _TOLD_TO):
        return []
    if verb.lemma_ in ("die", "perish", "disappear", "flee"):
        return frames.series(frames.subject(verb))
    if verb.lemma_ == "lose":
        return []
    return frames.patients(verb)


_TOLD_TO = ("tell", "order", "ask", "urge", "instruct", "command", "direct", "beg", "warn", "pay")


def _left(word: Token) -> list[Token]:
    """For "left 100,000 dead", "12 were dead", "found him dead"."""
    head = word.head
    held = frames.child(word, "nsubj") or (frames.child(head, "dobj") if word.dep_ in ("oprd", "ccomp") else None)
    return frames.series(held or frames.subject(head)) if held is not None or head.pos_ in ("VERB", "AUX") else []


def _noun(token: Token, outcome: str, acts: Mapping[int, str | None]) -> Iterator[tuple[str, Token]]:
    """For "12 deaths", "eight wounded", "the killing of 33 persons", "no injuries", "suffered a gunshot wound"."""
    if token.lemma_ in ("wound", "injury"):
        bearers = _sufferers(token)
        yield from (("injured", people) for people in bearers)
        if bearers:
            return
    of = [t for held in frames.objects_of(token, ("of",)) for t in frames.series(held)] or frames.series(
        frames.child(token, "poss")
    )
    if of and (token.i in acts or token.lemma_ in ("death", "injury", "murder")):
        yield from ((outcome, people) for people in of)
    elif token.lemma_.lower() in lexicon()["counted"] and token.dep_ not in ("amod", "compound"):
        yield outcome, token


def _bodily(verb: Token) -> bool:
    """ "Was struck", "hit him in the leg", "the bullet grazed her": a blow to a body, and no success or attack on a place."""
    part = next(frames.objects_of(verb, ("in", "on")), None)
    doer = frames.subject(verb)
    shot = doer is not None and doer.lemma_.lower() in lexicon()["missiles"]
    return frames.passive(verb) or shot or (part is not None and part.lemma_.lower() in lexicon()["body"])


_CONDITIONS = ("critical", "stable", "serious", "fair", "grave", "guarded", "good", "satisfactory", "unstable")


def _in_state(head: Token) -> list[Token]:
    if head.pos_ in ("VERB", "AUX"):
        return frames.patients(head) if frames.passive(head) else frames.series(frames.subject(head))
    return frames.series(head) if head.pos_ in ("NOUN", "PROPN") else []


def _sufferers(wound: Token) -> list[Token]:
    """Who has the wounds: "she suffered injuries", "a man with gunshot wounds", "treated for wounds"."""
    head = wound.head
    if wound.dep_ == "dobj" and head.lemma_ in ("suffer", "sustain", "receive", "have", "survive"):
        return _bearer(head)
    if wound.dep_ == "pobj" and head.lower_ in ("with", "from", "for", "of"):
        held = head.head
        if held.lemma_ == "suffer":
            return _bearer(held)
        if held.pos_ in ("VERB", "AUX"):
            return (
                frames.patients(held)
                if frames.passive(held)
                else frames.series(frames.child(held, "dobj") or frames.subject(held))
            )
        return [held]
    return []


def _bearer(verb: Token) -> list[Token]:
    """Who suffers: where the parse hangs "suffering from" on a place ("arrived at a hospital suffering"), the subject of the
    clause."""
    found = frames.subject(verb)
    if found is not None and found.dep_ == "pobj" and verb.dep_ == "acl":
        found = frames.subject(frames.predicate(found)) or found
    return frames.series(found)


def _toll(token: Token, lemma: str) -> Iterator[tuple[str, Token]]:
    """Words that count people without saying what was done: "claimed 12 lives", "a death toll of 45", "the bodies of",
    "casualties: 10"."""
    if lemma == "toll" and any(c.lower_ in ("death", "casualty") for c in token.children):
        yield from (("killed", t) for t in frames.objects_of(token, ("of", "at", "to")))
    elif lemma == "body":
        yield from (("killed", t) for held in frames.objects_of(token, ("of",)) for t in frames.series(held))
        yield from (("killed", t) for t in frames.series(frames.child(token, "poss")) if t.pos_ != "PRON")
    elif lemma == "life" and token.dep_ == "dobj" and token.head.lemma_ in ("claim", "take", "cost", "lose"):
        yield "killed", token
    elif lemma == "casualty":
        around = token.doc[max(0, token.sent.start - 12) : token.sent.end + 12].text.lower()
        yield "killed" if "injur" in around or "wound" in around else "affected", token
    else:
        yield from _states(token, lemma)


def _states(token: Token, lemma: str) -> Iterator[tuple[str, Token]]:
    """ "Passed away", "in critical condition", "was struck in the head"."""
    if lemma == "pass" and any(c.lower_ == "away" for c in token.children):
        yield from (("killed", t) for t in frames.series(frames.subject(token)))
    elif lemma == "condition" and token.head.lower_ == "in" and any(c.lower_ in _CONDITIONS for c in token.children):
        yield from (("injured", t) for t in _in_state(token.head.head))
    elif lemma in ("hit", "strike", "graze") and token.pos_ == "VERB" and _bodily(token):
        yield from (("injured", t) for t in frames.patients(token))
