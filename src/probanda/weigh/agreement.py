"""Findings about the same event, person or step that cannot both be right, and wording that goes beyond its own source.

Shown side by side for a person to settle or to leave open; nothing is settled here. Two accounts of one thing that agree give
nothing, and accounts of different things are never compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import inf

from probanda.derived import Disagreement, IncidentGroup
from probanda.model import AnyFinding, Source, Span, Text
from probanda.weigh import assertions, outright, places, positions
from probanda.weigh.chain import Resolver, unresolved
from probanda.weigh.chronology import earlier, published
from probanda.weigh.claims import Claim, Range, corrects, of_event
from probanda.weigh.clash import Clash
from probanda.weigh.events import events
from probanda.weigh.passages import sentence_at


def disagreements(
    findings: Mapping[str, AnyFinding],
    *,
    entity_of_party: Resolver = unresolved,
    incidents: Sequence[IncidentGroup] = (),
    texts: Sequence[Text] = (),
    sources: Mapping[str, Source] | None = None,
    placed: places.Readings | None = None,
) -> tuple[Disagreement, ...]:
    """All disagreements of a case, each pair of claims once, with its passages and the reason in words.

    With `texts`, hours and doubts are looked for in the whole sentence; with publication dates, later corrections are told apart.
    `placed` is where each report puts its incident; without it places are not compared.
    """
    world = _World(texts, sources or {})
    found: list[Clash] = []
    told = list(events(incidents, findings))
    for event in told:
        found += _about_event(list(of_event(event, entity_of_party=entity_of_party, context=world.sentence)))
        found += places.of_event(event, placed or {}, world.sentence)
        found += outright.of_event(event, entity_of_party)
    found += places.between(told, placed or {}, who=entity_of_party, context=world.sentence)
    found += positions.clashes(findings, entity_of_party)
    found += assertions.clashes(findings, entity_of_party, world.sentence)
    return tuple(_record(clash, world) for clash in _once(found))


class _World:
    """The texts around the findings, and their order in time."""

    def __init__(self, texts: Sequence[Text], sources: Mapping[str, Source]) -> None:
        self._bodies = {text.id: text.body for text in texts}
        self._dates = {text.id: published(text, sources.get(text.source)) for text in texts}

    def sentence(self, span: Span) -> str:
        """The sentence around a span."""
        body = self._bodies.get(span.text)
        return sentence_at(body, span.start, span.end) if body else span.quote

    def later(self, left: Span, right: Span) -> Span | None:
        """Which of two passages was published later, where that is sure."""
        one, two = self._dates.get(left.text), self._dates.get(right.text)
        if earlier(one, two):
            return right
        return left if earlier(two, one) else None


def _about_event(claims: list[Claim]) -> Iterator[Clash]:
    topics: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        topics.setdefault(claim.topic, []).append(claim)
    for topic, held in topics.items():
        shown: set[frozenset[str]] = set()
        for left, right in sorted(combinations(_distinct(held), 2), key=_distance):
            pair = frozenset((left.finding, right.finding))
            if pair not in shown and (clash := _clash(topic[-1], left, right)):
                shown.add(pair)
                yield clash


def _distance(pair: tuple[Claim, Claim]) -> float:
    """How far two claims are apart: of several clashes of two findings the narrowest is shown."""
    return min((max(a[0] - b[1], b[0] - a[1]) for a in pair[0].ranges for b in pair[1].ranges), default=0.0)


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim for each thing claimed, the first: ten reports of one figure clash no more often than one."""
    return list({(c.ranges, c.who): c for c in reversed(claims)}.values())[::-1]


def _clash(topic: str, left: Claim, right: Claim) -> Clash | None:
    if topic == "perpetrator":
        why = _different_doers(left, right)
        return Clash("perpetrator", left.finding, right.finding, why, left.span, right.span) if why else None
    if left.corrects != right.corrects and not set(left.ranges) & set(right.ranges):
        old, new = (left, right) if left.corrects else (right, left)
        why = f"{new.said} stands beside {old.said} in a passage that speaks of a correction"
        return Clash("correction", left.finding, right.finding, why, left.span, right.span)
    if any(a[0] <= b[1] and b[0] <= a[1] for a in left.ranges for b in right.ranges):
        return _far_apart(topic, left, right)
    if topic in ("date", "hour"):
        why = f"one says {left.said}, the other {right.said}, of the same event"
        return Clash("date", left.finding, right.finding, why, left.span, right.span)
    why = f"one counts {left.said}, the other {right.said}, in the same event"
    return Clash("count", left.finding, right.finding, why, left.span, right.span)


def _far_apart(topic: str, left: Claim, right: Claim) -> Clash | None:
    """ "At least four" beside "seven": both may be right, and a reader must still see both. For figures far apart only."""
    if topic in ("date", "hour") or any(_meet(a, b) for a in left.ranges for b in right.ranges):
        return None
    why = f"one counts {left.said}, the other {right.said}, in the same event; both may be right"
    return Clash("count", left.finding, right.finding, why, left.span, right.span)


_FAR = 1.5


def _meet(left: Range, right: Range) -> bool:
    """Whether two figures are near, where "at least" is taken to reach no further than half as many again."""
    (low, high), (other_low, other_high) = ((r[0], r[0] * _FAR if r[1] == inf else r[1]) for r in (left, right))
    return low <= other_high and other_low <= high


def _different_doers(left: Claim, right: Claim) -> str | None:
    if left.who == right.who:
        return None
    if left.who < right.who or right.who < left.who:
        wider, narrower = (left, right) if right.who < left.who else (right, left)
        if " or " in f" {wider.said.casefold()} ":
            return f'one leaves open whether it was "{wider.said}", the other names "{narrower.said}"'
        return None
    return f'one names "{left.said}", the other "{right.said}", for the same event' if left.who.isdisjoint(right.who) else None


def _once(found: Iterable[Clash]) -> list[Clash]:
    return list({(c.about, frozenset((c.left, c.right)), c.why): c for c in found}.values())


def _record(clash: Clash, world: _World) -> Disagreement:
    about, why = clash.about, clash.why
    later = world.later(clash.left_span, clash.right_span)
    if about in ("count", "date", "place", "perpetrator", "step") and later:
        why += f'; the report with "{later.quote}" is the later one'
        if corrects(world.sentence(later)):
            about, why = "correction", why + " and corrects what was said before"
    name = hashlib.sha256("\n".join((about, clash.left, clash.right, why)).encode()).hexdigest()[:12]
    return Disagreement(
        id=f"x-{name}",
        left=clash.left,
        right=clash.right,
        about=about,
        why=why,
        left_span=clash.left_span,
        right_span=clash.right_span,
    )
