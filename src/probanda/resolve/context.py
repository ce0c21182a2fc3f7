"""What stands beside a name in its text: other names, places, the post held, the body belonged to.

Evidence of a kind other than spelling. A companion that few texts name says much, one that all of them name says little.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from probanda.model import AnyFinding, CommandLink, Party, Role, Span, When
from probanda.resolve import units
from probanda.resolve.beside import UNIT, Beside
from probanda.resolve.local import Local
from probanda.resolve.normal import fold
from probanda.resolve.words import Words


class Contexts:
    """The surroundings of all local entities of a case."""

    def __init__(self, entities: Sequence[Local], findings: Mapping[str, AnyFinding], keys: Mapping[str, str]) -> None:
        """`keys` gives for each local entity a key that its name would have in any text."""
        self._keys = keys
        self.company: dict[str, dict[str, str]] = defaultdict(dict)
        self.places: dict[str, dict[str, str]] = defaultdict(dict)
        for entity in entities:
            into = self.places if entity.family == "place" else self.company
            if key := keys.get(entity.id):
                into[entity.text][key] = entity.names[0]
        self._texts = max(1, len({entity.text for entity in entities}))
        self._spread = Counter(key for kind in (self.company, self.places) for names in kind.values() for key in names)
        worth = {key: round(UNIT * math.log((self._texts + 1) / spread)) for key, spread in self._spread.items()}
        self._rank = {key: place for place, key in enumerate(sorted(self._spread, key=lambda key: (self._spread[key], key)))}
        """The rarest companions first."""
        self.number = {text: i for i, text in enumerate(sorted({entity.text for entity in entities}))}
        """The number of each text in `beside`."""
        self.beside = {
            "company": Beside([self.company.get(text, {}) for text in self.number], worth),
            "place": Beside([self.places.get(text, {}) for text in self.number], worth),
        }
        self.roles, self.bodies = _posts(entities, findings.values())
        self.held = _held(entities, findings.values())

    def key(self, entity: Local, kind: str) -> int:
        """The number of the entity's own name among companions of a kind; -1 where it is none of them."""
        return self.beside[kind].number.get(self._keys.get(entity.id, ""), -1)

    def shared(self, left: Local, right: Local, kind: str) -> tuple[str, ...]:
        """The names of a kind ("company", "place") that stand in both texts, the rarest first; the two themselves left out."""
        held = self.places if kind == "place" else self.company
        here, there = held.get(left.text, {}), held.get(right.text, {})
        met = here.keys() & there.keys()
        met -= {self._keys.get(left.id), self._keys.get(right.id)}
        return tuple(here[key] for key in sorted(met, key=self._rank.__getitem__))

    def same_posts(self, left: Local, right: Local) -> list[str]:
        """The posts that both are said to hold."""
        return sorted(self.roles.get(left.id, {}).keys() & self.roles.get(right.id, {}).keys())

    def same_bodies(self, left: Local, right: Local) -> list[tuple[str, str]]:
        """The bodies that both are said to belong to, as each text names them."""
        ours, theirs = sorted(self.bodies.get(left.id, ())), sorted(self.bodies.get(right.id, ()))
        return [(a, b) for a in ours for b in theirs if fold(a) == fold(b) or _one_name(a, b)]

    def met_elsewhere(self, text: str) -> tuple[str, ...]:
        """What a text names beside others that some other text names too: what can bring two names together."""
        here = (*self.company.get(text, ()), *self.places.get(text, ()))
        return tuple(key for key in here if self._spread[key] > 1)


@lru_cache(maxsize=65536)
def _one_name(left: str, right: str) -> bool:
    return units.compare(left, right).same


def keys_of(entities: Sequence[Local]) -> dict[str, str]:
    """A key of the whole name over spellings and scripts, by local entity; none for a person's single word."""
    words = Words()
    rows = words.numbers([entity.names[0] for entity in entities])
    out = {}
    for entity, row in zip(entities, rows, strict=True):
        if entity.family != "person" or len(row) > 1:
            out[entity.id] = entity.family + ":" + " ".join(sorted(words.words[n].skeleton or words.words[n].sound for n in row))
    return out


Posts = dict[str, dict[str, Span]]


def _posts(entities: Sequence[Local], findings: Iterable[AnyFinding]) -> tuple[Posts, Posts]:
    """By local entity: posts held and bodies belonged to, folded, with the words that say so."""
    by_name = {(e.text, fold(name)): e.id for e in entities for name in e.names}
    roles: Posts = defaultdict(dict)
    bodies: Posts = defaultdict(dict)
    for finding in findings:
        if isinstance(finding, Role):
            if entity := _entity(finding.person, finding, by_name):
                roles[entity][fold(finding.post)] = finding.spans[0]
                if finding.organisation:
                    bodies[entity][finding.organisation.name] = finding.spans[0]
        elif isinstance(finding, CommandLink) and (entity := _entity(finding.source, finding, by_name)):
            bodies[entity][finding.target.name] = finding.spans[0]
    return roles, bodies


class Held(NamedTuple):
    """A post that somebody is said to hold, where, and when."""

    post: str
    where: str
    when: When


def _held(entities: Sequence[Local], findings: Iterable[AnyFinding]) -> dict[str, list[Held]]:
    """By local entity, the posts of which it is said when they were held; "governor of Qasr" is held in Qasr."""
    by_name = {(e.text, fold(name)): e.id for e in entities for name in e.names}
    out: dict[str, list[Held]] = defaultdict(list)
    for finding in findings:
        if isinstance(finding, Role) and not finding.former and finding.when and finding.when.earliest and finding.when.latest:
            post, _, place = finding.post.partition(" of ")
            where = finding.organisation.name if finding.organisation else place
            if where and (entity := _entity(finding.person, finding, by_name)):
                out[entity].append(Held(fold(post), where, finding.when))
    return out


def _entity(party: Party, finding: AnyFinding, by_name: Mapping[tuple[str, str], str]) -> str | None:
    text = party.span.text if party.span else finding.spans[0].text if finding.spans else ""
    return by_name.get((text, fold(party.name)))
