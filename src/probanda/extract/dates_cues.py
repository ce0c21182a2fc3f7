"""Whether the words around an expression look ahead: "will meet on Friday" against "met on Friday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from probanda.extract.dates_grammar import Match
from probanda.extract.dates_tokens import words

_BREAK = re.compile(r"[.!?;]\s|\n\s*\n")
_REACH = 120
_YIELD = 100
"""Characters by which a leaning cue stands back behind a past one."""
_FAR = 10_000


def cues(body: str, language: str) -> Callable[[Match], bool]:
    """A test for matches in `body`: True when the nearest cue in the same sentence points to the future."""
    future, leaning, past = _patterns(language)

    def ahead(match: Match) -> bool:
        before = _BREAK.split(body[max(0, match.start - _REACH) : match.start])[-1]
        after = _BREAK.split(body[match.end : match.end + _REACH])[0]
        near = min(_nearest(future, before, after), _nearest(leaning, before, after) + _YIELD)
        return near <= min(_nearest(past, before, after), _FAR - 1)

    return ahead


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    known = words(language)
    lists = (known.lexicon.future, known.lexicon.leaning, known.lexicon.past) if known else ([], [], [])
    return tuple(
        re.compile("|".join(f"(?:{p})" for p in entries).replace(" ", r"\s") or "(?!)", re.IGNORECASE) for entries in lists
    )


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int:
    """Characters between the expression and the nearest cue; words before it weigh more than words after it."""
    distances = [len(before) - m.end() for m in pattern.finditer(before)]
    distances += [2 * m.start() + 10 for m in pattern.finditer(after)]
    return min(distances, default=_FAR)
