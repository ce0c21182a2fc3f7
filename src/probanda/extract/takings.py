"""Taking people away, holding them, and never seeing them again, in the plain words of those who saw it.

No word of these is an act by itself ("took the bus", "held a meeting"): who does it, to whom and where to tell. The dead by their
bodies ("we buried eleven bodies") are a count of deaths; who killed them is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from probanda.extract import frames
from probanda.extract.acts import Trigger
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load
from probanda.extract.tolls import lexicon

_PRONOUNS = ("he", "she", "him", "her", "me", "us", "them", "i", "we", "they")
_NEVER = re.compile(
    r"\b(?:never (?:saw|seen|heard (?:from|of))|(?:not|n['’]t) (?:seen?|heard (?:from|of)|come back)|never (?:came|come) back|"
    r"no (?:news|word|trace) of|(?:not|n['’]t) know where) (?:him|her|them)\b|\b(?:he|she|they) (?:never (?:came|come) back|"
    r"(?:has|have|was|were) (?:never|not) (?:been )?(?:seen|heard))",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Trigger]:
    """Takings and holdings as triggers of incidents, in order."""
    for token in reading.doc:
        if token.lemma_ not in _verbs() or token.pos_ != "VERB" or frames.unreal(token) or frames.negated(token):
            continue
        if takes(token) and not _nature().search(reading.body) and _by_force(reading, token):
            gone = _NEVER.search(reading.body, token.idx, _on(token)) is not None
            yield Trigger(token, "disappearance" if gone else "abduction", "missing" if gone else "abducted", False)
        elif token.lemma_ in _words()["hold"] and _people(token) and _in_cell(token):
            yield Trigger(token, "detention", "detained", False)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("takings").items()}


@cache
def _verbs() -> frozenset[str]:
    return _words()["take"] | _words()["hold"]


def takes(verb: Token) -> bool:
    """Whether a verb tells of people being taken somewhere, whoever does it, and not into care."""
    if verb.lemma_ not in _words()["take"] or not _people(verb):
        return False
    out = any(c.lower_ in _words()["away"] and c.i > verb.i for c in verb.children)
    moved = out or any(c.dep_ == "prep" and c.lower_ in ("from", "into") for c in verb.children)
    return moved and not any(t.lower_ in _words()["care"] for t in verb.sent)


def _people(verb: Token) -> bool:
    return any(
        t.lower_ in _PRONOUNS if t.pos_ == "PRON" else t.lemma_.lower() in _alive() or t.ent_type_ == "PERSON"
        for t in frames.patients(verb)
        if not _own(t)
    )


def _own(people: Token) -> bool:
    whose = frames.child(people, "poss")
    return whose is not None and whose.lower_ == "their" and people.lemma_.lower() in _words()["own"]


@cache
def _alive() -> frozenset[str]:
    return lexicon()["people"] - {"body", "life", "casualty", "crew", "one"}


def _by_force(reading: Reading, verb: Token) -> bool:
    """Only what those who bear arms do: their noun, their name, or a pronoun that stands for them."""
    from probanda.extract.unnamed import a_force

    for doer in frames.agents(verb):
        meant, mention = reading.referents.get(doer.i), reading.mention_at(doer)
        of = meant or mention
        if a_force(doer) or (of is not None and (of.type in ("armed_group", "unit") or (doer.lower_ == "they" and not of.type))):
            return True
    return False


def _in_cell(verb: Token) -> bool:
    return any(t.lower_ in _words()["cells"] for t in frames.objects_of(verb, ("in", "into", "inside", "at")))


def _on(token: Token) -> int:
    """To the end of the second sentence behind."""
    end = token.sent.end
    for _ in range(2):
        end = token.doc[end].sent.end if end < len(token.doc) else end
    return token.doc[end - 1].idx + len(token.doc[end - 1])


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:bodies|corpses)(?!\w)")


@cache
def _nature() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(load('takings')['nature'])}(?!\w)", re.IGNORECASE)


def bodies(reading: Reading) -> list[Trigger]:
    """Bodies that somebody counts, finds or buries: so many dead, of whatever violence the text tells."""
    if not _bodies().search(reading.body) or _nature().search(reading.body):
        return []
    heads = {t.head.i: t.head for t in reading.doc if t.lower_ in ("bodies", "corpses")}
    return [Trigger(verb, "killing", "killed", False) for verb in heads.values() if of_bodies(verb) and not frames.unreal(verb)]


def of_bodies(verb: Token) -> bool:
    """ "Buried eleven bodies": who does that, when and where are not who killed them, when and where."""
    if verb.lemma_ not in _words()["found"] or any(t.lemma_.lower() in _words()["fiction"] for t in verb.sent):
        return False
    return any(t.lower_ in ("bodies", "corpses") and frames.child(t, "nummod") is not None for t in frames.patients(verb))
