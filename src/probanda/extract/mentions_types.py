"""Person, organisation or place? What the whole text says about a name that the model alone cannot settle.

The model labels each occurrence by itself, so that one surname may be a person here and a town there. Here all occurrences of
the same words are judged together: labels are votes, and so are the words around them (data/rules/en/name_context.yaml).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from probanda.extract.gazetteer import is_town
from probanda.extract.mentions_lexicon import Candidate, heads
from probanda.extract.mentions_model import usable
from probanda.extract.mentions_persons import PARTICLES
from probanda.extract.mentions_runs import Word
from probanda.extract.rules import Rule, load, rules
from probanda.model import MentionType

Votes = dict[MentionType, float]
_SEEN = 25
"""Occurrences looked at; more of them add no knowledge."""
_ENOUGH = 1.2
_BEFORE, _AFTER = 50, 30


def settle_types(body: str, found: Iterable[Candidate], sure: Iterable[Candidate]) -> dict[str, MentionType]:
    """Type by surface, for the words that the model proposed; words without enough evidence are left out."""
    proposed: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        proposed[body[candidate.start : candidate.end]].append(candidate)
    everyone = [*found, *sure]
    persons = _parts_of_persons(body, everyone) | _spelled_otherwise(body, everyone, proposed)
    judged = {surface: _judge(body, surface, group, persons) for surface, group in proposed.items()}
    return {surface: kind for surface, kind in judged.items() if kind}


def towns(flat: str, found: Iterable[list[Word]]) -> Iterator[Candidate]:
    """Towns that the model overlooked: the words before them speak of a place, or they open a line in capitals."""
    for words in found:
        for i, word in enumerate(words):
            alone = not word.link and all(w.link for w in words[max(0, i - 1) : i] + words[i + 1 : i + 2])
            if alone and is_town(word.text) and usable(word.text) and _placed(flat, word):
                yield Candidate(word.start, word.end, "place", "gazetteer", 40)


def _placed(flat: str, word: Word) -> bool:
    before = flat[max(0, word.start - _BEFORE) : word.start]
    if word.text.isupper() and len(word.text) > 3 and (not before or before[-1] == "\n"):
        return True
    return any(
        rule.regex.search(before)
        for rule in rules("name_context")
        if rule.value["kind"] == "place" and rule.value["side"] == "before"
    )


def _parts_of_persons(body: str, found: Iterable[Candidate]) -> dict[str, int]:
    """Last and first words of the names of persons in this text > how much they speak for a person (a family name more)."""
    parts: dict[str, int] = {}
    for candidate in found:
        surface = body[candidate.start : candidate.end]
        words = [w for w in surface.split() if w.lower() not in PARTICLES]
        if candidate.type == "person" and len(words) > 1:
            parts |= {words[-1]: 5, " ".join(words[1:]): 5}
            parts.setdefault(words[0], 2)
        elif candidate.type == "person" and candidate.titles:
            parts[" ".join(words)] = 5
    return parts


def _spelled_otherwise(body: str, found: Iterable[Candidate], proposed: Iterable[str]) -> dict[str, int]:
    """Surfaces that only write the name of a person of this text in another way."""
    forms: dict[str, set[str]] = defaultdict(set)
    for candidate in found:
        if candidate.type == "person":
            forms[_letters(body[candidate.start : candidate.end])].add(body[candidate.start : candidate.end])
    return {surface: 5 for surface in proposed if forms.get(_letters(surface), set()) - {surface}}


def _letters(name: str) -> str:
    """One string for "Al Abdallah", "AlAbdallah" and "Al-Abdallah"."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalpha())


def _judge(body: str, surface: str, candidates: list[Candidate], persons: Mapping[str, int]) -> MentionType | None:
    votes: Votes = {"person": 0.0, "organisation": 0.0, "place": 0.0}
    for candidate in candidates:
        if candidate.type in votes:
            votes[candidate.type] += 2.0 / len(candidates) if len(candidates) > 1 else 1.6
    _by_shape(surface, votes)
    votes["person"] += _as_name_of_person(body, surface, persons) + persons.get(surface, 0)
    for rule in _contexts(body, surface):
        votes[_kind(rule)] += float(rule.value["weight"])
    if any(c.isdigit() for c in surface):
        votes["person"] = 0.0
    best = max(votes, key=lambda kind: votes[kind])
    return best if votes[best] >= _ENOUGH else None


def _by_shape(surface: str, votes: Votes) -> None:
    words = surface.split()
    if len(words) == 1 and surface.isupper() and 2 <= len(surface) <= 7 and not is_town(surface):
        votes["organisation"] += 3
    if is_town(surface):
        votes["place"] += 2 if len(words) == 1 else 1.5
    if len(words) > 1 and votes["person"] and votes["person"] >= votes["organisation"]:
        votes["person"] += 1
    if len(words) == 1 and surface.istitle():
        votes["person"] += 0.3
    if len(words) > 4:
        votes["organisation"] += 0.5


def _as_name_of_person(body: str, surface: str, persons: Mapping[str, int]) -> float:
    """Two to four words that begin with a given name, or end in the family name of a person of the text."""
    words = surface.split()
    if not 2 <= len(words) <= 4 or any(w in heads() for w in words):
        return 0.0
    alone = words[-1] in persons and body.count(words[-1]) > body.count(surface)
    return 2.0 * (words[0].split("-")[0] in _given()) + 2.0 * alone


@cache
def _given() -> frozenset[str]:
    return frozenset(load("given")["given"])


def _kind(rule: Rule) -> MentionType:
    return "person" if rule.value["kind"] == "person" else "place" if rule.value["kind"] == "place" else "organisation"


def _contexts(body: str, surface: str) -> Iterator[Rule]:
    """The rules that the words around each occurrence fulfil."""
    at = -1
    for _ in range(_SEEN):
        at = body.find(surface, at + 1)
        if at < 0:
            return
        end = at + len(surface)
        sides = {"before": body[max(0, at - _BEFORE) : at], "after": body[end : end + _AFTER]}
        yield from (rule for rule in rules("name_context") if rule.regex.search(sides[rule.value["side"]]))
