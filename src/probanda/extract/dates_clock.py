"""Times and parts of the day: "at 4 p.m.", "last night", "the morning of the following day"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from probanda.extract.dates_grammar import Match
from probanda.extract.dates_meanings import Meaning, unresolved
from probanda.extract.dates_scene import Scene, relation
from probanda.extract.dates_words import Token

_DAY = timedelta(days=1)
_MILITARY = ("clock.military", "clock.hours")


def part_of_day(match: Match, scene: Scene) -> Meaning | None:
    """ "This morning", "last night", "that night", "the next morning"."""
    token = match.first("PART")
    assert token is not None
    related = relation(match, match.tokens.index(token))
    if not related:
        return clock(match, scene) if match.first("DAY", "MID") else None
    basis = related[1]
    day = scene.base(basis, "day")
    if day is None:
        return unresolved("day", basis)
    if related[0] and not (basis == "publication" and scene.counted(basis) == "narrative"):
        day += related[0] * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis=scene.counted(basis))


def day_told(match: Match, scene: Scene) -> Meaning | None:
    """ "4 p.m. the same day", "the morning of the following day"."""
    unit = match.first("UNIT")
    assert unit is not None
    related = relation(match, match.tokens.index(unit))
    if unit.value != "day" or not related:
        return None
    base = scene.base(related[1], "day")
    if base is None:
        return unresolved("day", related[1])
    day = base + related[0] * _DAY
    return Meaning((day, day), "day", day.isoformat(), basis=scene.counted(related[1]))


def clock(match: Match, scene: Scene) -> Meaning | None:
    """A time of day alone belongs to the day last stated, or to none."""
    token = match.first("CLOCK", "HOURS", "DAY", "NOON", "PART", "YEAR", "NUM")
    if token is None or (match.rule.name in _MILITARY and not military(match)):
        return None
    if token.kind == "CLOCK" and "." in token.text and token.text[-1].isdigit() and not match.first("AMPM", "TZ"):
        return None
    if len(match.tokens) == 1 and (token.text.startswith("0:") or scene.cues.recorded(match)):
        return None
    told = _fitting(match, scene)
    last = told.day if told and scene.told(told, match) else None
    day = last or (scene.published if not scene.narrative else None)
    if day is None:
        return unresolved("day", "narrative")
    return Meaning((day, day), "day", day.isoformat(), basis="narrative" if last else "publication")


_BEFORE_NOON, _AFTER_NOON = ("TMO",), ("TAF", "TEV", "TNI")


def _fitting(match: Match, scene: Scene) -> Meaning | None:
    """The day last stated, or the one before where the last is a part of the day that the hour does not lie in.

    "Shot on Sunday night, he was in hospital on Monday morning. It happened about 9 p.m.": on Sunday.
    """
    hour, last = _clock_value(match), scene.last
    if hour is None or last is None or not last.timex or scene.before_last is None:
        return last
    return scene.before_last if _apart(last, hour) and not _apart(scene.before_last, hour) else last


def _apart(meaning: Meaning, hour: str) -> bool:
    """Whether an hour lies in another half of the day than the one told; a night may run past midnight."""
    others = _BEFORE_NOON if hour >= "12:00" else _AFTER_NOON if hour >= "06:00" else _AFTER_NOON[:2]
    return bool(meaning.timex) and str(meaning.timex).endswith(others)


def timed(meaning: Meaning, match: Match) -> Meaning:
    """The meaning with its part of the day or clock in the TIMEX3 value."""
    if meaning.unit != "day" or not meaning.timex or "T" in meaning.timex:
        return meaning
    clock = _clock_value(match)
    part = match.first("PART", "NOON", "TONIGHT")
    code = clock or (("NI" if part.kind == "TONIGHT" else str(part.value)) if part else None)
    return replace(meaning, timex=f"{meaning.timex}T{code}", type="TIME") if code else meaning


def _clock_value(match: Match) -> str | None:
    hours = match.first("HOURS")
    if hours:
        minutes = match.tokens[match.tokens.index(hours) + 1 :][:1]
        return _time_of_day(int(hours.value), int(minutes[0].value) if minutes else 0)
    if match.rule.name in _MILITARY:
        return military(match)
    half = match.first("AMPM", "OCLOCK")
    token = match.first("CLOCK") or (_hour_before(match, half) if half else None)
    if token is None:
        return None
    hour, minute, *_ = [int(n) for n in re.findall(r"\d+", token.text)] + [0]
    if half and half.kind == "AMPM":
        hour = hour % 12 + int(half.value)
    elif token.text[-1] in "mM":
        hour = hour % 12 + (12 if token.text[-2] in "pP" else 0)
    elif hour < 12 and (part := match.first("PART")) and part.value in ("AF", "EV"):
        hour += 12
    return _time_of_day(hour, minute)


def military(match: Match) -> str | None:
    """ "1830 GMT"."""
    token = match.first("YEAR", "NUM")
    if token is None or not re.fullmatch(r"\d{4}", token.text):
        return None
    return _time_of_day(int(token.text[:2]), int(token.text[2:]))


def _time_of_day(hour: int, minute: int) -> str | None:
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _hour_before(match: Match, half: Token) -> Token | None:
    at = match.tokens.index(half)
    return match.tokens[at - 1] if at and match.tokens[at - 1].kind == "DAY" else None
