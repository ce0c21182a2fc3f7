"""What a relative expression is counted from: the day of publication, or the date last stated in the narrative.

Sources of one kind tell of yesterday ("on Friday"), those of another kind tell history ("In 1995 ... the following day"). Which
kind a text is decides where a bare "in April" belongs (compare the news and narrative modes of HeidelTime, Strötgen and
Gertz 2013).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from probanda.extract import dates_calendar as calendar
from probanda.extract.dates_calendar import Interval
from probanda.extract.dates_cues import Cues
from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Basis, Meaning

_MEMORY = 1500
"""Characters after which "the following day" no longer plainly follows the date last stated."""
_ADJACENT = 12
"""Characters within which a day follows its year: "in 2014, on 3 May"."""
_WEEKS = 62
_NEAR = 200
"""Characters within which a second date of one month is of one year with the first."""
_JUST_PAST = 1
_SOON = timedelta(days=100)
_FINENESS = {
    u: i
    for i, u in enumerate(
        ("century", "decade", "year", "half", "season", "quarter", "month", "week", "fortnight", "weekend", "day")
    )
}


@dataclass(slots=True)
class Scene:
    """Where the reading stands: publication, the date last stated, and which of the two the text counts from."""

    published: date | None
    narrative: bool
    cues: Cues
    last: Meaning | None = None
    line: Meaning | None = None
    """The date that the narrative itself has reached, as against one that it looks back or ahead to."""
    before_last: Meaning | None = None
    """The other day stated before the last one."""
    quarter: Meaning | None = None
    counted_from: Meaning | None = None
    position: int = 0
    """Where the expression being read begins."""
    stated_at: int = 0
    """Where the date last stated ended."""
    bc: int | None = None
    """The year before Christ that the narrative has reached."""

    def future(self, match: Match) -> bool:
        """Whether the wording looks ahead."""
        return self.cues.ahead(match)

    def compared(self, years: int) -> date | None:
        """The quarter of publication's year that is spoken of, moved by so many years."""
        first = self.quarter.interval[0] if self.quarter else None
        if first is None or self.published is None:
            return None
        this_year = first.replace(year=self.published.year)
        return this_year.replace(year=this_year.year - (this_year > self.published) + years)

    def state(self, meaning: Meaning, *, leading: bool = True) -> None:
        """Remember a date that was stated; only one that leads a sentence or paragraph carries the narrative on."""
        if meaning.basis is None and meaning.timex:
            self.bc = int(meaning.timex[2:6]) if re.match(r"BC\d{4}", meaning.timex) else None
        if meaning.type in ("DATE", "TIME") and meaning.resolved and meaning.unit in _FINENESS:
            if self.last and self.last.day and self.last.day != meaning.day:
                self.before_last = self.last
            self.last, self.stated_at = meaning, self.position
            if leading or self.line is None:
                self.line = meaning
            if meaning.unit == "quarter" and not self._earlier_quarter(meaning):
                self.quarter = meaning

    def told(self, meaning: Meaning, match: Match) -> bool:
        """Whether a date lies where told events can lie: not after publication, unless the wording looks ahead."""
        first = meaning.interval[0]
        return not (first and self.published and first > self.published) or self.future(match)

    def _earlier_quarter(self, meaning: Meaning) -> bool:
        """Whether a quarter is only what the one spoken of is compared with, or is not over."""
        known, new = self.quarter and self.quarter.interval[0], meaning.interval[0]
        to_come = self.published and meaning.interval[1] and meaning.interval[1] >= self.published
        return bool(to_come or (known and new and new < known))

    def base(self, basis: Basis, unit: str) -> date | None:
        """The day to count units from, or None when there is none fine enough."""
        if basis == "publication" and not (self.narrative and self.last):
            return self.published
        last = self.line if unit in ("year", "decade", "century") and basis == "publication" else self.last
        if last is None or last.interval[0] is None:
            return None
        if _FINENESS[last.unit] < _FINENESS.get(unit, 99) or (basis == "narrative" and self.position - self.stated_at > _MEMORY):
            return None
        self.counted_from = last
        return last.interval[0]

    def counted(self, basis: Basis) -> Basis:
        """The basis really used (see `base`)."""
        return "narrative" if basis == "narrative" or (self.narrative and self.last) else "publication"

    def anchor(self, basis: Basis | None) -> str | None:
        """The anchor as EDTF; publication is filled in by the caller, who knows how exact it is."""
        if basis != "narrative" or self.counted_from is None:
            return None
        return "/".join(d.isoformat() for d in dict.fromkeys(self.counted_from.interval) if d)

    def year_of(self, month: int, day: int, match: Match) -> int | None:
        """The year of a month, or of a day of a month, that is stated without one."""
        if self.narrative and self.line and self.line.interval[0]:
            self.counted_from = self.line
            if self.last and self.last.day and self.last.day.month == month and self.position - self.stated_at < _NEAR:
                return self.last.day.year
            year = self._year_told(month, self.line)
            # A history does not run past the day on which it was published.
            ahead = self.published and (year, month) > (self.published.year, self.published.month)
            return year - 1 if year and ahead and not self.future(match) else year
        if self.published is None:
            return None
        here = (month, day) if day else (month, 0)
        now = (self.published.month, self.published.day) if day else (self.published.month, 0)
        if self.future(match):
            # Just past is likelier than nearly a year ahead: "was due on 7 March", published on the 8th.
            return self.published.year + (here < now and (self.published.month - month) % 12 > _JUST_PAST)
        if self._soon(month, day or 1) and (self.cues.toward(match) if not day else not self.cues.told(match)):
            return self.published.year + (here < now)
        return self.published.year - (here > now)

    def carried_year(self, month: int, day: int, match: Match) -> int | None:
        """The year of a day stated just before, in a text of another time: "on 3 May 2012 he came; on 7 May he left".

        Only one of the next weeks is taken, and a month only in the same sentence: others are as often of publication's year.
        """
        last, first = self.last, self.last.interval[0] if self.last else None
        if self.narrative or last is None or first is None or self.published is None or first.year >= self.published.year:
            return None
        if (
            last.basis == "publication"
            or self.position - self.stated_at > (_NEAR if last.day else _ADJACENT)
            or self.future(match)
        ):
            return None
        later = (month - first.month) % 12 * 31 + (day or 31) - first.day
        if not day and (last.unit == "year" or self.cues.parted(self.stated_at, self.position)):
            return None
        if last.unit != "year" and not (last.day and 0 <= later <= _WEEKS):
            return None
        self.counted_from = last
        return first.year + (last.unit != "year" and month < first.month)

    def _soon(self, month: int, day: int) -> bool:
        """Whether such a day comes within a quarter of a year of publication: that of last year would be told with its year."""
        assert self.published is not None
        years = (self.published.year, self.published.year + 1)
        days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
        return any(timedelta() < d - self.published <= _SOON for d in days)

    def _year_told(self, month: int, last: Meaning) -> int | None:
        first = last.interval[0]
        if first is None:
            return None
        # A narrative that has come to the end of a year goes on into the next.
        turned = last.unit in ("day", "month") and first.month >= 10 and month <= 3
        return first.year + turned

    def short_year(self, short: int) -> int:
        """The year that two digits mean: the latest one not after publication; where that is unknown, one of 1931 to 2030."""
        now = self.published.year if self.published else 2030
        return now // 100 * 100 + short - (100 if short > now % 100 else 0)

    def weekday(self, number: int, match: Match, rel: int | None) -> tuple[date | None, Basis]:
        """The nearest such weekday on or before publication, unless the wording says that it is to come.

        In a history it follows the day last stated, if one stands near by.
        """
        told = self.last.day if self.narrative and self.last and self.position - self.stated_at < _NEAR else None
        base, basis = told or self.published, _basis(told)
        if base is None:
            return None, basis
        back = (base.weekday() - number) % 7
        ahead = (number - base.weekday()) % 7
        if rel == 1:
            return base + timedelta(days=ahead or 7), basis
        if rel == -1:
            # Yesterday is called so: "last Tuesday", written on a Wednesday, is of the week before.
            return base - timedelta(days=back if back > 1 else back + 7), basis
        if told:
            self.counted_from = self.last
        return base + timedelta(days=ahead if told or self.future(match) else -back), basis


def _basis(told: date | None) -> Basis:
    return "narrative" if told else "publication"


def relation(match: Match, at: int) -> tuple[int, Basis] | None:
    """The relative word beside token `at` of the match: (units to move, counted from what)."""
    kinds = [t.kind for t in match.tokens[:at]]
    near = kinds[-3:]
    for kind in reversed(near):
        if kind in ("LAST", "PAST", "NEXT", "COMING") and "THE" in near and kind != "PAST":
            return (1, "narrative") if kind == "NEXT" else (-1, "publication")
        if kind in _RELATIONS:
            return _RELATIONS[kind]
    # French and Arabic put the word behind its unit: "la semaine dernière".
    behind = [t.kind for t in match.tokens[at + 1 : at + 3]]
    return next((_RELATIONS[kind] for kind in behind if kind in _RELATIONS), None)


_RELATIONS: dict[str, tuple[int, Basis]] = {
    "LAST": (-1, "publication"),
    "PAST": (-1, "publication"),
    "LATEST": (-1, "publication"),
    "NEXT": (1, "publication"),
    "COMING": (1, "publication"),
    "THIS": (0, "publication"),
    "CURRENT": (0, "publication"),
    "PREV": (-1, "narrative"),
    "FOLLOW": (1, "narrative"),
    "THAT": (0, "narrative"),
    "SAME": (0, "narrative"),
}


def is_narrative(found: Sequence[Match], published: date | None) -> bool:
    """Whether a text tells history: years long past outnumber the words that point at the day of writing."""
    if published is None:
        return True
    past = sum(1 for m in found if (t := m.first("YEAR")) and int(t.value) < published.year - 1)
    pointing = sum(1 for m in found if m.first("DEIC", "WDAY", "LAST", "THIS", "AGO", "TONIGHT") and not m.first("YEAR"))
    recent = sum(1 for m in found if (t := m.first("YEAR")) and published.year - 1 <= int(t.value) <= published.year)
    return past >= 2 and past > 2 * pointing + recent


def narrowed(meaning: Meaning, match: Match, scene: Scene) -> Meaning:
    """The part of the interval that "early", "mid", "the end of", "earlier" or "later" leaves.

    What is told of the running month or year had happened by the day of publication, unless the wording looks ahead.
    """
    first, last = meaning.interval
    if first is None or last is None:
        return meaning
    part = match.first("EARLY", "LATE", "MID", "BEGIN", "END", "MIDDLE")
    if part and meaning.unit not in ("day", ""):
        first, last = calendar.thirds((first, last), str(part.value), meaning.unit)
    if meaning.basis == "publication" and scene.published and first <= scene.published <= last:
        first, last = _side((first, last), match, scene)
    return replace(meaning, interval=(first, last))


def _side(interval: Interval, match: Match, scene: Scene) -> Interval:
    first, last = interval
    if scene.published is None or match.first("NEXT", "COMING"):
        return interval
    if match.first("LATER"):
        return scene.published, last
    return interval if scene.future(match) else (first, scene.published)
