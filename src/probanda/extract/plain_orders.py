"""Orders in languages that are read by rules alone (French, Arabic): fixed phrases with who orders beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probanda.extract.lexical import LANGUAGES, act_of
from probanda.extract.plain import subject_of
from probanda.extract.plain_denials import may_be
from probanda.extract.reading import Reading
from probanda.extract.rules import Rule, load, rules
from probanda.model import Order, Party


def find(reading: Reading) -> list[Order]:
    """The orders of acts of violence in a block in French or Arabic, in the order of their words; none in any other language.

    An order of restraint ("de ne pas tirer") is no order of what it forbids.
    """
    if reading.language not in LANGUAGES:
        return []
    found = [order for rule in rules("orders", reading.language) for order in _of_rule(reading, rule)]
    kept: list[Order] = []
    for order in sorted(found, key=lambda f: (f.spans[0].start, -f.spans[0].end)):
        if not kept or order.spans[0].start >= kept[-1].spans[0].end:
            kept.append(order)
    return kept


def _of_rule(reading: Reading, rule: Rule) -> Iterator[Order]:
    for match in rule.regex.finditer(reading.body):
        words = match["what"].strip()
        act = rule.value.get("act") or act_of(reading.language, words)
        by = subject_of(reading, match.span("verb"), limit=match.start("what"))
        if not act or not may_be(reading, by, match.start("verb")) or (not rule.value.get("act") and _restrains(reading, words)):
            continue
        span = reading.span(match.start("what"), match.start("what") + len(match["what"].rstrip()))
        verb = reading.span(*match.span("verb"))
        yield Order(rule=f"order.{rule.name}.v1", spans=(span, verb), by=by, to=_told(reading, match), act=act, conduct=words)


def _told(reading: Reading, match: re.Match[str]) -> Party | None:
    if not match.groupdict().get("to"):
        return None
    span = reading.span(*match.span("to"))
    return Party(name=span.quote, span=span, how="description")


def _restrains(reading: Reading, words: str) -> bool:
    first = "|".join(load("speech", reading.language)["restraint"])
    return bool(re.match(rf"(?:{first})(?!\w)", words, re.IGNORECASE))
