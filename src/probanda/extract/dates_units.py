"""Senses that name a unit of the calendar: "last week", "the third quarter", "the end of the decade", "the 1990s"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from probanda.extract import dates_calendar as calendar
from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Basis, Meaning
from probanda.extract.dates_points import point
from probanda.extract.dates_scene import Scene, narrowed, relation

_CLOCK = ("hour", "minute", "second")


def unit(match: Match, scene: Scene) -> Meaning | None:
    """A unit counted from the base: "last week", "earlier this year", "the following day", "the same month"."""
    token = match.first("UNIT")
    if token is None or token.value in _CLOCK:
        return None
    kind = str(token.value)
    related = relation(match, match.tokens.index(token))
    if related is None or (kind == "weekend" and related == (0, "publication") and not scene.future(match)):
        related = _unrelated(kind, scene)
    steps, basis = related
    base = scene.base(basis, kind)
    if kind == "quarter" and not match.first("LAST", "NEXT", "THIS", "CURRENT", "PREV", "FOLLOW"):
        return _the_quarter(match, scene)
    if base is None:
        return Meaning(unit=kind, basis=basis)
    day = _moved(base, steps, kind)
    if day is None:
        return Meaning(unit=kind, basis=basis)
    used = scene.counted(basis)
    plain = Meaning(calendar.around(day, kind), kind, calendar.value(day, kind), basis=used, anchor=scene.anchor(used))
    following = match.beside(1)
    of_something = match.rule.name == "unit.the" and following is not None and following.kind == "OF"
    if of_something or (used == "narrative" and not scene.told(plain, match)):
        # "The day of the coup" is another day than the one last stated.
        return Meaning(unit=kind, timex=plain.timex if of_something else None, basis=basis)
    return narrowed(plain, match, scene)


def _the_quarter(match: Match, scene: Scene) -> Meaning:
    """ "The quarter": the one spoken of, else the latest one that is over."""
    if scene.quarter and not match.first("LATEST"):
        return replace(scene.quarter, basis="narrative", anchor=scene.anchor("narrative"))
    if scene.published is None:
        return Meaning(unit="quarter", basis="publication")
    day = calendar.shift(scene.published, -1, "quarter")
    return Meaning(calendar.around(day, "quarter"), "quarter", calendar.value(day, "quarter"), basis="publication")


def _unrelated(kind: str, scene: Scene) -> tuple[int, Basis]:
    """ "The year", "the quarter", "the weekend" without a word that relates them."""
    if kind == "weekend" and scene.published and scene.published.weekday() < 5:
        return -1, "publication"
    return 0, "narrative" if kind == "day" or (scene.narrative and kind != "weekend") else "publication"


def _moved(base: date, steps: int, kind: str) -> date | None:
    try:
        return calendar.shift(base, steps, "week" if kind == "weekend" else kind)
    except (ValueError, OverflowError):
        return None


def end(match: Match, scene: Scene) -> Meaning | None:
    """ "Year-end", "year's end": the last third of the unit that publication lies in."""
    return unit(match, scene)


def ordinal(match: Match, scene: Scene) -> Meaning | None:
    """ "The third quarter", with the year stated, related, or the one that publication makes likely."""
    token = match.all("UNIT")[-1] if match.first("UNIT") else None
    number = match.first("ORDW", "SECOND", "FINAL") or match.first("LAST")
    plain = number is None or (len(match.all("UNIT")) > 1 and number.kind == "LAST")
    if token is not None and token.value == "quarter" and plain:
        return _of_that_year(match, scene)
    if token is None or number is None or token.value != "quarter":
        return _nth_unit(match) if number else _just_year(match)
    which = int(number.value)
    if which < 0:
        return unit(match, scene)
    year, basis = _year(match, scene)
    if year is None:
        year, basis = _quarter_year(which, match, scene), scene.counted("publication")
    if year is None or which > 4:
        return Meaning(unit="quarter", basis=basis)
    first = date(year, which * 3 - 2, 1)
    return Meaning(calendar.around(first, "quarter"), "quarter", calendar.value(first, "quarter"), basis=basis)


def _of_that_year(match: Match, scene: Scene) -> Meaning:
    """ "The 1988 quarter", "last year's quarter": the quarter spoken of, in that year."""
    spoken = _the_quarter(match, scene)
    year, _ = _year(match, scene)
    if year is None or spoken.interval[0] is None:
        return spoken
    first = spoken.interval[0].replace(year=year)
    return replace(spoken, interval=calendar.around(first, "quarter"), timex=calendar.value(first, "quarter"))


def period(match: Match, scene: Scene) -> Meaning | None:
    """ "The latest period", "the same period": the quarter or the date last stated."""
    last = scene.quarter or scene.last
    if last and last.unit == "day":
        return _the_quarter(match, scene)
    return replace(last, basis="narrative", anchor=scene.anchor("narrative")) if last else None


def _just_year(match: Match) -> Meaning | None:
    """ "The 1988 period": as much of that year as is spoken of."""
    token = match.first("YEAR")
    year = int(token.value) if token else 0
    return Meaning(calendar.years(year, year), "year", f"{year:04}") if year else None


def _nth_unit(match: Match) -> Meaning | None:
    """ "The first week": a length whose place the words alone do not give."""
    token = match.first("UNIT")
    if token is None or token.value in (*_CLOCK, "quarter", "century", "decade", "weekend"):
        return None
    return Meaning(unit="duration", timex=calendar.duration("1", str(token.value)), type="DURATION")


def _year(match: Match, scene: Scene) -> tuple[int | None, Basis | None]:
    stated = match.first("YEAR")
    if stated:
        return int(stated.value), None
    years = [t for t in match.all("UNIT") if t.value == "year"]
    related = relation(match, match.tokens.index(years[0])) if years else None
    if not related:
        return None, None
    base = scene.base(related[1], "year")
    return (base.year + related[0] if base else None), scene.counted(related[1])


def _quarter_year(which: int, match: Match, scene: Scene) -> int | None:
    base = scene.base("publication", "year")
    if base is None:
        return None
    if scene.counted("publication") == "narrative":
        return base.year
    now = (base.month - 1) // 3 + 1
    if scene.future(match):
        return base.year + (which < now - 1)
    return base.year - (which > now)


def week_of(match: Match, scene: Scene) -> Meaning | None:
    """ "The week of 6 March"."""
    day = point(match, scene)
    if day is None or day.day is None:
        return day
    return replace(day, interval=calendar.around(day.day, "week"), unit="week", timex=calendar.value(day.day, "week"))


def half(match: Match, scene: Scene) -> Meaning | None:
    """ "The second half of 2008"."""
    number = match.first("ORDW", "SECOND", "LAST")
    decade_ = match.first("DECADE")
    if decade_:
        return decade(match, scene)
    year, basis = _year(match, scene)
    if year is None and match.first("UNIT") and (base := scene.base("publication", "year")):
        year, basis = base.year, scene.counted("publication")
    if year is None or number is None:
        return None
    which = 2 if int(number.value) in (2, -1) else 1
    first = date(year, which * 6 - 5, 1)
    return Meaning(calendar.around(first, "half"), "half", calendar.value(first, "half"), basis=basis)


def decade(match: Match, scene: Scene) -> Meaning | None:
    """ "The 1990s", "the late '80s", "the nineties"."""
    token = match.first("DECADE", "YEAR", "NUM", "DAY")
    if token is None:
        return None
    written = re.sub(r"\D", "", token.text)
    if len(token.text) == 3 and written and not match.first("THE"):
        # "In his 20s" is an age.
        return None
    if not written:
        written = str(token.value)
    first = int(written) if len(written) == 4 else scene.short_year(int(written))
    plain = Meaning(calendar.years(first, first + 9), "decade", f"{first // 10:03}")
    return narrowed(plain, match, scene)


def century(match: Match, scene: Scene) -> Meaning | None:
    """ "The 20th century": its hundred years, by the common count (1900-1999)."""
    token, number = match.first("UNIT"), match.first("ORDN", "ORDW")
    if token is None or number is None or token.value != "century":
        return None
    index = int(number.value) - 1
    if match.first("BC"):
        return Meaning(unit="", timex=f"BC{index:02}")
    if index < 0:
        return None
    day = timedelta(days=1)
    first, last = date(max(1, index * 100), 1, 1), date(index * 100 + 100, 1, 1) - day
    return narrowed(Meaning((first, last), "century", f"{index:02}"), match, scene)
