"""Within one text: mentions of one name and type are one local entity, and a defined acronym is another name of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

from probanda.model import Mention, MentionType, Record
from probanda.resolve.normal import fold

FAMILY: dict[MentionType, str] = {
    "person": "person",
    "organisation": "group",
    "armed_group": "group",
    "unit": "group",
    "court": "group",
    "publication": "group",
    "operation": "operation",
    "place": "place",
}


class Local(Record, frozen=True, kw_only=True):
    """An entity as one text names it. The id depends on text, kind and name alone, so that it outlives every other source."""

    id: str
    text: str
    family: str
    names: tuple[str, ...]
    """The fullest name first."""
    mentions: tuple[Mention, ...]

    @property
    def born(self) -> Mention | None:
        """A mention that states the year of birth, when the text states one year only."""
        stated = {m.born: m for m in self.mentions if m.born}
        return next(iter(stated.values())) if len(stated) == 1 else None


def locals_of(mentions: Iterable[Mention], alone: frozenset[str] = frozenset()) -> list[Local]:
    """Local entities, in order of their ids. Peoples and demonyms ("Libyan") are nobody.

    Mentions whose ids are in `alone` were taken out of their entity by a decision, and are entities by themselves.
    """
    groups: dict[tuple[str, str, str, str], list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.span.start, m.id)):
        family, name = FAMILY.get(mention.type), fold(mention.name)
        if family and name and not (family == "person" and name in demonyms()):
            groups[mention.span.text, family, name, mention.id if mention.id in alone else ""].append(mention)
    return sorted((_local(key, members) for key, members in _defined(groups).items()), key=lambda entity: entity.id)


_Groups = dict[tuple[str, str, str, str], list[Mention]]


def _defined(groups: _Groups) -> _Groups:
    """Join "ICC" to "International Criminal Court" where the text itself equates them."""
    target: dict[tuple[str, str, str, str], tuple[str, str, str, str]] = {}
    for key, members in groups.items():
        for other in sorted({fold(m.definition) for m in members if m.definition}):
            twin = (key[0], key[1], other, "")
            short, full = sorted((key, twin), key=lambda k: (len(k[2]), k[2]))
            if twin in groups and short != full and short not in target and full not in target:
                target[short] = full
    out: _Groups = defaultdict(list)
    for key, members in groups.items():
        out[target.get(key, key)].extend(members)
    return out


def _local(key: tuple[str, str, str, str], members: list[Mention]) -> Local:
    text, family, name, alone = key
    names = {m.name for m in members} | {m.definition for m in members if m.definition}
    digest = hashlib.sha256("\x1f".join((text, family, name, alone)).encode()).hexdigest()[:20]
    ordered = sorted(names, key=lambda n: (fold(n) != name, -len(n), n))
    return Local(id=f"e-{digest}", text=text, family=family, names=tuple(ordered), mentions=tuple(members))


@cache
def demonyms() -> frozenset[str]:
    """Folded words for peoples, from the countries in data/names/units.yaml: adjectives that tag as persons now and then."""
    table = yaml.safe_load((files("probanda") / "data/names/units.yaml").read_text("utf-8"))
    return frozenset(fold(word) for people in table["peoples"] for word in table["concepts"][people])
