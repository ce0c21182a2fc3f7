"""Passages that recite the law: law, not evidence.

"According to the Rome Statute, denial of quarter means ..." proves nothing about anybody. Such sentences, with those that carry
on from them ("It also states that ..."), are kept as recitals so that nothing found in them supports an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probanda.extract.reading import Reading
from probanda.extract.rules import Rule, rules
from probanda.extract.said import Layout, Stretch
from probanda.model import Recital

_TRIGGER = re.compile(
    r"statute|convention|protocol|\blaw|articles? \d|\bcode\b|perpetrator|crime|quarter|genocide|torture|elements of|covenant"
    r"|charter|the accused|murder|persecution|responsib|disappearance|treaty|forbidden|prohibited|unlawful",
    re.IGNORECASE,
)


@cache
def _rules() -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    found = rules("recitals")
    return tuple(r for r in found if not r.value), tuple(r for r in found if r.value.get("kind") == "follows")


def find(reading: Reading) -> list[Recital]:
    """The recitals of a block in order; sentences that follow one another make one recital.

    `instrument` is as written, or empty.
    """
    if reading.language != "en" or not _TRIGGER.search(reading.body):
        return []
    found: list[Recital] = []
    open_: tuple[Stretch, str] | None = None
    for where, new in _sentences(reading):
        law = _recited(reading, where)
        if law is None and open_ and not new and _follows(reading, where):
            law = open_[1]
        if law is not None and open_ and not new:
            open_ = ((open_[0][0], where[1]), open_[1] or law)
        else:
            found += _closed(reading, open_)
            open_ = (where, law) if law is not None else None
    return [*found, *_closed(reading, open_)]


def _closed(reading: Reading, held: tuple[Stretch, str] | None) -> list[Recital]:
    if held is None:
        return []
    return [Recital(rule="recital.v1", spans=(reading.span(*held[0]),), instrument=held[1])]


def _sentences(reading: Reading) -> Iterator[tuple[Stretch, bool]]:
    """Sentences with whether each begins a paragraph."""
    layout = Layout(reading.body, reading.doc)
    at, size = 0, len(reading.body)
    while at < size:
        low, high = layout.paragraph(at)
        start = at
        while start < high:
            end = layout.sentence_end(start, high)
            where = tidy_sentence(reading.body, start, end)
            if where[1] > where[0]:
                yield where, start == low
            start = max(end, start + 1)
        at = max(high, at + 1)


def tidy_sentence(body: str, start: int, end: int) -> Stretch:
    """The sentence without the white space around it."""
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


def _recited(reading: Reading, where: Stretch) -> str | None:
    sentence = reading.body[slice(*where)]
    if not _TRIGGER.search(sentence) or _about_somebody(reading, where):
        return None
    for rule in _rules()[0]:
        if found := rule.regex.search(sentence):
            return found["law"] or ""
    return None


def _follows(reading: Reading, where: Stretch) -> bool:
    sentence = reading.body[slice(*where)]
    return not _about_somebody(reading, where) and any(rule.regex.search(sentence) for rule in _rules()[1])


def _about_somebody(reading: Reading, where: Stretch) -> bool:
    """A sentence that names a person or an armed group applies the law to somebody: no mere recital."""
    return any(m.type in ("person", "armed_group", "unit") for m in reading.mentions_within(*where))
