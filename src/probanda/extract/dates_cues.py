"""Whether the words around an expression look ahead: "will meet on Friday" against "met on Friday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from probanda.extract.dates_grammar import Match
from probanda.extract.dates_words import OTHER, words

_BREAK = re.compile(r"[.!?;]\s|\n\s*\n")
_CLAUSE = re.compile(r"[,:()]\s|\s[-–—_]+\s")
_REACH = 120
_YIELD = 100
"""Characters by which a leaning cue stands back behind a past one."""
_FAR = 10_000


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one text."""

    body: str
    language: str

    def ahead(self, match: Match) -> bool:
        """Whether the nearest cue in the same sentence points to the future."""
        future, leaning, past, *_ = _patterns(self.language)
        before, after = self._before(match), _BREAK.split(self.body[match.end : match.end + _REACH])[0]
        near = min(_nearest(future, before, after), _nearest(leaning, before, after) + _YIELD)
        return near <= min(_nearest(past, before, after), _FAR - 1)

    def told(self, match: Match) -> bool:
        """Whether a past cue stands before it in the same clause, with nothing between that points on, or the day is known."""
        future, leaning, past, *_ = _patterns(self.language)
        if self._known(match):
            return True
        clause = _CLAUSE.split(self._before(match))[-1]
        last = max((m.end() for m in past.finditer(clause)), default=0)
        onward = max((m.end() for p in (future, leaning) for m in p.finditer(clause)), default=0)
        return last > onward and not self.toward(match)

    def toward(self, match: Match) -> bool:
        """Whether a word that leads to an end stands right before it: "by", "until"."""
        return bool(_patterns(self.language)[3].search(self._before(match)))

    def parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two places."""
        return _BREAK.search(self.body, start, end) is not None

    def recorded(self, match: Match) -> bool:
        """Whether figures like "01:08" say how far into a recording: "in the video at 01:08"."""
        *_, before, after = _patterns(self.language)
        return bool(before.search(self._before(match)) or after.match(self.body, match.end))

    def _known(self, match: Match) -> bool:
        """Whether a noun follows that takes the day as known: "the 7 October attacks"."""
        after, first = match.beside(1), match.tokens[0]
        if after is None or after.kind != OTHER or not after.text.islower():
            return False
        article = f"{first.text} " if first.kind == "THE" else ""
        return bool(_patterns(self.language)[4].search(self._before(match) + article))

    def _before(self, match: Match) -> str:
        return _BREAK.split(self.body[max(0, match.start - _REACH) : match.start])[-1]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    known = words(language)
    if known is None:
        return (re.compile("(?!)"),) * 7
    cues = known.lexicon
    lists = (cues.future, cues.leaning, cues.past, cues.toward, cues.known, cues.recording, cues.of_recording)
    return tuple(
        re.compile("|".join(f"(?:{p})" for p in entries).replace(" ", r"\s") or "(?!)", re.IGNORECASE) for entries in lists
    )


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int:
    """Characters between the expression and the nearest cue; words before it weigh more than words after it."""
    distances = [len(before) - m.end() for m in pattern.finditer(before)]
    distances += [2 * m.start() + 10 for m in pattern.finditer(after)]
    return min(distances, default=_FAR)
