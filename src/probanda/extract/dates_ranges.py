"""Expressions that belong together: "from March to May", "12-15 March", "in 2016 and 2017", "since 2011", "before Tuesday".

TIMEX3 annotates the parts; a finding needs the whole. Joined expressions keep the wider span, and their rule says how they were
joined. The words that join are data (`joins` in the lexicon of the language).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from probanda.extract.dates_meanings import Expression, Meaning
from probanda.extract.dates_words import words
from probanda.extract.lexicons import alternatives

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_REACH = 24


@dataclass(frozen=True, slots=True)
class _Joins:
    to: re.Pattern[str]
    and_: re.Pattern[str]
    from_: re.Pattern[str]
    between: re.Pattern[str]
    sides: tuple[tuple[str, re.Pattern[str]], ...]
    name: re.Pattern[str]
    onward: re.Pattern[str]


@cache
def _joins(language: str) -> _Joins | None:
    known = words(language)
    if known is None:
        return None
    lexicon = known.lexicon
    lists = {key: alternatives(lexicon.joins.get(key, ())) or "(?!)" for key in ("to", "and", "from", "between")}
    sides = tuple(
        (k, _before(alternatives(lexicon.joins[k]))) for k in ("since", "until", "before", "after", "by") if k in lexicon.joins
    )
    return _Joins(
        to=re.compile(rf"\s*[-–—]\s*|\s*,?\s+(?:{lists['to']})\s*", re.IGNORECASE),
        and_=re.compile(rf"\s+(?:{lists['and']})\s*", re.IGNORECASE),
        from_=_before(lists["from"]),
        between=_before(lists["between"]),
        sides=sides,
        onward=re.compile(rf"\s(?:{alternatives(lexicon.joins.get('onward', ())) or '(?!)'})\b", re.IGNORECASE),
        name=re.compile(rf"[\s-]+(?:{alternatives(lexicon.names) or '(?!)'})\b", re.IGNORECASE),
    )


def _before(either: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either})\s*\Z", re.IGNORECASE)


def join(found: Sequence[Expression], body: str, language: str) -> list[Expression]:
    """The expressions of `body` in order, with ranges and open ends as one, and names told apart."""
    joins = _joins(language)
    if joins is None:
        return list(found)
    joined: list[Expression] = []
    for expression in found:
        current = _named(expression, body, joins)
        pair = _pair(joined[-1], current, body, joins=joins) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(current)
    return [_sided(e, body, joins) for e in joined]


def _named(expression: Expression, body: str, joins: _Joins) -> Expression:
    """ "The 17 February revolution" and "9 April Street" are names: the words give no year, and no event its date."""
    meaning = expression.meaning
    noun = joins.name.match(body, expression.end)
    if meaning.type != "DATE" or meaning.unit not in ("day", "month") or not noun:
        return expression
    if re.search(r"\d{4}", body[expression.start : expression.end]):
        return expression
    timex = f"XXXX{meaning.timex[4:]}" if meaning.timex else None
    return Expression(expression.start, noun.end(), f"{expression.rule}.name", Meaning(unit="name", timex=timex))


def _pair(first: Expression, second: Expression, body: str, *, joins: _Joins) -> Expression | None:
    gap = (first.end, second.start)
    if gap[1] - gap[0] > _REACH:
        return None
    first = _week_before(first, second)
    low, high = first.meaning, second.meaning
    to, and_ = joins.to.fullmatch(body, *gap), joins.and_.fullmatch(body, *gap)
    opening = max(0, first.start - _REACH)
    from_, between = joins.from_.search(body, opening, first.start), joins.between.search(body, opening, first.start)
    if first.rule == "clock" and second.rule == "clock.date" and (to or and_):
        # The day stands once, behind the second hour.
        opened = between or from_
        return Expression(opened.start() if opened else first.start, second.end, "range.clock", high)
    listed = first.rule == "range.and"
    if (first.rule.startswith("range") and not listed) or not _in_order(first, second):
        return None
    if to:
        return None if listed else _range("range", first, second, opening=from_)
    if not and_ and not (body[slice(*gap)] == ", " and _parts_of_one(low, high)):
        return None
    if between or _adjoining(replace(low, unit=high.unit) if listed else low, high):
        return _range("range.between" if between else "range.and", first, second, opening=between)
    return None


def _week_before(first: Expression, second: Expression) -> Expression:
    """ "From Saturday to Sunday", written on a Saturday: the weekday that opens a range lies before the one that ends it."""
    low, high = first.meaning, second.meaning
    if first.rule != "weekday" or not second.rule.startswith(("weekday", "date.part")) or low.day is None or high.day is None:
        return first
    if not timedelta() < low.day - high.day < _WEEK:
        return first
    day = low.day - _WEEK
    return replace(first, meaning=replace(low, interval=(day, day), timex=day.isoformat()))


def _in_order(first: Expression, second: Expression) -> bool:
    low, high = first.meaning, second.meaning
    if not (_closed(low) and _closed(high)) or "name" in (low.unit, high.unit):
        return False
    return low.interval != high.interval and low.interval[0] <= high.interval[1]  # type: ignore[operator]


def _closed(meaning: Meaning) -> bool:
    return meaning.type in ("DATE", "TIME") and None not in meaning.interval


def _parts_of_one(low: Meaning, high: Meaning) -> bool:
    """Whether a list may name them: days of one month, months of one year."""
    first, second = low.interval[1], high.interval[0]
    if first is None or second is None or high.unit not in ("day", "month") or not _adjoining(replace(low, unit=high.unit), high):
        return False
    return first.year == second.year and (high.unit == "month" or first.month == second.month)


def _adjoining(low: Meaning, high: Meaning) -> bool:
    last, first = low.interval[1], high.interval[0]
    return low.unit == high.unit and isinstance(last, date) and isinstance(first, date) and last + _DAY == first


def _range(rule: str, first: Expression, second: Expression, *, opening: re.Match[str] | None) -> Expression:
    low, high = first.meaning, second.meaning
    timex = f"{low.timex}/{high.timex}" if low.timex and high.timex else None
    unit = "years" if low.unit == high.unit == "year" else "days"
    meaning = Meaning(
        interval=(low.interval[0], high.interval[1]),
        unit=unit,
        timex=timex,
        basis=low.basis or high.basis,
        anchor=low.anchor or high.anchor,
        approximate=low.approximate or high.approximate,
    )
    return Expression(opening.start() if opening else first.start, second.end, rule, meaning)


def _sided(expression: Expression, body: str, joins: _Joins) -> Expression:
    """ "Since", "until", "before", "after" and "by" leave one end open."""
    meaning = expression.meaning
    if not _closed(meaning) or expression.rule.startswith("range") or body[expression.end : expression.end + 2] in ("'s", "’s"):
        return expression
    from_ = joins.from_.search(body, max(0, expression.start - _REACH), expression.start)
    if from_ and (onward := joins.onward.match(body, expression.end)):
        return Expression(
            from_.start(), onward.end(), f"since.{expression.rule}", replace(meaning, interval=_opened("since", meaning))
        )
    for side, pattern in joins.sides:
        found = pattern.search(body, max(0, expression.start - _REACH), expression.start)
        if found and not (meaning.type == "TIME" and side in ("before", "after", "by")):
            opened = replace(meaning, interval=_opened(side, meaning))
            return Expression(found.start(), expression.end, f"{side}.{expression.rule}", opened)
    return expression


def _opened(side: str, meaning: Meaning) -> tuple[date | None, date | None]:
    first, last = meaning.interval
    if first is None or last is None:
        return meaning.interval
    if side == "since":
        return first, None
    if side == "after":
        return last + _DAY if last < date.max else last, None
    if side == "before":
        return None, first - _DAY if first > date.min else first
    return None, last
