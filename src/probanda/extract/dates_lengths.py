"""Senses that count in units: durations, windows ("the past three months"), shifts ("two days later"), repetitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from probanda.extract import dates_calendar as calendar
from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Basis, Meaning
from probanda.extract.dates_scene import Scene
from probanda.extract.dates_words import Token

_CLOCK = ("hour", "minute", "second")
_NUMBERS = ("DAY", "NUM", "YEAR", "FRACTION")


def _unit(match: Match) -> Token | None:
    return match.first("UNIT", "UNITS", "DUAL")


def _count(match: Match) -> str:
    """How many units, as TIMEX3 writes it: `3`, `2.5`, `X` for an unknown number."""
    if (unit := _unit(match)) and unit.kind == "DUAL":
        return "2"
    before = match.tokens[: match.tokens.index(unit)] if unit else match.tokens
    # In Arabic the number may follow: "the months the three the past".
    if match.first("HALF"):
        return _and_a_half(before, match)
    numbers = [t for t in before if t.kind in _NUMBERS] or match.all("NUM")
    if numbers:
        return _number(numbers[-1])
    quantity = next((t for t in before if t.kind == "QUANT"), None)
    if quantity:
        return str(quantity.value)
    return "1" if unit and unit.kind == "UNIT" else "X"


def _and_a_half(before: list[Token], match: Match) -> str:
    numbers = [t for t in before if t.kind in _NUMBERS]
    if match.first("AND"):
        return _number(numbers[-1]) + ".5" if numbers else "1.5"
    return "0.5"


def _number(token: Token) -> str:
    if token.kind == "FRACTION":
        whole, part = token.text.split(" ", 1)
        top, bottom = part.split("/")
        return f"{int(whole) + int(top) / max(1, int(bottom)):g}"
    return f"{token.value:g}"


def _whole(count: str) -> int | None:
    return int(float(count)) if count != "X" else None


def duration(match: Match, _scene: Scene) -> Meaning | None:
    """A length of time that says nothing of when."""
    unit = _unit(match)
    if unit is None:
        return None
    count = _count(match)
    if "E" in count.upper() or (unit.value == "second" and count == "X"):
        return None
    after = match.beside(1)
    share = unit.value == "quarter" and count in ("1", "3") and not match.first("THE") and after and after.kind == "OF"
    before, last = match.beside(-1), match.beside(-2)
    if before and last and before.kind == "DASH" and last.kind == "YEAR":
        # "The 2013-14 school year".
        return None
    if share or (unit.text.lower() == "quarters" and (len(match.tokens) == 1 or match.first("DASH"))):
        # Lodgings and fractions.
        return None
    return Meaning(
        unit="duration", timex=calendar.duration(count, str(unit.value)), type="DURATION", approximate=bool(match.first("APPROX"))
    )


def window(match: Match, scene: Scene) -> Meaning | None:
    """A length of time that ends or begins at the base: "the past three months", "the next few days"."""
    plain = duration(match, scene)
    unit = _unit(match)
    if plain is None or unit is None:
        return None
    told = match.first("PREV", "FOLLOW")
    ahead = bool(match.first("NEXT", "COMING", "FOLLOW", "AHEAD"))
    basis: Basis = "narrative" if told else "publication"
    base = scene.base(basis, "day" if unit.value in ("day", "week") else "month" if unit.value == "month" else "year")
    count = _whole(_count(match))
    if base is None or count is None or (match.first("NOW", "COMING") is not None and count is None):
        return replace(plain, basis=basis)
    edge = _shifted(base, count if ahead else -count, str(unit.value))
    if edge is None:
        return plain
    ends = (base, edge) if ahead else (edge, base)
    return replace(plain, interval=ends, basis=scene.counted(basis), anchor=scene.anchor(scene.counted(basis)))


def _shifted(day: date, count: int, unit: str) -> date | None:
    try:
        return calendar.shift(day, count, unit)
    except (ValueError, OverflowError):
        return None


def shift(match: Match, scene: Scene) -> Meaning | None:
    """So many units before or after the base: "two weeks ago", "three days later"."""
    unit, side = _unit(match), match.first("AGO", "EARLIER", "LATER", "BEFORE", "AFTER", "SINCE")
    if unit is None or side is None:
        return None
    count, kind = _whole(_count(match)), str(unit.value)
    basis: Basis = "publication" if side.kind in ("AGO", "SINCE") else "narrative"
    vague = "FUTURE_REF" if int(side.value) > 0 else "PAST_REF"
    if count is None or kind in _CLOCK:
        return Meaning(unit="", timex=vague, basis=basis)
    if side.kind == "AGO":
        return _moved(match, scene, (scene.published, -count, kind), basis=basis)
    base = scene.base(basis, "year" if kind in ("year", "decade", "century") else "month" if kind == "month" else "day")
    return _moved(match, scene, (base, count * int(side.value), kind), basis=basis)


def _moved(match: Match, scene: Scene, move: tuple[date | None, int, str], *, basis: Basis) -> Meaning:
    base, count, kind = move
    kind = {"fortnight": "week", "weekend": "week"}.get(kind, kind)
    day = _shifted(base, count, kind) if base else None
    approximate = bool(match.first("APPROX", "SO"))
    if day is None:
        return Meaning(unit=kind, basis=basis, approximate=approximate)
    unit = kind
    compared = any(t.value == "quarter" for t in match.all("UNIT")) or bool(scene.last and scene.last.unit == "quarter")
    if kind == "year" and compared and scene.quarter:
        # "A year ago" beside a quarter is the same quarter of the year before.
        unit, day = "quarter", scene.compared(count) or day
    used = basis if match.first("AGO") else scene.counted(basis)
    interval = calendar.around(day, unit)
    if used == "narrative" and not scene.told(Meaning(interval), match):
        return Meaning(unit=kind, basis=basis, approximate=approximate)
    return Meaning(interval, unit, calendar.value(day, unit), basis=used, anchor=scene.anchor(used), approximate=approximate)


def beside(match: Match, scene: Scene) -> Meaning | None:
    """ "The day before", "the week after"."""
    unit, side = _unit(match), match.first("BEFORE", "AFTER")
    if unit is None or side is None or unit.value in _CLOCK:
        return None
    base = scene.base("narrative", str(unit.value))
    return _moved(match, scene, (base, int(side.value), str(unit.value)), basis="narrative")


def neighbour(match: Match, scene: Scene) -> Meaning | None:
    """ "Le lendemain", "la veille": so many days from the date last stated."""
    token = match.first("NEIGHBOUR", "NEXTDAY")
    if token is None:
        return None
    return _moved(match, scene, (scene.base("narrative", "day"), int(token.value), "day"), basis="narrative")


def each(match: Match, _scene: Scene) -> Meaning | None:
    """A repetition: "every week", "daily", "Mondays"."""
    word = match.first("SETW")
    weekday = match.first("WDAY", "WDAYS")
    unit = _unit(match)
    timex: str | None
    if word:
        timex = str(word.value)
    elif weekday:
        timex = f"XXXX-WXX-{int(weekday.value) + 1}"
    elif unit:
        every = match.first("EVERY")
        number = None if match.first("TIMES") else match.first("DAY", "NUM")
        count = _number(number) if number else str(every.value) if every else "1"
        timex = calendar.duration(count, str(unit.value))
    else:
        timex = _each_part(match)
    return Meaning(unit="set", timex=timex, type="SET") if timex else None


def _each_part(match: Match) -> str | None:
    token = match.first("MONTH", "SEASON", "PART", "PARTS")
    if token is None:
        return None
    if token.kind == "MONTH":
        return f"XXXX-{int(token.value):02}"
    return f"XXXX-{token.value}" if token.kind == "SEASON" else f"XXXX-XX-XXT{token.value}"


def reference(match: Match, _scene: Scene) -> Meaning:
    """ "Now", "recently", "soon": a side of the present, and no interval."""
    token = match.first("NOW")
    return Meaning(unit="", timex=str(token.value) if token else "PAST_REF", basis="publication")


def age(_match: Match, _scene: Scene) -> None:
    """ "A 33-year-old": the age of somebody, and no time."""


def unplaced(_match: Match, _scene: Scene) -> Meaning:
    """ "That period": some time spoken of, whose ends the words do not give."""
    return Meaning(unit="", basis="narrative")
