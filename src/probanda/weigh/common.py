"""Which passages of a case have a common origin: groups of copied sentences, who was first, and the words that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from probanda.model import Source, Span, Text
from probanda.weigh import attribution
from probanda.weigh.attribution import Credit
from probanda.weigh.chronology import days, earlier, published
from probanda.weigh.copying import Shared, shared
from probanda.weigh.groups import Groups
from probanda.weigh.passages import Passages, cut

_MANY = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage that has fellows elsewhere: which text (by its place in `Common.texts`), and which words are shared."""

    sentence: int
    text: int
    start: int
    end: int


@dataclass(frozen=True)
class Common:
    """All passages with fellows, in groups. `texts` are in the order of publication, undated ones last."""

    texts: tuple[Text, ...]
    dates: tuple[str | None, ...]
    passages: Passages
    groups: tuple[tuple[Passage, ...], ...]
    credited: Mapping[int, Credit]
    """By text: to whom it is credited as a whole."""
    publishers: Mapping[int, str] = field(default_factory=dict)
    """By text, where it is known."""
    quoted: frozenset[int] = frozenset()
    """Groups (by place in `groups`) whose shared words are quotations."""
    at: Mapping[int, list[tuple[int, Passage]]] = field(default_factory=dict)
    """By sentence: its groups and what is shared."""

    @cached_property
    def number(self) -> dict[str, int]:
        """The place in `texts` of each text id."""
        return {text.id: place for place, text in enumerate(self.texts)}

    def holding(self, span: Span) -> list[int]:
        """The groups of copies that hold at least half of a span, the fullest first."""
        held: Counter[int] = Counter()
        for sentence in self.passages.sentences_at(self.number[span.text], span.start, span.end):
            for group, passage in self.at.get(sentence, ()):
                held[group] += max(0, min(span.end, passage.end) - max(span.start, passage.start))
        return [group for group, size in held.most_common() if 2 * size >= span.end - span.start]

    def span(self, text: int, start: int, end: int) -> Span:
        """Words of a text, pinned."""
        return Span(text=self.texts[text].id, start=start, end=end, quote=self.texts[text].body[start:end])

    def first(self, group: int) -> int | None:
        """The text that was there before all others of a group, beyond doubt; None where that can't be told."""
        members = {p.text for p in self.groups[group]}
        least = min(members)
        later = members - {least}
        return least if later and all(earlier(self.dates[least], self.dates[t]) for t in later) else None

    def credit(self, group: int) -> tuple[Credit, int] | None:
        """The agency or outlet that a member of a group is credited to, with the text that says so."""
        for passage in self.groups[group]:
            text, start, end = self.passages.place(passage.sentence)
            own = attribution.of_sentence(self.texts[text], start, end, publisher=self.publishers.get(text))
            if found := own or self.credited.get(text):
                return found, text
        return None


def common(texts: Sequence[Text], *, sources: Mapping[str, Source]) -> Common:
    """The passages that texts share, quotations apart from the words around them. Near-linear in the length of the texts."""
    ordered = sorted(texts, key=lambda t: (_when(published(t, sources.get(t.source))), t.id))
    dates = tuple(published(t, sources.get(t.source)) for t in ordered)
    passages = cut([t.body for t in ordered])
    told, said = Groups[int](), Groups[int]()
    reach: dict[tuple[int, bool], tuple[int, int]] = {}
    for found in shared(passages):
        (said if found.quoted else told).join(found.left, found.right)
        for sentence, start, end in _reaches(passages, found):
            low, high = reach.get((sentence, found.quoted), (start, end))
            reach[sentence, found.quoted] = min(low, start), max(high, end)
    credited = {i: c for i, t in enumerate(ordered) if (c := attribution.of_text(t, sources.get(t.source)))}
    publishers = {i: name for i, t in enumerate(ordered) if (name := publisher(t, sources.get(t.source)))}
    return _laid_out(Common(tuple(ordered), dates, passages, (), credited, publishers), (told, said), reach)


def publisher(text: Text, source: Source | None) -> str | None:
    """Who published a text, by its own statement or its source's."""
    name = text.publisher or (source.publisher if source else None)
    return " ".join(name.split()) if name else None


def _laid_out(bare: Common, joined: tuple[Groups[int], Groups[int]], reach: Mapping[tuple[int, bool], tuple[int, int]]) -> Common:
    groups: list[tuple[Passage, ...]] = []
    at: dict[int, list[tuple[int, Passage]]] = {}
    quoted: set[int] = set()
    for is_quoted, part in enumerate(joined):
        members = part.gather(sorted(s for s, q in reach if q == bool(is_quoted))).values()
        for group in (tuple(Passage(s, bare.passages.place(s)[0], *reach[s, bool(is_quoted)]) for s in m) for m in members):
            if _boilerplate(bare, group, reach):
                continue
            quoted |= {len(groups)} if is_quoted else set()
            for passage in group:
                at.setdefault(passage.sentence, []).append((len(groups), passage))
            groups.append(group)
    return replace(bare, groups=tuple(groups), quoted=frozenset(quoted), at=at)


def _boilerplate(bare: Common, group: tuple[Passage, ...], reach: Mapping[tuple[int, bool], object]) -> bool:
    """What most texts of many have, a line or two beside much of their own: a notice, a disclaimer, a line of the law."""
    texts = {passage.text for passage in group}
    if len(texts) < _MANY or 2 * len(texts) <= len(bare.texts):
        return False
    return 2 * sum(_in_passing(bare.passages, p.sentence, reach) for p in group) > len(group)


def _in_passing(passages: Passages, sentence: int, reach: Mapping[tuple[int, bool], object]) -> bool:
    text, _, _ = passages.place(sentence)
    low = high = sentence
    own = passages.sentences_at(text, 0, len(passages.bodies[text]))
    while low - 1 in own and any((low - 1, quoted) in reach for quoted in (False, True)):
        low -= 1
    while high + 1 in own and any((high + 1, quoted) in reach for quoted in (False, True)):
        high += 1
    shared_here = high - low + 1
    return shared_here <= 2 and 2 * shared_here <= len(own)


def _reaches(passages: Passages, found: Shared) -> Iterator[tuple[int, int, int]]:
    for side, sentence in enumerate((found.left, found.right)):
        places = passages.word_places(sentence)
        runs = [(b[side], b[side] + b[2]) for b in found.blocks]
        yield sentence, places[runs[0][0]][0], places[runs[-1][1] - 1][1]


def _when(edtf: str | None) -> tuple[bool, str]:
    known = days(edtf)
    return known is None, str(known[0]) if known else ""
