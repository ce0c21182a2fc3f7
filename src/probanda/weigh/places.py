"""Reports of one event that place it where it cannot have been at once, and reports so alike that they may be of one event.

Places are compared where they lie, by the gazetteer and the case's own list, never by their names: two spellings are one place,
and a name that nothing places says nothing. A district and a town in it, "near Qasr" and Qasr, places a short way apart agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from probanda.model import Incident, Party, Span
from probanda.resolve.placing import Reading, differ
from probanda.weigh.chain import Resolver, identity
from probanda.weigh.clash import Clash
from probanda.weigh.events import Event
from probanda.weigh.lexicon import rules_for, words_for

Readings = Mapping[str, Reading]
"""Where each report puts its incident, by the id of the finding."""
Context = Callable[[Span], str]
"""The sentence around a span."""
_TOWN_KM, _OWN_KM, _NEAR_KM = 25.0, 5.0, 50.0
"""Places so near to each other agree: a report may name the next town, "near" one farther off; the case's own are exact."""
_BESIDE = 40
"""Characters on either side of a name that may say "near" or "district"."""
_TOLL = 3
"""So many dead or injured at least, exactly counted, make two reports so alike that they may be of one event."""


def of_event(event: Event, places: Readings, context: Context) -> Iterator[Clash]:
    """Each two places once that reports of one event in different texts name and that lie apart.

    Within one text, passages of two places tell of two events, whatever else joins them; so does a text that names both.
    """
    reports = [(name, incident) for name, incident in event.incidents if not incident.context]
    told: dict[str, list[tuple[str, Incident]]] = {}
    for name, incident in event.incidents:
        told.setdefault(incident.spans[0].text, []).append((name, incident))
    shown: set[frozenset[str]] = set()
    for (left, one), (right, two) in combinations(reports, 2):
        names = frozenset((_called(left, places), _called(right, places)))
        if names in shown or one.spans[0].text == two.spans[0].text or not _apart((left, one), (right, two), places, context):
            continue
        if not any(_both(told[f.spans[0].text], (left, right), places) for f in (one, two)):
            shown.add(names)
            why = f"one places it in {_called(left, places)}, the other in {_called(right, places)}, of the same event"
            yield Clash("place", left, right, why, _words(one), _words(two))


def between(events: Iterable[Event], places: Readings, *, who: Resolver, context: Context) -> Iterator[Clash]:
    """Reports of different events with the same act, day, toll and force, placed apart: one event, or two; a person must see it.

    Where a text tells of an attack in both places, there were two.
    """
    alike: dict[tuple[object, ...], list[tuple[str, Incident, str]]] = {}
    told: dict[str, list[tuple[str, Incident]]] = {}
    for event in events:
        for name, incident in event.incidents:
            told.setdefault(incident.spans[0].text, []).append((name, incident))
            if key := _key(incident, who):
                alike.setdefault(key, []).append((name, incident, event.id))
    for held in alike.values():
        # Of reports that say the same the first of each event and place stands for all.
        first = {(event, _called(name, places)): (name, incident, event) for name, incident, event in reversed(held)}
        for (left, one, here), (right, two, there) in combinations(list(first.values())[::-1], 2):
            if here == there or not _apart((left, one), (right, two), places, context):
                continue
            if not any(_both(told[f.spans[0].text], (left, right), places) for f in (one, two)):
                named = f"one places it in {_called(left, places)}, the other in {_called(right, places)}: one event, or two"
                why = f"the same act, toll and force on the same day; {named}"
                yield Clash("place", left, right, why, _words(one), _words(two))


def _key(incident: Incident, who: Resolver) -> tuple[object, ...] | None:
    when, doer = incident.when, incident.perpetrator
    exact = [(v.outcome, v.minimum) for v in incident.victims if v.minimum and v.minimum == v.maximum and v.part_of is None]
    toll = max(exact, key=lambda v: (v[1] or 0, v[0]), default=None)
    if (
        not when
        or when.approximate
        or not when.earliest
        or when.earliest != when.latest
        or incident.act not in words_for("violence")
    ):
        return None
    if incident.context or not doer or doer.how != "named" or not toll or (toll[1] or 0) < _TOLL:
        return None
    return incident.act, when.earliest, toll, identity(doer, who)


def _both(told: Iterable[tuple[str, Incident]], pair: tuple[str, str], places: Readings) -> bool:
    """Whether one text tells of something at both places."""
    own = [places[name] for name, _ in told if name in places]
    return all(any(not differ(reading, places[name]) and reading.areas for reading in own) for name in pair)


def _apart(left: tuple[str, Incident], right: tuple[str, Incident], places: Readings, context: Context) -> bool:
    readings = [places.get(name) for name, _ in (left, right)]
    if not readings[0] or not readings[1]:
        return False
    said = [how for _, incident in (left, right) for how in _how(incident, context)]
    if "within" in said:
        return False
    kinds = {area.kind for reading in readings if reading for area in reading.areas}
    margin = _NEAR_KM if "near" in said else _OWN_KM if kinds <= {"own", "stated"} else _TOWN_KM
    return differ(readings[0], readings[1], margin_km=margin)


def _how(incident: Incident, context: Context) -> Iterator[str]:
    """How a report says its places: "near" one, or in the district ("within") that bears the name, whose bounds nobody knows."""
    for party in incident.where:
        sentence = context(party.span or incident.spans[0])
        at = sentence.find(party.name)
        before, after = sentence[max(0, at - _BESIDE) : max(0, at)], sentence[at + len(party.name) :][:_BESIDE] if at >= 0 else ""
        for what in ("near", "within"):
            if any(rule.search(f"{before}@{after}") for rule in rules_for(what)):
                yield what


def _called(name: str, places: Readings) -> str:
    reading = places.get(name)
    return " and ".join(area.name for area in reading.areas) if reading else ""


def _words(incident: Incident) -> Span:
    """The words that name the place, where they are known."""
    named: Party | None = next((party for party in incident.where if party.span), None)
    return named.span if named and named.span else incident.spans[0]
