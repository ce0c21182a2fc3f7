"""The lexicon of attribution: which verbs and nouns attribute what, in which construction, with which stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from probanda.extract.rules import load_as
from probanda.model import Stance

Kind = Literal["speech", "about", "belief", "shown"]


class _Group(msgspec.Struct, forbid_unknown_fields=True):
    kind: Kind
    stance: Stance
    words: tuple[str, ...]
    frames: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    """Where given, the only objects with which the construction attributes: "offer details", but not "offer money"."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    verbs: tuple[_Group, ...]
    adjectives: tuple[_Group, ...]
    nouns: tuple[_Group, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """What one construction of a verb or a noun means: speech or belief, and with which stance."""

    kind: Kind
    stance: Stance
    objects: frozenset[str] = frozenset()


Uses = Mapping[str, Use]
"""Construction ("clause", "to", "object", "about" ...) > what it means."""


@cache
def _verbs() -> Mapping[str, Uses]:
    return _index(load_as(_File, "speech").verbs)


@cache
def _nouns() -> Mapping[str, Uses]:
    return _index(load_as(_File, "speech").nouns)


def _index(groups: Iterable[_Group]) -> Mapping[str, Uses]:
    found: dict[str, dict[str, Use]] = defaultdict(dict)
    for group in groups:
        for word in group.words:
            for frame in group.frames or ("clause",):
                found[word].setdefault(frame, Use(group.kind, group.stance, frozenset(group.objects)))
    return found


@cache
def _adjectives() -> Mapping[str, Uses]:
    return _index(load_as(_File, "speech").adjectives)


def verb(lemma: str, particle: str = "") -> Uses:
    """The constructions in which a verb attributes; with its particle where it has one ("point", "out").

    Empty when it does not.
    """
    return _verbs().get(f"{lemma} {particle}" if particle else lemma) or _verbs().get(lemma, {})


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _verbs())


def begins(lemma: str) -> bool:
    """Whether a verb attributes, alone or with a particle: a cheap question before any other."""
    return lemma in _first_words()


def noun(lemma: str) -> Uses:
    """The constructions in which a noun attributes ("the claim that"). Empty when it does not."""
    return _nouns().get(lemma, {})


def adjective(lemma: str) -> Uses:
    """The constructions in which an adjective after "to be" attributes ("aware that"). Empty when it does not."""
    return _adjectives().get(lemma, {})
