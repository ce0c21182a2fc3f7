"""The view of a case as the pages read it: row by row from the store, with what was decided since it was computed.

What a decision touches is shown at once: a rejected finding is gone, two that were merged are one, a cell has its new status.
Everything else shows the case as of the moment that the view was computed, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, overload

import msgspec
from msgspec.structs import replace

from probanda.chart.cells import decided_status
from probanda.derived import Bearing, Cell, Chart, Disagreement, Pair, View
from probanda.model import AnyFinding, Decision, Mention, Span
from probanda.resolve.block import word_keys
from probanda.resolve.names import compare
from probanda.resolve.words import Words
from probanda.store.viewed import Row, Stamp, Stored
from probanda.web.docket import Docket
from probanda.web.laid import BEARINGS, Card, Clash, Context, Head, Line, Pages, Summary
from probanda.web.mapped import Placed, Unplaced
from probanda.web.shelf import Shelf
from probanda.write.document import Cite, Picture

_T = TypeVar("_T")
_H = TypeVar("_H", Placed, Unplaced)
_SHORTEST, _COMPARED, _SPELLINGS = 4, 300, 12
_TOPICS, _SOURCES = 200, 1_000_000


class Long(Sequence[_T]):
    """The first of a long list, which knows how long it is."""

    def __init__(self, first: Sequence[_T], number: int) -> None:
        self._first, self._number = first, number

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> _T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_T]: ...
    def __getitem__(self, place: int | slice) -> _T | Sequence[_T]:
        return self._first[place]


class Named(NamedTuple):
    """An entity as pages show it."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    joined_by: tuple[str, ...]
    mentions: Sequence[Mention]
    first: tuple[Context, ...] = ()

    def plain(self) -> dict[str, Any]:
        """What machines are given."""
        return {"id": self.id, "name": self.name, "type": self.type, "aliases": self.aliases, "mentions": len(self.mentions)}


class ChartName(NamedTuple):
    """What a list of charts says of one."""

    crime: str
    title: str
    accused: str
    accused_name: str
    probably: str = ""
    """The name of the person that the accused, known by a single word, probably is."""


class Entities:
    """Entities by id, read one by one."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def get(self, entity: str) -> Named | None:
        """The entity, if there is one."""
        return self._seen.get(entity)

    def __getitem__(self, entity: str) -> Named:
        if found := self._seen.get(entity):
            return found
        raise KeyError(entity)


class Among:
    """A view of which some entities are at hand: what templates cite with, and the entities that they name."""

    def __init__(self, seen: Seen, entities: dict[str, Named]) -> None:
        self.cite, self.exhibits, self.fed, self.entities = seen.cite, seen.exhibits, seen.fed, entities

    @property
    def view(self) -> Among:
        """Itself."""
        return self


class Seen:
    """The stored view of a case, read for one answer."""

    def __init__(self, stored: Stored, stamp: Stamp, *, shelf: Shelf, docket: Docket, since: Sequence[Decision] = ()) -> None:
        """`since` are the decisions that were made after the view was computed."""
        self.stored, self.at = stored, stamp.at
        self._shelf, self._docket = shelf, docket
        standing = {d.id for d in docket.standing}
        self._since = [d for d in since if d.id in standing]
        self._pages: Pages = {}
        self.exhibits = shelf.exhibits

    @property
    def view(self) -> Seen:
        """Itself: templates ask for charts and entities of a view, in memory or stored."""
        return self

    # citing

    def cite(self, span: Span) -> Cite:
        """A span as a citation; the page it lies on as known when the view was computed."""
        page = self._pages.get(f"{span.text}:{span.start}")
        exhibit = self.exhibits[self._shelf.source_of(span.text)]
        return Cite(exhibit=exhibit, start=span.start, end=span.end, quote=span.quote, page=page)

    def fed(self, finding: str) -> tuple[str, ...]:
        """What a finding bears on."""
        record = self.stored.record("fed", finding)
        return msgspec.json.decode(record, type=tuple[str, ...]) if record else ()

    def _read(self, record: bytes, kind: type[_T]) -> _T:
        found = msgspec.json.decode(record, type=kind)
        self._pages |= getattr(found, "pages", {})
        return found

    # the whole

    @cached_property
    def summary(self) -> Summary:
        """Warnings and numbers."""
        record = self.stored.record("summary", "")
        return msgspec.json.decode(record, type=Summary) if record else Summary()

    @cached_property
    def charts(self) -> list[ChartName]:
        """All charts by name, in order."""
        return [ChartName(row.kind, *_titled(row)) for row in self.stored.heads("chart")]

    @cached_property
    def number_of_pairs(self) -> int:
        """How many pairs wait for a judgement."""
        return self.stored.count("pair", without=self._judged)

    # entities

    @cached_property
    def _joined(self) -> dict[str, list[str]]:
        """Entities that were merged since, by each of them."""
        groups: dict[str, list[str]] = {}
        for decision in self._since:
            if decision.verdict == "merge":
                there = [row.key for row in self.stored.keyed("entity", [a for a in decision.about if a.startswith("e-")])]
                held = sorted({one for entity in there for one in groups.get(entity, [entity])})
                groups |= dict.fromkeys(held, held)
        return groups

    @cached_property
    def _parted(self) -> set[str]:
        """Mentions that were taken out of their entities since."""
        return {mention for d in self._since if d.verdict == "split" for mention in d.about[1:]}

    @property
    def entities(self) -> Entities:
        """Entities by id."""
        return Entities(self)

    def topics(self, kind: str) -> dict[str, int]:
        """Acts, or places, that sources report, with the number of the sources; the most frequent first."""
        rows = self.stored.page("topic", first=0, most=_TOPICS, kind=kind)
        return {row.key: msgspec.json.decode(row.record, type=int) for row in rows}

    def about(self, sources: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        """By source: the acts it reports and how often, the most frequent first."""
        held: dict[str, list[tuple[str, int]]] = {}
        for row in self.stored.keyed("about", list(sources)):
            kind, _, which = row.kind.partition(":")
            if kind == "act":
                held.setdefault(row.key, []).append((which, msgspec.json.decode(row.record, type=int)))
        return held

    def reporting(self, kind: str, which: str) -> set[str]:
        """The sources that report an act, or something at a place."""
        return {row.key for row in self.stored.page("about", first=0, most=_SOURCES, kind=f"{kind}:{which}")}

    def listing(self, *, words: str = "", kind: str = "", page: int = 1, most: int = 100) -> tuple[list[Named], int]:
        """A page of the list, the most mentioned first, and how many there are in all."""
        narrow = {"words": words.lower(), "kind": kind}
        # Of entities that were merged the one with the most mentions stands for all.
        hidden = {one for held in self._joined.values() for one in held if one != self._standing_for(held)}
        rows = self.stored.page("entity", first=(page - 1) * most, most=most, without=hidden, **narrow)
        return [self._named(row) for row in rows], self.stored.count("entity", without=hidden, **narrow)

    def _standing_for(self, held: Sequence[str]) -> str:
        return self.stored.keyed("entity", held)[0].key

    def _named(self, row: Row) -> Named:
        together = self.stored.keyed("entity", self._joined.get(row.key, ()))
        lines = [self._read(one.record, Line) for one in together]
        first = next((line for line in lines if line.entity.id == row.key), None) or self._read(row.record, Line)
        others = [line for line in lines if line.entity.id != row.key]
        aliases = dict.fromkeys((*first.entity.aliases, *(n for o in others for n in (o.entity.name, *o.entity.aliases))))
        number = first.number + sum(other.number for other in others)
        return Named(first.entity.id, first.entity.name, first.entity.type, tuple(aliases), (), Long((), number), first.first)

    def get(self, entity: str) -> Named | None:
        """One entity as lists show it."""
        rows = self.stored.keyed("entity", [entity])
        return self._named(rows[0]) if rows else None

    def card(self, entity: str) -> tuple[Named, Card] | None:
        """One entity with what is said of it; those merged with it since are on its card."""
        held = self._joined.get(entity, [entity])
        cards = [self._read(row.record, Card) for row in self.stored.keyed("card", held)]
        if not cards:
            return None
        cards.sort(key=lambda card: -card.number)
        whole = cards[0] if len(cards) == 1 else _together(cards)
        mentions = tuple(m for m in whole.mentions if m.id not in self._parted)
        whole = replace(whole, mentions=mentions, **{name: self._left(getattr(whole, name)) for name in _KINDS})
        one = whole.entity
        return Named(one.id, one.name, one.type, one.aliases, one.joined_by, Long(mentions, whole.number)), whole

    def _left(self, findings: Iterable[AnyFinding]) -> tuple[AnyFinding, ...]:
        """The findings as people left them."""
        return tuple(found for f in findings if not self.hidden(f.id) and (found := self._shown(f)))

    def _shown(self, finding: AnyFinding) -> AnyFinding | None:
        corrected = any(d.verdict == "correct" and finding.id in d.about for d in self._since)
        return self._shelf.finding(finding.id, self._docket) if corrected else finding

    def hidden(self, finding: str) -> bool:
        """Whether somebody has rejected a finding or set it aside."""
        judging = [d.verdict for d in self._docket.about(finding) if d.verdict in ("accept", "reject", "set_aside", "correct")]
        return bool(judging) and judging[-1] in ("reject", "set_aside")

    def mentions(self, entity: str) -> list[tuple[str, str, str]]:
        """All mentions of an entity, and of those merged with it since: mention, text, name in that text as an id."""
        rows = self.stored.keyed("held", self._joined.get(entity, [entity]))
        return [tuple(one) for row in rows for one in msgspec.json.decode(row.record)]

    def cited(self) -> dict[str, str]:
        """The name in its text, as an id, of each mention that decisions cited when the view was computed."""
        return {row.key: row.kind for row in self.stored.heads("cited")}

    def listed(self) -> list[Decision]:
        """What the case's own list of names decides."""
        rows = self.stored.page("listed", first=0, most=1_000_000)
        return [msgspec.json.decode(row.record, type=Decision) for row in rows]

    # pairs

    @cached_property
    def _judged(self) -> set[str]:
        """Pairs that somebody has judged."""
        found: set[str] = set()
        for decision in self._docket.standing:
            if decision.verdict in ("merge", "distinct", "unsure"):
                named = sorted(a for a in set(decision.about) if a.startswith("e-"))[:100]
                found |= {f"{left} {right}" for n, left in enumerate(named) for right in named[n + 1 :]}
        return found

    def suggested(self, *, page: int, most: int) -> tuple[list[Pair], dict[str, Named]]:
        """A page of suggested pairs, best first, and the entities that they name."""
        rows = self.stored.page("pair", first=(page - 1) * most, most=most, without=self._judged)
        found = [msgspec.json.decode(row.record, type=Pair) for row in rows]
        gone = {one for held in self._joined.values() for one in held if one != self._standing_for(held)}
        found = [pair for pair in found if not {pair.left, pair.right} <= gone]
        named = self.stored.keyed("entity", {one for pair in found for one in (pair.left, pair.right)})
        return found, {row.key: self._named(row) for row in named}

    # charts

    def chart(self, *, crime: str, accused: str, page: int, most: int, whole: bool = False) -> tuple[list[Chart], int]:
        """A page of charts and how many there are; each cell with its first passages, and knowing how many there are."""
        heads, number = self._charted("whole" if whole else "chart", crime, accused, (page - 1) * most, most)
        return [head.chart if whole else replace(head.chart, cells=tuple(_counted(head))) for head in heads], number

    def _charted(self, part: str, crime: str, accused: str, *place: int) -> tuple[list[Head], int]:
        narrow = {"kind": crime, "key": accused}
        rows = self.stored.page(part, first=place[0], most=place[1], **narrow)
        heads = [self._with_status(self._read(row.record, Head)) for row in rows]
        return heads, self.stored.count(part, **narrow)

    def _with_status(self, head: Head) -> Head:
        cells = tuple(self._cell(cell) for cell in head.chart.cells)
        return replace(head, chart=replace(head.chart, cells=cells))

    def _cell(self, cell: Cell) -> Cell:
        about = f"{cell.crime}/{cell.element}/{cell.accused}"
        support, against = (tuple(b for b in held if not self.hidden(b.finding)) for held in (cell.support, cell.against))
        shown = replace(cell, support=support, against=against)
        if not any(about in d.about for d in self._since):
            return shown
        status, notes = decided_status(self._docket.about(about))
        return replace(shown, status=status, notes=tuple(dict.fromkeys((*cell.notes, *notes))))

    # contradictions

    def clashes(self, *, about: str, page: int, most: int) -> tuple[list[Disagreement], int]:
        """A page of contradictions, without those of which somebody rejected one side, and how many there are."""
        rows = self.stored.page("clash", first=(page - 1) * most, most=most, kind=about)
        found = [self._read(row.record, Clash).disagreement for row in rows]
        return [d for d in found if not (self.hidden(d.left) or self.hidden(d.right))], self.stored.count("clash", kind=about)

    # pictures

    def picture(self, name: str, *, part: str = "picture") -> Picture | None:
        """A picture as it was drawn when the view was computed."""
        record = self.stored.record(part, name)
        return msgspec.json.decode(record, type=Picture) if record else None

    def places(self, *, page: int, most: int) -> tuple[list[Placed], int]:
        """A page of the places of incidents, those with most reports first, and how many there are."""
        rows = self.stored.page("place", first=(page - 1) * most, most=most)
        return [self._standing(self._read(row.record, Placed)) for row in rows], self.stored.count("place")

    def unplaced(self, *, page: int, most: int) -> tuple[list[Unplaced], int]:
        """A page of the reports that could not be placed, by the reason, and how many reasons there are."""
        rows = self.stored.page("unplaced", first=(page - 1) * most, most=most)
        return [self._standing(self._read(row.record, Unplaced)) for row in rows], self.stored.count("unplaced")

    def _standing(self, held: _H) -> _H:
        return replace(held, reports=self._left(held.reports))

    def links(self) -> View | None:
        """Posts and links, for a drawing as of a day."""
        record = self.stored.record("links", "")
        return msgspec.json.decode(record, type=View) if record else None

    # names

    def spellings(self, word: str) -> list[str]:
        """Other spellings of a word, in any script, among the names of persons in this case."""
        if len(word) < _SHORTEST:
            return []
        known = Words()
        keys = {key for number in known.numbers([word])[0] for key in word_keys(known.words[number])}
        near = {row.words for row in self.stored.keyed("sound", keys)} - {word}
        return [n for n in sorted(near)[:_COMPARED] if compare(word, n).same][:_SPELLINGS]


_KINDS = ("posts", "links", "said", "incidents")


def _counted(head: Head) -> Iterator[Cell]:
    for cell, (support, against) in zip(head.chart.cells, head.totals, strict=True):
        lists: dict[str, Any] = {"support": _long(cell.support, support), "against": _long(cell.against, against)}
        yield replace(cell, **lists)


def _long(first: Sequence[Bearing], number: int) -> Sequence[Bearing]:
    return first if number <= BEARINGS else Long(first, number)


def _titled(row: Row) -> tuple[str, str, str, str]:
    title, name, probably = [*row.words.split("\n"), "", ""][:3]
    return title, row.key, name, probably


def _together(cards: Sequence[Card]) -> Card:
    """One card of several that were merged."""
    first = cards[0]
    names = dict.fromkeys(
        n for card in cards for n in (*card.entity.aliases, *((card.entity.name,) if card is not first else ()))
    )
    held: dict[str, Any] = {name: tuple(f for card in cards for f in getattr(card, name)) for name in (*_KINDS, "mentions")}
    numbers = {name: sum(card.numbers.get(name, 0) for card in cards) for name in _KINDS}
    entity = replace(first.entity, aliases=tuple(sorted(names)), joined_by=tuple(r for c in cards for r in c.entity.joined_by))
    return replace(first, entity=entity, number=sum(card.number for card in cards), numbers=numbers, **held)
