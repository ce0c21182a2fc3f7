"""Every temporal expression of a text as a `When`: an interval, what it was counted from, and the rule that made it.

    tokens > matches > meanings > joined            dates_tokens, dates_grammar, the senses, dates_ranges

Relative expressions are counted from the day of publication or from the date last stated in the text, never from today; without
either they stay unresolved and say so. Values are those of TIMEX3 (ISO-TimeML), so that the public benchmarks can measure them.
After HeidelTime (Strötgen and Gertz 2013: rules apart from words, news apart from narratives) and SynTime (Zhong, Sun and Cambria
2017: classes of tokens rather than strings); the words and rules are our own (`data/lexicon/<language>/dates.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from probanda import edtf
from probanda.extract import dates_ancient as ancient
from probanda.extract import dates_forms as forms
from probanda.extract import dates_hijri, dates_parts
from probanda.extract import dates_lengths as lengths
from probanda.extract import dates_points as points
from probanda.extract import dates_units as units
from probanda.extract.dates_calendar import PRECISION
from probanda.extract.dates_cues import Cues
from probanda.extract.dates_grammar import Match, grammar, matches
from probanda.extract.dates_meanings import Expression, Meaning
from probanda.extract.dates_ranges import join
from probanda.extract.dates_scene import Scene, is_narrative
from probanda.extract.dates_tokens import tokens
from probanda.extract.dates_words import words
from probanda.extract.folding import Folded, fold
from probanda.model import Precision, Span, When

Sense = Callable[[Match, Scene], Meaning | None]
SENSES: Mapping[str, Sense] = {
    "point": points.point,
    "iso": forms.iso,
    "figures": forms.figures,
    "holiday": forms.holiday,
    "year_sibling": forms.year_sibling,
    "day_sibling": forms.day_sibling,
    "before_christ": ancient.before_christ,
    "bc_told": ancient.bc_told,
    "unit": units.unit,
    "end": units.end,
    "ordinal": units.ordinal,
    "period": units.period,
    "week_of": units.week_of,
    "half": units.half,
    "decade": units.decade,
    "century": units.century,
    "window": lengths.window,
    "shift": lengths.shift,
    "beside": lengths.beside,
    "duration": lengths.duration,
    "neighbour": lengths.neighbour,
    "each": lengths.each,
    "reference": lengths.reference,
    "age": lengths.age,
    "unplaced": lengths.unplaced,
    "part_of": dates_parts.part_of,
    "hijri": dates_hijri.hijri,
    "hours": points.hours,
}


def find(body: str, *, published: When | None, language: str = "en", span: Callable[[int, int], Span]) -> list[When]:
    """Every time stated in `body`, in order, ranges as one. `span(start, end)` pins positions of `body` to the frozen text."""
    folded = fold(body)
    found = join(_found(folded.body, published, language), folded.body, language)
    return [_when(_moved(e, folded), published, span) for e in found]


def uttered(when: When, *, said: When, language: str = "en") -> When:
    """`when` counted from the day on which its words were said, where it had been counted from publication.

    For words inside a quotation: "today" in a speech is the day of the speech. An absolute expression comes back unchanged.
    """
    if when.span is None or when.anchor is None:
        return when
    found = expressions(when.span.quote, published=said, language=language)
    if len(found) != 1 or found[0].meaning.basis != "publication":
        return when
    pinned = when.span
    again = _when(found[0], said, lambda _start, _end: pinned)
    return msgspec.structs.replace(again, rule=f"{again.rule}.uttered")


def expressions(body: str, *, published: When | None, language: str = "en") -> list[Expression]:
    """The expressions of `body` one by one, as TIMEX3 divides them. Languages without a lexicon give none."""
    folded = fold(body)
    return [_moved(e, folded) for e in _found(folded.body, published, language)]


def _found(body: str, published: When | None, language: str) -> list[Expression]:
    known, rules = words(language), grammar(language)
    if known is None or rules is None:
        return []
    found = list(matches(tokens(body, known), rules))
    readings = [_read(found, body, day, language=language) for day in _ends(published)]
    made = [_hull([r[i] for r in readings]) for i in range(len(found))]
    return [Expression(m.start, m.end, m.rule.name, e) for m, e in zip(found, made, strict=True) if e]


def _moved(expression: Expression, folded: Folded) -> Expression:
    start, end = folded.origin(expression.start, expression.end)
    return replace(expression, start=start, end=end)


def _ends(published: When | None) -> list[date | None]:
    """The days that publication may have been at the earliest and at the latest."""
    if published is None or published.earliest is None or published.latest is None:
        return [None]
    return list(dict.fromkeys((published.earliest, published.latest)))


def _read(found: Sequence[Match], body: str, day: date | None, *, language: str) -> list[Meaning | None]:
    scene = Scene(published=day, narrative=is_narrative(found, day), cues=Cues(body, language))
    made = []
    for match in found:
        scene.position = match.start
        try:
            meaning = SENSES[match.rule.sense](match, scene)
        except (OverflowError, ValueError):
            # Beyond the years 1 to 9999 there is no interval to give.
            meaning = Meaning(basis="publication")
        if meaning:
            scene.state(meaning, leading=_leads(match, body))
        made.append(meaning)
    return made


_ASIDE = ("AGO", "EARLIER", "PREV", "LAST", "NEXT", "COMING", "BEFORE")
_OPENING = re.compile(r"(?:\A|[.!?:]['\"’”)\]]*\s|\n)\W*(?:\w+\W+){0,3}\Z")


def _leads(match: Match, body: str) -> bool:
    """Whether a date opens a sentence, and so says where the narrative stands rather than what it compares with."""
    return not match.first(*_ASIDE) and bool(_OPENING.search(body, max(0, match.start - 40), match.start))


def _hull(readings: list[Meaning | None]) -> Meaning | None:
    """What holds whichever day publication was: the interval from the earliest to the latest reading."""
    first, last = readings[0], readings[-1]
    if first is None or last is None or first == last:
        return first
    if not (first.resolved and last.resolved):
        return Meaning(unit=first.unit, basis=first.basis, type=first.type)
    interval = (first.interval[0], last.interval[1])
    unit = first.unit if first.timex == last.timex else "days"
    timex = first.timex if first.timex == last.timex else None
    return Meaning(interval, unit, timex, first.type, first.basis, first.anchor, approximate=True)


def _when(expression: Expression, published: When | None, span: Callable[[int, int], Span]) -> When:
    meaning = expression.meaning
    counted = meaning.basis == "publication" and meaning.resolved
    anchor = edtf.write(published) if counted and published else meaning.anchor
    unresolved = meaning.basis is not None and not meaning.resolved
    return When(
        span=span(expression.start, expression.end),
        earliest=meaning.interval[0],
        latest=meaning.interval[1],
        precision=_precision(meaning),
        approximate=meaning.approximate or bool(counted and published and published.approximate),
        anchor=anchor,
        rule=f"{expression.rule}.unresolved" if unresolved else expression.rule,
        timex=meaning.timex,
        timex_type=meaning.type,
    )


def _precision(meaning: Meaning) -> Precision:
    if not meaning.resolved:
        return "unknown"
    if None in meaning.interval:
        return "open"
    return PRECISION.get(meaning.unit, "days")
