"""Words that name acts of violence, found in a text by lexicon: `data/lexicon/<language>/acts.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from probanda.extract.rules import either, load, load_as


class ActWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one act. `outcome` is what it does to those it is done to (a key of `Casualties.outcome`)."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an act. `token` is the verb, or the head of the noun phrase."""

    token: Token
    act: str
    outcome: str | None
    noun: bool


@cache
def words(language: str = "en") -> dict[str, ActWords]:
    """The lexicon of acts of a language, by act."""
    table: dict[str, ActWords] = load_as(dict[str, ActWords], "acts", language)
    return table


@cache
def _table() -> tuple[dict[str, str], dict[str, str], dict[str, tuple[tuple[str, str], ...]]]:
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    phrasal: dict[str, list[tuple[str, str]]] = {}
    for act, entry in words().items():
        for verb in entry.verbs:
            first, _, rest = verb.partition(" ")
            if rest:
                phrasal.setdefault(first, []).append((rest, act))
            else:
                verbs.setdefault(verb, act)
        for noun in entry.nouns:
            nouns.setdefault(noun, act)
    return verbs, nouns, {first: tuple(rest) for first, rest in phrasal.items()}


def triggers(doc: Doc) -> Iterator[Trigger]:
    """Every verb and noun of the lexicon in an English text, in order. Compounds win over their head ("air strike")."""
    lexicon = words()
    for token in doc:
        act = act_of(token)
        if act and (act != "child_soldiers" or of_children(token)):
            yield Trigger(token, act, lexicon[act].outcome, token.pos_ not in ("VERB", "AUX"))


_CHILDREN = re.compile(r"\b(?:child|children|boys?|girls?|minors?|teenagers?|under-?age|schoolchildren)\b", re.IGNORECASE)


def of_children(token: Token) -> bool:
    """Whether the sentence speaks of children: "recruit" alone says nothing of them."""
    return _CHILDREN.search(token.sent.text) is not None


def act_of(token: Token) -> str | None:
    """The act that a token names, as a verb or as the head of a noun phrase."""
    verbs, nouns, phrasal = _table()
    if token.pos_ in ("VERB", "AUX"):
        return _verb(token, verbs, phrasal)
    return _noun(token, nouns) if token.pos_ in ("NOUN", "PROPN") else None


def _verb(token: Token, verbs: dict[str, str], phrasal: dict[str, tuple[tuple[str, str], ...]]) -> str | None:
    lemma = token.lemma_.lower()
    if lemma == "hang" and token.lower_ == "hung":
        return None
    if lemma in _RELEASES and any(t.lower_ in _gases() for t in token.subtree):
        return "forbidden_weapons"
    if lemma in phrasal:
        after = {c.lower_ for c in token.children if c.i > token.i} | {t.lower_ for t in token.doc[token.i + 1 : token.i + 2]}
        for rest, act in phrasal[lemma]:
            if rest in after or (" " in rest and token.doc[token.i : token.i + 4].text.lower().find(rest) > 0):
                return act
    return verbs.get(lemma)


_RELEASES = frozenset(("drop", "release", "disperse", "use", "fire", "deploy", "launch"))
"""Verbs that are use of forbidden weapons where their object is one."""


@cache
def _gases() -> frozenset[str]:
    return frozenset(load("weapons")["chemical"])


def _noun(token: Token, nouns: dict[str, str]) -> str | None:
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma_.lower()
    if token.i:
        before = token.nbor(-1)
        joined = f"{before.lower_} {lemma}"
        if joined in nouns:
            return nouns[joined]
        if before.text == "-" and token.i > 1 and f"{token.nbor(-2).lower_}-{lemma}" in nouns:
            return nouns[f"{token.nbor(-2).lower_}-{lemma}"]
    return nouns.get(lemma)


@cache
def _crime_names() -> tuple[re.Pattern[str], dict[str, str]]:
    by_name = {name.lower(): act for act, names in load("crimes").items() for name in names}
    core = either(by_name)
    office = r"(?!\s+(?:prosecutors?|tribunals?|courts?|investigat(?:ors?|ions?)|units?|lawyers?|commission|division|team))"
    label = r"(?:war crimes?|crimes? against humanity)"
    longer = rf"\b(?:{core}\s+(?:as|\()\s*(?:an?\s+)?{label}\)?|war crimes? of {core}|{core})(?!\w){office}"
    return re.compile(longer, re.IGNORECASE), by_name


def crimes(body: str, start: int, end: int) -> tuple[str, ...]:
    """Names of crimes in local positions `start:end`, exactly as written, in order, each once."""
    found = _crime_names()[0].findall(body, start, end)
    return tuple(dict.fromkeys(found))


def named_act(name: str) -> str:
    """The act that the name of a crime stands for; "other" when it is unknown."""
    by_name = _crime_names()[1]
    lowered = name.lower()
    held = [act for known, act in by_name.items() if known in lowered]
    # "Murder as a war crime" and "war crime of denying quarter" say which crime; the class of crimes alone does not.
    return by_name.get(lowered) or next((act for act in held if act not in _CLASSES), held[0] if held else "other")


_CLASSES = ("war_crimes", "crimes_against_humanity", "other")
