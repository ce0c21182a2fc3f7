"""What TIMEX2 marks and TIMEX3 does not, for corpora annotated by the older guideline (WikiWars).

Conventions of annotation, no knowledge of time: they belong to the measurement and not to the project. Counted on the
development halves of both benchmarks (annotated so, and not): a length of time holds what follows it with "of", "before" or
"after", as "three weeks of fighting" (WikiWars 36 and 1, TempEval-3 1 and 38); "former" is a past reference (24 and 2; 0 and 31);
"the same time" and "this time" are marked (10 and 2; 0 and 14); a repetition is written as a unit left open, `XXXX-XX-XX` for
"daily". Ferro et al. 2005, TIDES Standard for the Annotation of Temporal Expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.timex import Timex

_TRIGGERS: tuple[tuple[str, str], ...] = (
    (r"former", "PAST_REF"),
    (r"recent(?= \w)", "PAST_REF"),
    (r"future(?= \w)", "FUTURE_REF"),
    (r"(?<=at )(?:the same|the|this|that) time|(?<=during )this time", ""),
    (r"(?<=at )night", "XXXX-XX-XXTNI"),
    (r"(?:dry|rainy|wet) season", ""),
)
_TRIGGER = re.compile("|".join(rf"(?P<t{i}>\b(?:{pattern})\b)" for i, (pattern, _) in enumerate(_TRIGGERS)), re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|before|after|following|between)\s+[^,.;:()\"”]+?(?=\s*(?:[,.;:()\"”]|\n\n))")
_SETS = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}


def converted(found: Sequence[Timex], body: str) -> list[Timex]:
    """The expressions found, as TIMEX2 would mark them, with those that it marks besides."""
    grown = [_grown(t, body) for t in found]
    reached = 0
    kept = []
    for timex in grown:
        # What a grown expression swallowed is a part of it.
        if timex.start >= reached:
            kept.append(timex)
            reached = timex.end
    return sorted([*kept, *_besides(kept, body)], key=lambda t: t.start)


def _grown(timex: Timex, body: str) -> Timex:
    if timex.type == "SET":
        return replace(timex, value=_SETS.get(timex.value, timex.value))
    if timex.type != "DURATION" or not (more := _OF.match(body, timex.end)):
        return timex
    return replace(timex, end=more.end())


def _besides(found: Sequence[Timex], body: str) -> Iterator[Timex]:
    for match in _TRIGGER.finditer(body):
        if not any(t.start < match.end() and match.start() < t.end for t in found):
            value = next(v for i, (_, v) in enumerate(_TRIGGERS) if match[f"t{i}"])
            yield Timex(match.start(), match.end(), "DATE", value)
