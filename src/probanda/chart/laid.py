"""Findings laid beside an element by rules: what supports it, what speaks against it, each passage once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from probanda.chart.charged import Raised
from probanda.chart.gates import exonerates
from probanda.chart.told import detail, told
from probanda.derived import Bearing, Polarity
from probanda.law import words
from probanda.law.facts import Facts
from probanda.law.feeds import USUAL_KINDS, acts_of, meets
from probanda.law.records import Crime, Element, Feed, Rule
from probanda.model import Step

_UNNAMED = {"other", "war_crimes", "crimes_against_humanity"}
_CLEARED = Rule(shows="the accusation is denied or ended in acquittal")
_OVERTURNED = Rule(shows="an acquittal, or that a conviction was set aside, is reported")
_EARLIER = Rule(shows="an acquittal is reported, but from before all that is charged here: it cannot concern that")
_ENDED = Rule(shows="charges were withdrawn or proceedings ended; nothing is established")
_RAISES = Rule(
    shows="the source raises the crime", partly="it names a crime or an act, and not the facts that this element asks for"
)


@dataclass(frozen=True, slots=True)
class Laid:
    """A finding beside an element. `partly` says why it does not show the element by itself; "" when it may."""

    facts: Facts
    bearing: Bearing
    partly: str = ""


def supporting(element: Element, feed: Feed, near: Sequence[Facts], *, raised: Raised) -> list[Laid]:
    """What may support the element, by the rules of its feed; beside the first conduct also whatever raises the crime."""
    return once((*_by_rules(feed, near, raised), *_raising(element, raised)))


def opposing(element: Element, feed: Feed, near: Sequence[Facts], *, raised: Raised) -> list[Laid]:
    """What may speak against the element: by the rules of its feed; against conduct also what denies, acquits or ends it."""
    return once((*_contradicting(feed, near, raised), *_exonerating(element, feed, near, raised)))


def once(laid: Iterable[Laid]) -> list[Laid]:
    """Each passage once: of findings that rest on the same words, or on words within each other, the one that shows most."""
    kept: list[Laid] = []
    places: dict[str, list[int]] = defaultdict(list)
    for one in laid:
        here = places[one.bearing.span.text]
        twin = next((number for number in here if _same_words(one, kept[number])), None)
        if twin is None:
            here.append(len(kept))
            kept.append(one)
        elif _shows_more(one, kept[twin]):
            kept[twin] = one
    return kept


def _by_rules(feed: Feed, near: Sequence[Facts], raised: Raised) -> Iterator[Laid]:
    full_first = sorted(feed.supports, key=lambda rule: bool(rule.partly))
    for found in _of_kinds(near, full_first):
        if exonerates(found):
            continue
        rule = next((rule for rule in full_first if meets(rule, found, raised.scene)), None)
        if rule:
            yield lay(rule, found, "supports")


def _of_kinds(near: Sequence[Facts], rules: Sequence[Rule]) -> list[Facts]:
    """The findings that any of the rules can mean: in a large case few of very many."""
    kinds = {kind for rule in rules for kind in (rule.kinds or USUAL_KINDS)}
    return [found for found in near if found.kind in kinds]


def _raising(element: Element, raised: Raised) -> Iterator[Laid]:
    if isinstance(raised.provision, Crime) and element == next(
        (e for e in raised.provision.elements if e.kind == "conduct"), None
    ):
        yield from (lay(_RAISES, found, "supports") for found in raised.by)


def _contradicting(feed: Feed, near: Sequence[Facts], raised: Raised) -> Iterator[Laid]:
    for found in _of_kinds(near, feed.against):
        rule = next((rule for rule in feed.against if meets(rule, found, raised.scene)), None)
        if rule:
            yield lay(rule, found, "contradicts")


def _exonerating(element: Element, feed: Feed, near: Sequence[Facts], raised: Raised) -> Iterator[Laid]:
    if element.kind != "conduct":
        return
    acts = {act for rule in feed.supports for act in acts_of(rule.acts)} | _UNNAMED
    for found in near:
        if raised.scene.accused not in found.actors:
            continue
        if exonerates(found) and found.act in acts:
            yield lay(_CLEARED, found, "contradicts")
        elif isinstance(found.finding, Step) and found.finding.status == "happened":
            yield from _by_step(found.finding, found, raised)


def _by_step(step: Step, found: Facts, raised: Raised) -> Iterator[Laid]:
    if step.step in ("verdict", "appeal") and words.has("acquittal", found.passage):
        yield lay(_EARLIER, found, "credibility") if _before(step, raised) else lay(_OVERTURNED, found, "contradicts")
    elif step.step == "withdrawn/terminated":
        yield lay(_ENDED, found, "credibility")


def _before(step: Step, raised: Raised) -> bool:
    """True when the step was over before anything that raises the crime began. What has no day may be what it concerned."""
    raising = [found.finding for found in raised.by if not isinstance(found.finding, Step)]
    begun = [finding.when.earliest if finding.when else None for finding in raising]
    ended = step.when.latest if step.when else None
    return ended is not None and bool(begun) and all(day is not None and ended < day for day in begun)


def lay(rule: Rule, found: Facts, polarity: Polarity) -> Laid:
    """The finding beside the element, with the reason in words: what it shows, who says so, and what it does not show."""
    short = detail(found.finding)
    shows = rule.shows[:1].upper() + rule.shows[1:]
    only = f" Not enough by itself: {rule.partly}." if rule.partly else ""
    bearing = Bearing(
        finding=found.id,
        polarity=polarity,
        why=f"{shows}{f' ({short})' if short else ''}; {told(found.finding)}.{only}",
        span=found.finding.spans[0],
        alternative=rule.alternative,
    )
    return Laid(found, bearing, rule.partly)


def _shows_more(one: Laid, other: Laid) -> bool:
    # A statement is the wrapping of what an order, an admission or an allegation says more exactly.
    return (not one.partly, one.facts.kind != "statement") > (not other.partly, other.facts.kind != "statement")


def _same_words(one: Laid, other: Laid) -> bool:
    left, right = one.bearing.span, other.bearing.span
    if (left.start, left.end) == (right.start, right.end):
        return True
    within = (left.start <= right.start and right.end <= left.end) or (right.start <= left.start and left.end <= right.end)
    return within and one.bearing.why.partition(";")[0] == other.bearing.why.partition(";")[0]
