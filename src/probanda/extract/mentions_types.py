"""Person, organisation or place? What the whole text says about a name that the model alone cannot settle.

The model labels each occurrence by itself, so that one surname may be a person here and a town there. Here all occurrences of the same words
are judged together: labels are votes, and so are the words around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from probanda.extract.gazetteer import is_town
from probanda.extract.mentions_lexicon import Candidate, heads
from probanda.extract.mentions_persons import PARTICLES, posts
from probanda.extract.rules import either, load
from probanda.model import MentionType

Votes = dict[MentionType, float]
_SEEN = 25

_IN = re.compile(
    r"\b(?:in|near|around|outside|inside|throughout|across|towards|toward|into|from|at|to|reach(?:ed)?|enter(?:ed)?|leave|left|fled|flee|via)(?: (?:the|nearby|neighbouring|neighboring|central|downtown|northern|southern|eastern|western|north|south|east|west|upper|lower|rural|greater|old))* $"
)
_STRONG_IN = re.compile(
    r"\b(?:in|near|outside|throughout)(?: (?:nearby|neighbouring|neighboring|central|downtown|northern|southern|eastern|western|rural|greater))* $",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"^,? (?:said|says|told|added|explained|stated|claimed|denied|testified|insisted|recalled|who|himself|herself|was born|, \d\d,)"
)
_AGE = re.compile(
    r"^(?:, (?:aged )?\d\d\b(?! \w+ \d)|,? \(\d\d\)|,? who\b|,? whose (?:wife|husband|son|mother|father|body|family)\b)"
)
_KIN = re.compile(
    r"^['’]s? (?:wife|husband|son|daughter|mother|father|brother|sister|family|lawyer|lawyers|attorney|attorneys|supporters|body|murder|death|arrest|trial|conviction|appeal|lawyer|defen[cs]e team|troops|forces|regime)\b"
)
_CIVIC = re.compile(
    r"^['’]s? (?:capital|government|president|prime minister|parliament|people|population|border|borders|army|military|north|south|east|west|city|streets|residents|outskirts|countryside|security forces|constitution)\b"
)
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Miss|Sheikh|Gen|Col|Lt|Capt|Maj|Sgt|Prof)\.? $")
_OF_BODY = re.compile(
    r"\b(?:member|members|leader|leaders|spokesman|spokeswoman|spokesperson|chairman|director|president|head|secretary|coordinator|founder|employees?|staff|lawyers?|researchers?|reporters?|journalists?|fighters|ranks|branch|wing) (?:of|for|at|from|with) (?:the )?$"
)
_THE = re.compile(r"\b[Tt]he $")


@cache
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = either(load("heads")["place_kinds"])
    return re.compile(rf"\b{nouns} (?:of|in) (?:the )?$", re.IGNORECASE), re.compile(rf"^,? (?:{nouns}|{nouns.title()})\b")


def settle_types(body: str, found: Iterable[Candidate], sure: Iterable[Candidate]) -> dict[str, MentionType]:
    """Type by surface, for the words that the model proposed; words without enough evidence are left out."""
    votes: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        votes[body[candidate.start : candidate.end]].append(candidate)
    persons = _parts_of_persons(body, found, sure)
    judged = {surface: _judge(body, surface, votes[surface], persons) for surface in votes}
    return {surface: kind for surface, kind in judged.items() if kind}


def _parts_of_persons(body: str, found: Iterable[Candidate], sure: Iterable[Candidate]) -> dict[str, int]:
    """Last and first words of the names of persons in this text > how much they speak for a person (a family name more)."""
    parts: dict[str, int] = {}
    for candidate in (*found, *sure):
        words = [w for w in body[candidate.start : candidate.end].split() if w.lower() not in PARTICLES]
        if candidate.type == "person" and len(words) > 1:
            parts[_letters(body[candidate.start : candidate.end])] = 5
            parts[words[-1]] = 5
            parts.setdefault(words[0], 2)
            parts[" ".join(words[1:])] = 5
        elif candidate.type == "person" and candidate.titles:
            parts[" ".join(words)] = 5
    return parts


def _as_name_of_person(surface: str, persons: Mapping[str, int]) -> float:
    """Two to four words that begin with a given name, or end in the family name of a person of the text."""
    words = surface.split()
    if not 2 <= len(words) <= 4 or any(w in heads() for w in words):
        return 0.0
    return 2.0 * (words[0] in load("given")["given"]) + 2.0 * (words[-1] in persons)


def _letters(name: str) -> str:
    """One string for "Al Abdallah", "AlAbdallah" and "Al-Abdallah"."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalpha())


def _judge(body: str, surface: str, candidates: list[Candidate], persons: Mapping[str, int]) -> MentionType | None:
    votes: Votes = {"person": 0.0, "organisation": 0.0, "place": 0.0}
    for candidate in candidates:
        if candidate.type in votes:
            votes[candidate.type] += 2.0 / len(candidates) if len(candidates) > 1 else 1.6
    _by_shape(surface, votes)
    votes["person"] += _as_name_of_person(surface, persons)
    votes["person"] += persons.get(surface, 0) or persons.get(_letters(surface), 0)
    _by_context(body, surface, votes)
    if any(c.isdigit() for c in surface):
        votes["person"] = 0.0
    best = max(votes, key=lambda kind: votes[kind])
    return best if votes[best] >= 1.2 else None


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


def _by_context(body: str, surface: str, votes: Votes) -> None:
    before_kind, after_kind = _kinds()
    at = -1
    for _ in range(_SEEN):
        at = body.find(surface, at + 1)
        if at < 0:
            return
        before, after = body[max(0, at - 50) : at], body[at + len(surface) : at + len(surface) + 30]
        votes["place"] += (
            3 * bool(before_kind.search(before))
            + 2 * bool(after_kind.match(after))
            + _where(before)
            + 1.5 * bool(_CIVIC.match(after))
        )
        votes["person"] += 4 * bool(_HONORIFIC.search(before)) + 2 * bool(_KIN.match(after)) + 2 * bool(posts().search(before))
        votes["person"] += 3 * bool(_AGE.match(after)) + 0.7 * bool(_SPEAKS.match(after))
        votes["organisation"] += (
            1.5 * bool(_OF_BODY.search(before)) + 0.5 * bool(_SPEAKS.match(after)) + 1.0 * bool(_THE.search(before))
        )


def _where(before: str) -> float:
    if _STRONG_IN.search(before):
        return 1.5
    return 0.7 if _IN.search(before) else 0.0
