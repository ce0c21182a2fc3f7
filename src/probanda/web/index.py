"""The view with look-ups that pages ask for again and again: made once, when first needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from probanda.model import AnyFinding, CommandLink, Finding, Incident, Mention, Party, Role, Statement
from probanda.resolve.block import word_keys
from probanda.resolve.local import locals_of
from probanda.resolve.names import compare
from probanda.resolve.words import Words
from probanda.store.search import fold
from probanda.write.desk import Desk
from probanda.write.document import Picture
from probanda.write.sections.places import Placed, placed

_F = TypeVar("_F", bound=Finding)
_SHORTEST, _COMPARED, _SPELLINGS = 4, 300, 12
_PARTIES = {
    Role: ("person", "organisation"),
    CommandLink: ("source", "target"),
    Statement: ("speaker",),
    Incident: ("perpetrator",),
}


class Index(Desk):
    """A desk for many readers."""

    @cached_property
    def mention(self) -> dict[str, Mention]:
        """Mentions by id."""
        return {m.id: m for m in self.view.mentions}

    @cached_property
    def local(self) -> dict[str, str]:
        """For each mention the name that it goes by in its text, as an id; for decisions about who is who."""
        return {m.id: one.id for one in locals_of(self.view.mentions) for m in one.mentions}

    def body(self, text: str) -> str:
        """The words of a text, by its id."""
        return self._texts[text].body

    @cached_property
    def _fed(self) -> dict[str, tuple[str, ...]]:
        lines: dict[str, list[str]] = defaultdict(list)
        for chart in self.view.charts:
            for cell in chart.cells:
                for bearing in (*cell.support, *cell.against):
                    about = f"{chart.title} ({chart.accused_name}): {cell.element} ({bearing.polarity})"
                    lines[bearing.finding].append(about)
        return {finding: tuple(about) for finding, about in lines.items()}

    def fed(self, finding: str) -> tuple[str, ...]:
        """What a finding bears on, in words."""
        return self._fed.get(finding, ())

    @cached_property
    def ranked(self) -> list[AnyFinding]:
        """All findings in the order of exhibits and of their place in the text."""
        return sorted(self.view.findings.values(), key=lambda f: (self._rank(f), f.spans[0].start, f.id))

    @cached_property
    def _of_entity(self) -> dict[str, list[AnyFinding]]:
        by: dict[str, list[AnyFinding]] = defaultdict(list)
        for finding in self.ranked:
            for entity in {self.entity(party) for party in _parties(finding)} - {None}:
                by[str(entity)].append(finding)
        return by

    def of_entity(self, entity: str, kind: type[_F]) -> list[_F]:
        """The findings of a kind in which an entity is the party that counts."""
        return [f for f in self._of_entity.get(entity, ()) if isinstance(f, kind)]

    @cached_property
    def entities(self) -> list[str]:
        """Ids of entities, the most mentioned first; single words that are probably somebody else's name last."""
        found = self.view.entities
        return sorted(found, key=lambda e: (e in self.view.likely, -len(found[e].mentions), found[e].name))

    @cached_property
    def heard(self) -> dict[str, list[str]]:
        """The words of all persons' names in the case, by how they sound."""
        names = {w for m in self.view.mentions if m.type == "person" for w in fold(m.name).split() if len(w) >= _SHORTEST}
        known, heard = Words(), defaultdict(list)
        for name, numbers in zip(ordered := sorted(names), known.numbers(ordered), strict=True):
            for key in {k for n in numbers for k in word_keys(known.words[n])}:
                heard[key].append(name)
        return dict(heard)

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        return {}

    def spellings(self, word: str) -> list[str]:
        """Other spellings of a word, in any script, among the names of persons in this case."""
        if len(word) < _SHORTEST:
            return []
        if word not in self._spelled:
            known = Words()
            numbers = known.numbers([word])[0]
            near = {n for number in numbers for key in word_keys(known.words[number]) for n in self.heard.get(key, ())}
            self._spelled[word] = [n for n in sorted(near - {word})[:_COMPARED] if compare(word, n).same][:_SPELLINGS]
        return self._spelled[word]

    @cached_property
    def placed(self) -> Placed:
        """The incidents by place."""
        return placed(self)

    @cached_property
    def _drawn(self) -> dict[str, Picture | None]:
        return {}

    def picture(self, name: str, draw: Callable[[], Picture | None]) -> Picture | None:
        """A picture, drawn when it is first asked for."""
        if name not in self._drawn:
            self._drawn[name] = draw()
        return self._drawn[name]


def _parties(finding: Finding) -> list[Party]:
    return [party for field in _PARTIES.get(type(finding), ()) if (party := getattr(finding, field))]
