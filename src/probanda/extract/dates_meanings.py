"""What an expression means, before it becomes a `When`: an interval, a unit, a TIMEX3 value, and what it was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from probanda.extract import dates_calendar as calendar

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["publication", "narrative"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: an interval of days where one can be given, and a TIMEX3 value."""

    interval: tuple[date | None, date | None] = (None, None)
    unit: str = ""
    timex: str | None = None
    type: TimexType = "DATE"
    basis: Basis | None = None
    """None when the expression is absolute."""
    anchor: str | None = None
    approximate: bool = False

    @property
    def resolved(self) -> bool:
        """Whether at least one end is known."""
        return self.interval != (None, None)

    @property
    def day(self) -> date | None:
        """The day, when the interval is one."""
        return self.interval[0] if self.interval[0] == self.interval[1] else None


@dataclass(frozen=True, slots=True)
class Expression:
    """One temporal expression: `body[start:end]`, the rule that took it and what it means."""

    start: int
    end: int
    rule: str
    meaning: Meaning


def exact(year: int, month: int, day: int, *, basis: Basis | None) -> Meaning | None:
    """A day, or a month when `day` is 0; None for what no calendar holds."""
    try:
        if not day:
            first, last = calendar.month(year, month)
            return Meaning((first, last), "month", f"{year:04}-{month:02}", basis=basis)
        exact = date(year, month, day)
    except ValueError:
        return None
    return Meaning((exact, exact), "day", exact.isoformat(), basis=basis)


def unresolved(unit: str, basis: Basis, timex: str | None = None) -> Meaning:
    """An expression that nothing given here resolves."""
    return Meaning(unit=unit, timex=timex, basis=basis)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or None."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
