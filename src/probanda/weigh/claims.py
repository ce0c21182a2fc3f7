"""What a finding claims, taken apart so that like can be laid beside like: how many, when, at what hour, by whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from probanda.extract import numbers, rules
from probanda.model import Casualties, Incident, Party, Span, When
from probanda.weigh.chain import Resolver, plain
from probanda.weigh.events import Event
from probanda.weigh.lexicon import rules_for, words_for

Context = Callable[[Span], str]
"""The sentence around a span; the words of the span itself where the text is not at hand."""
Range = tuple[float, float]
_NEAR = 160
"""Characters between two counts of one sentence."""
_ALL = float("inf")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one finding. Claims are compared with those on the same `topic` only."""

    finding: str
    span: Span
    topic: tuple[str, ...]
    ranges: tuple[Range, ...] = ()
    """What may be meant, as intervals; claims agree when any two of them meet."""
    who: frozenset[str] = frozenset()
    said: str = ""
    corrects: bool = False
    """True when the passage says that it corrects an earlier figure."""


def of_event(event: Event, *, entity_of_party: Resolver, context: Context) -> Iterator[Claim]:
    """All claims about one event."""
    for name, incident in event.incidents:
        scope = (event.id, str(incident.context))
        yield from _counts(name, incident, scope, context=context)
        if incident.when and (dated := _dated(incident.when)):
            yield Claim(name, incident.when.span or incident.spans[0], (*scope, "date"), (dated,), said=_words(incident.when))
        for span in incident.spans:
            yield from _hours(name, span, event=event.id, words=context(span))
        if (doer := incident.perpetrator) and doer.how != "pronoun":
            yield from _blame(name, doer.span or incident.spans[0], (doer,), event=event.id, entity_of_party=entity_of_party)
    for name, statement in event.statements:
        yield from _hours(name, statement.spans[0], event=event.id, words=statement.spans[0].quote)
        yield from _told(name, statement.spans[0], event=event.id, sentence=context(statement.spans[0]))
    yield from _accusations(event, entity_of_party)


def _accusations(event: Event, entity_of_party: Resolver) -> Iterator[Claim]:
    places = [span for _, incident in event.incidents for span in incident.spans]
    for name, finding in event.allegations:
        if any(_touch(finding.spans[0], place) for place in places):
            yield from _blame(name, finding.spans[0], finding.accused, event=event.id, entity_of_party=entity_of_party)


def _blame(name: str, span: Span, parties: tuple[Party, ...], *, event: str, entity_of_party: Resolver) -> Iterator[Claim]:
    """Which forces are said to have done it. Persons are left out: several may answer for one event, without contradiction."""
    who = _doers(parties, entity_of_party)
    if who and not any(p.type == "person" for p in parties):
        # Names are compared within one script only; across scripts it is for identity to say who is one.
        script = "latin" if all(w < "\u0370" for w in who) else "other"
        yield Claim(name, span, (event, script, "perpetrator"), who=who, said=" or ".join(p.name for p in parties))


def _counts(name: str, incident: Incident, scope: tuple[str, ...], *, context: Context) -> Iterator[Claim]:
    topics: dict[tuple[str, ...], list[tuple[Casualties, Span]]] = {}
    for victims in incident.victims:
        if victims.part_of is None and (victims.minimum is not None or victims.maximum is not None):
            topics.setdefault((*scope, victims.outcome, _kind(victims.kind)), []).append(
                (victims, victims.span or incident.spans[0])
            )
    for topic, counted in topics.items():
        for together in _sentences(sorted(counted, key=lambda c: c[1].start), context):
            ranges = [_range(v) for v, _ in together]
            total = (sum(r[0] for r in ranges), sum(r[1] for r in ranges))
            said = " and ".join(f"{number(*r)} {v.outcome}" for r, (v, _) in zip(ranges, together, strict=True))
            yield Claim(name, together[0][1], topic, (max(ranges), total), said=said)
            if topic[-2] == "affected" and total[1] != _ALL:
                # "8 casualties" leaves room for no more than 8 dead.
                most = number(*total) + " casualties"
                yield Claim(name, together[0][1], (*topic[:-2], "killed", topic[-1]), ((0.0, total[1]),), said=most)


def _sentences(counted: list[tuple[Casualties, Span]], context: Context) -> Iterator[list[tuple[Casualties, Span]]]:
    # "5 of one family and 3 others": figures of one sentence may be parts of a whole, those of different sentences are not.
    together = counted[:1]
    for before, after in pairwise(counted):
        # Without the text at hand, what stands near is taken for one sentence.
        known = context(before[1]) != before[1].quote
        near = after[1].start - before[1].end < _NEAR and before[1].text == after[1].text
        if near and not (known and context(before[1]) != context(after[1])):
            together.append(after)
        else:
            yield together
            together = [after]
    if together:
        yield together


def _range(victims: Casualties) -> Range:
    low = float(victims.minimum or 0)
    high = _ALL if victims.maximum is None else float(victims.maximum)
    # Round thousands are estimates, whatever the words.
    return (low * 0.9, high * 1.1) if low >= 1000 and low % 100 == 0 else (low, high)


def number(low: float, high: float) -> str:
    """An interval in words: "8", "8 to 10", "at least 8"."""
    if high == _ALL:
        return f"at least {low:,.0f}"
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


def _told(name: str, span: Span, *, event: str, sentence: str) -> Iterator[Claim]:
    """Counts of dead and injured in the words of a statement: "five dead", "seven fighters had died"."""
    for quantity in numbers.find(span.quote):
        after = rules_for("outcome")[0].match(span.quote[quantity.end :])
        if not after or quantity.minimum is None:
            continue
        outcome = "injured" if after["injured"] else "killed"
        bounds = (float(quantity.minimum), _ALL if quantity.maximum is None else float(quantity.maximum))
        topic = (event, "False", outcome, _kind(after["who"] or ""))
        yield Claim(name, span, topic, (bounds,), said=f"{number(*bounds)} {outcome}", corrects=corrects(sentence))


def corrects(sentence: str) -> bool:
    """True when a sentence says that it corrects, raises or withdraws what was reported before."""
    return any(rule.search(sentence) for rule in rules_for("correction"))


def _kind(kind: str) -> str:
    words = [w.strip(".,()") for w in kind.casefold().split()]
    word = next((w for w in reversed(words) if w and w not in words_for("everyone") and not w.isdigit()), "people")
    return "combatants" if word in words_for("combatants") else word


def _dated(when: When) -> Range | None:
    if not when.earliest or not when.latest or (when.latest - when.earliest).days > 31:
        return None
    slack = 7 if when.approximate else 0
    return float(when.earliest.toordinal() - slack), float(when.latest.toordinal() + slack)


def _words(when: When) -> str:
    days = [d.isoformat() for d in (when.earliest, when.latest) if isinstance(d, date)]
    return " to ".join(dict.fromkeys(days))


def _hours(name: str, span: Span, *, event: str, words: str) -> Iterator[Claim]:
    """The hour at which a passage has the attack begin, give or take; a place in a recording is no hour."""
    if not _striking().search(words):
        return
    times = [
        m for m in rules_for("clock")[0].finditer(words) if not _recorded().search(words[max(0, m.start() - 30) : m.end() + 30])
    ]
    if times:
        first = min(times, key=_minutes)
        slack = 10.0 if _about().search(words[max(0, first.start() - 20) : first.start()]) else 2.0
        yield Claim(name, span, (event, "hour"), ((_minutes(first) - slack, _minutes(first) + slack),), said=first[0].strip())


def _minutes(found: re.Match[str]) -> int:
    hour, half = int(found["hour"] or found["whole"]), (found["half"] or found["part"] or "").casefold()
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    return 60 * hour + int(found["minute"] or 0)


def _doers(parties: tuple[Party, ...], entity_of_party: Resolver) -> frozenset[str]:
    """The words that tell one doer from another: nationality or name, without "planes" and "forces"."""
    names = [entity_of_party(p) or p.name for p in parties] if len(parties) == 1 else [p.name for p in parties]
    words = {w for p in parties for w in plain(p).replace(",", " ").split()} - words_for("forces")
    return frozenset(words) if words else frozenset(n for n in names if n not in {p.name for p in parties})


def _touch(left: Span, right: Span) -> bool:
    return left.text == right.text and left.start < right.end and right.start < left.end


@cache
def _striking() -> re.Pattern[str]:
    return re.compile(rf"\b{rules.either(words_for('striking'))}\b", re.IGNORECASE)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"\b{rules.either(words_for('roughly'))}\s+$", re.IGNORECASE)


@cache
def _recorded() -> re.Pattern[str]:
    return re.compile(rf"\b{rules.either(words_for('recorded'))}\b", re.IGNORECASE)
