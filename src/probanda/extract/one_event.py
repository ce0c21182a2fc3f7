"""A text as the telling of one event: how many it killed and injured, and on which day. For tables, and for measuring
against them."""

from __future__ import annotations

import re
from functools import cache

from probanda.extract import event_day
from probanda.extract.casualties import Count
from probanda.extract.outcomes import OUTCOMES
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load
from probanda.model import When


def of_first_event(reading: Reading, counts: list[Count]) -> list[Count]:
    """The counts of the event that a text tells first: those near its beginning, where reports state what they go on to
    explain, and before the first sentence that turns to another event ("in an unrelated shooting")."""
    counts = [c for c in counts if c.start < _BEGINNING]
    counts = [c for c in counts if not _summed(c)] or counts
    for found in _elsewhere().finditer(reading.body):
        sentence = reading.sentence_at(found.start())
        if sentence is not None and sentence.start_char > _OPENING and not _this_year(reading, found[0]):
            return [c for c in counts if c.start < sentence.start_char]
    return counts


_OPENING, _BEGINNING = 150, 1000


def _summed(count: Count) -> bool:
    """ "Two men were wounded in separate shootings": a sum over several events."""
    return _several().search(count.word.sent.text) is not None


@cache
def _several() -> re.Pattern[str]:
    words = load("casualties")
    places = ("locations", "places", "areas", "parts", "neighborhoods", "neighbourhoods", "spots")
    events = [w for w in words["events"] if w.endswith("s")]
    return re.compile(
        rf"\b(?:(?:{either(words['several'])})[\s,]+(?:[\w-]+\s+){{0,2}}{either(events)}|"
        rf"(?:separate|different|various) (?:\w+ )?{either(places)})\b",
        re.IGNORECASE,
    )


def _this_year(reading: Reading, words: str) -> bool:
    day = reading.published.latest if reading.published else None
    return day is not None and words.endswith(str(day.year))


@cache
def _elsewhere() -> re.Pattern[str]:
    words = load("casualties")
    return re.compile(
        rf"\b(?:{either(words['other'])}\s+(?:(?!degree)\w+\s+)?{either(words['events'])}|{either(words['before'])}|"
        r"(?:in|since|during)\s+(?:[A-Z][a-z]{2,8}\.?\s+)?(?:19|20)\d\d(?!\s+block))\b",
        re.IGNORECASE,
    )


def toll(counts: list[Count]) -> dict[str, int]:
    """The people that a whole text counts, by outcome, taken together as one event.

    People joined in one phrase are added up ("a boy and two men were shot"), as are "two others" to those before them in the
    sentence;
    over the text, the greatest of such sums and the number of different people named stands, so that a repeated count is not
    added twice.
    Who is shot or hit is injured unless killed: of four people shot, one of whom died, three are injured.
    """
    whole = [c for c in counts if not c.part_of]
    totals = {outcome: _greatest([c for c in whole if c.outcome == outcome and not _hit(c)]) for outcome in OUTCOMES}
    hit = [c for c in whole if _hit(c)]
    totals["killed"] = max(totals["killed"], _greatest([c for c in hit if c.outcome == "killed"]))
    hurt = [c for c in hit if c.outcome in ("injured", "shot")]
    # "Another man was shot": besides those who were killed, not one of them.
    besides = max([c.minimum or 0 for c in hurt if c.further], default=0)
    totals["injured"] = max(totals["injured"], _greatest(hurt) - totals["killed"], besides)
    return {outcome: number for outcome, number in totals.items() if number}


_HIT = ("shoot", "shooting", "gun", "hit", "strike", "gunshot")


def _hit(count: Count) -> bool:
    return count.word.lemma_ in _HIT or (count.word.lemma_ == "wound" and count.word.pos_ == "NOUN")


def _greatest(counts: list[Count]) -> int:
    sums = [sum(c.minimum or 0 for c in group) for group in _told_together(counts)]
    return max([len({name for c in counts for name in c.names if c.minimum}), *sums], default=0)


def _told_together(counts: list[Count]) -> list[list[Count]]:
    groups: dict[tuple[int, bool], list[Count]] = {}
    for count in counts:
        groups.setdefault((count.word.i, False), []).append(count)
    for count in (c for c in counts if c.further):
        before = [
            c
            for c in counts
            if c.word.sent.start == count.word.sent.start and c.people.i < count.people.i and c.word.i != count.word.i
        ]
        groups[(count.word.i, True)] = [*groups[(count.word.i, False)], *before]
    return list(groups.values())


def when(reading: Reading, *, days: bool = True) -> When | None:
    """The day of the event that a text tells (`event_day`). With `days` false, months and years are taken too."""
    return event_day.choose(reading, dated(reading, days=days))


def dated(reading: Reading, *, days: bool = True) -> list[When]:
    """The times that may be the day of an event, none of them after publication; with `days` false, months and years too."""
    published = reading.published.latest if reading.published else None
    longest = _NIGHT if days else _A_YEAR
    return [w for w in reading.whens if _within(w, longest) and (published is None or (w.earliest and w.earliest <= published))]


_NIGHT, _A_YEAR = 1, 366


def _within(when: When, days: int) -> bool:
    if when.span is None or when.earliest is None or when.latest is None or when.timex_type not in ("DATE", "TIME"):
        return False
    return (when.latest - when.earliest).days <= days
