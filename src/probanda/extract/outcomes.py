"""What became of whom: the words that say that people were killed, injured, held ..., and the people they say it of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames, tolls
from probanda.extract.numbers import Quantity
from probanda.extract.tolls import lexicon

OUTCOMES = ("killed", "shot", "injured", "missing", "detained", "displaced", "abducted", "raped", "tortured", "affected")


@cache
def _outcome_words() -> dict[str, str]:
    table: dict[str, str] = {}
    for outcome in OUTCOMES:
        for word in lexicon().get(outcome, ()):
            table.setdefault(word, outcome)
    return table


@cache
def triggers() -> frozenset[str]:
    """Lemmas and words at which `affected` and `adjacent` can find anything, besides the words of acts: a cheap first look."""
    return frozenset(_outcome_words()) | tolls.WORDS | frozenset(_STATES)


def affected(token: Token, acts: Mapping[int, str | None]) -> Iterator[tuple[str, Token]]:
    """What became of whom, by the word `token`."""
    words = _outcome_words()
    lemma = token.lemma_.lower()
    outcome = _worse(token, words.get(lemma) or words.get(token.lower_) or acts.get(token.i))
    if outcome is None:
        yield from tolls.find(token, lemma)
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


def _hostages(hostage: Token) -> list[Token]:
    """ "Took eight aid workers hostage": the parse may take the people for a part of the word that says what became of them."""
    if hostage.lower_ != "hostage" or hostage.dep_ != "dobj":
        return []
    return [c for c in hostage.children if c.dep_ in ("compound", "nmod") and c.tag_ in ("NNS", "NNPS")]


def _worse(token: Token, outcome: str | None) -> str | None:
    """Shot dead, fatally shot, shot to death: killed."""
    if outcome in _HURT and token.pos_ == "NOUN" and any(c.lower_ in ("fatal", "deadly") for c in token.children):
        return "killed"
    if outcome == "killed" and any(c.lower_ in ("attempted", "non-fatal", "nonfatal") for c in token.children):
        return None
    if outcome in _HURT and token.pos_ == "VERB":
        near = {c.lower_ for c in token.children} | {t.lower_ for t in token.doc[token.i + 1 : token.i + 2]}
        to = next(frames.objects_of(token, ("to",)), None)
        if near & {"dead", "fatally", "mortally"} or (to is not None and to.lower_ == "death"):
            return "killed"
    return outcome


_HURT = ("injured", "shot")


def adjacent(token: Token, numbered: Mapping[int, Quantity]) -> Iterator[tuple[str, Token]]:
    """For "12 dead and 30 wounded", where the parse often goes astray: a number with the word right behind it."""
    outcome = _STATES.get(token.lower_)
    if outcome and token.i and token.i - 1 in numbered:
        behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if behind is None or behind.pos_ not in ("NOUN", "PROPN", "ADJ"):
            yield outcome, token.nbor(-1)


def headless(token: Token, numbered: Mapping[int, Quantity]) -> list[tuple[str, Token]]:
    """The number behind an adjective that stands for people: "(that) of injured at about 20", "the dead numbered 12"."""
    outcome = _STATES.get(token.lower_)
    counted = _behind(token, numbered) if outcome else None
    return [(outcome, counted)] if outcome and counted is not None else []


def _behind(token: Token, numbered: Mapping[int, Quantity]) -> Token | None:
    before = token.nbor(-1).lower_ if token.i else ""
    behind = token.doc[token.i + 1 : min(token.sent.end, token.i + 1 + _AWAY)]
    if before not in ("of", "the") or not behind:
        return None
    first = next((t for t in behind if t.lower_ not in lexicon()["before_numbers"]), None)
    told = behind[0].lower_ in _PUTS[before] or (before == "the" and behind[0].i in numbered)
    return first if told and first is not None and first.i in numbered and _ends(first) else None


def _ends(number: Token) -> bool:
    """No noun is counted by the number itself."""
    return number.i + 1 == len(number.doc) or number.nbor(1).pos_ not in ("NOUN", "PROPN", "ADJ")


_AWAY = 6
_PUTS = {"of": ("at", "as", "is", "was", "to", "rose", "reached"), "the": ("numbered", "number", "total", "totalled")}


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
    if verb.lemma_ in _DIES_OF and not frames.passive(verb) and frames.child(verb, "dobj") is None:
        return frames.series(frames.subject(verb))
    return [people for t in frames.patients(verb) for people in (_hostages(t) or [t])]


_DIES_OF = ("starve", "freeze", "bleed", "drown", "suffocate", "burn")
"""Verbs of dying by their subject ("sixty people have starved to death"), of killing with an object."""
_TOLD_TO = ("tell", "order", "ask", "urge", "instruct", "command", "direct", "beg", "warn", "pay")


def _left(word: Token) -> list[Token]:
    """For "left 100,000 dead", "12 were dead", "found him dead"."""
    head = word.head
    held = frames.child(word, "nsubj") or (frames.child(head, "dobj") if word.dep_ in ("oprd", "ccomp", "acomp") else None)
    return frames.series(held or frames.subject(head)) if held is not None or head.pos_ in ("VERB", "AUX") else []


def _noun(token: Token, outcome: str, acts: Mapping[int, str | None]) -> Iterator[tuple[str, Token]]:
    """For "12 deaths", "eight wounded", "the killing of 33 persons", "no injuries", "suffered a gunshot wound", "put the dead at
    seven", "held as slaves", "took eight workers hostage"."""
    held = _hostages(token) or (frames.patients(token) if frames.used_as(token) is not None else [])
    if held:
        yield from ((outcome, people) for people in held)
        return
    counted = tolls.put_at(token) if token.lemma_.lower() in lexicon()["counted"] else None
    if counted is not None and counted.pos_ in ("NUM", "NOUN"):
        yield outcome, counted
        return
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


def _sufferers(wound: Token) -> list[Token]:
    """Who has the wounds: "she suffered injuries", "a man with gunshot wounds", "treated for wounds"."""
    head = wound.head
    if wound.dep_ == "dobj" and head.lemma_ in ("suffer", "sustain", "receive", "have", "survive"):
        return _bearer(head)
    if wound.dep_ == "pobj" and head.lower_ in ("with", "from", "for", "of"):
        return _held(head.head)
    return []


def _held(over: Token) -> list[Token]:
    """Whom a phrase like "with wounds" is said of: the person it hangs on, else the one of the clause ("found a man in a van with
    wounds", "taken to a hospital with wounds", "arrived at a hospital suffering from wounds")."""
    if over.lemma_ == "suffer":
        return _bearer(over)
    for _ in range(_PLACES):
        if over.pos_ != "NOUN" or over.dep_ != "pobj" or over.lemma_.lower() in lexicon()["people"]:
            break
        over = over.head.head
    if over.pos_ not in ("VERB", "AUX"):
        return [over]
    if frames.passive(over):
        return frames.patients(over)
    return frames.series(frames.child(over, "dobj") or frames.subject(over))


_PLACES = 2


def _bearer(verb: Token) -> list[Token]:
    """Who suffers: where the parse hangs "suffering from" on a place ("arrived at a hospital suffering"), the subject of the
    clause."""
    found = frames.subject(verb)
    if found is not None and found.dep_ == "pobj" and verb.dep_ == "acl" and found.lemma_.lower() not in lexicon()["people"]:
        found = frames.subject(frames.predicate(found)) or found
    return frames.series(found)
