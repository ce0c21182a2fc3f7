"""A bare surname that only one person of the case bears: probably that person, for somebody to decide at once.

A single word never joins by itself (docs/decisions/0014-identity.md). Where exactly one full name ends in it, and both texts name
company, a post or a body in common, the likely answer is put first and given with the person, in place of a pair among hundreds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from probanda.derived import Entity, Pair
from probanda.resolve import sound
from probanda.resolve.normal import fold
from probanda.resolve.particles import particles

_BESIDE = frozenset({"company", "role", "organisation"})


def likely(entities: Mapping[str, Entity], pairs: Sequence[Pair]) -> dict[str, str]:
    """By the id of a person known by a single word: the one person that it probably is. Nothing where two might be meant.

    A word that anybody else bears in any place of a name ("Idris" of "Idris Valdane") counts against.
    """
    asked: dict[str, set[str]] = {}
    for pair in pairs:
        ends = (pair.left, pair.right) if pair.left in entities and pair.right in entities else ()
        bare = [one for one in ends if entities[one].type == "person" and _word(entities[one])]
        if len(bare) == 1 and _BESIDE & {feature.name for feature in pair.features if feature.weight > 0}:
            asked.setdefault(bare[0], set()).update(set(ends) - {bare[0]})
    if not asked:
        return {}
    people = [one for one in entities.values() if one.type == "person" and not _word(one)]
    bearers = _bearers(people)
    found = {}
    for one, others in asked.items():
        word = _word(entities[one])
        every = bearers.get(_keys([word])[0], set())
        if len(every) == 1 and every <= others and _surname(word, entities[next(iter(every))]):
            found[one] = next(iter(every))
    return found


def _word(entity: Entity) -> str:
    """The single word that a person is known by, titles left out; empty where there is more, or more than one."""
    words = {tuple(_parts(name)) for name in (entity.name, *entity.aliases)}
    return next(iter(words))[0] if len(words) == 1 and len(next(iter(words))) == 1 else ""


def _parts(name: str) -> list[str]:
    roles = particles().roles
    return [word for word in fold(name).split() if word not in roles]


def _surname(word: str, entity: Entity) -> bool:
    key = _keys([word])[0]
    lasts = [parts[-1] for name in (entity.name, *entity.aliases) if len(parts := _parts(name)) > 1]
    return key in _keys(lasts)


def _bearers(people: Iterable[Entity]) -> dict[str, set[str]]:
    """The persons by the sound of each word of their names."""
    rows = [(word, one.id) for one in people for name in (one.name, *one.aliases) for word in _parts(name)]
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, (_, person) in zip(_keys([word for word, _ in rows]), rows, strict=True):
        bearers[key].add(person)
    return bearers


def _keys(words: Sequence[str]) -> list[str]:
    """The consonants of words as they are heard: wide, since a second bearer of a like name must not be missed."""
    latin = [sound.latin(word) for word in words]
    heard = sound.phonetic_all(["" if sound.is_arabic(word) else word for word in latin])
    bones = [sound.consonants(word) if sound.is_arabic(word) else each for word, each in zip(latin, heard, strict=True)]
    return [key or word for key, word in zip(sound.skeleton_all(bones), latin, strict=True)]
