"""Acts said to have been done "on the orders of" somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from probanda.extract.conduct import Acts
from probanda.extract.frames import clause, predicate
from probanda.extract.parties import party
from probanda.extract.reading import Reading
from probanda.extract.rules import rules
from probanda.extract.said import Stretch
from probanda.model import Order, Party


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(rule.regex for rule in rules("on_orders"))


def on_orders(reading: Reading, named: Acts) -> Iterator[Order]:
    """An order for each "on the orders of X" that stands with a violent act."""
    for where, giver in givers(reading, (0, len(reading.body))):
        head = predicate(_token(reading, where[0]) or reading.doc[0])
        low, high = clause(head)
        act = named.of((low, high))
        if act is None and head.lemma_ in _GENERAL:
            act = named.of((head.sent.start_char, head.sent.end_char))
        if act:
            span = reading.span(min(low, where[0]), max(high, where[1]))
            yield Order(
                rule="order.on_orders_of.v1",
                spans=(span, reading.span(*where)),
                by=giver,
                act=act,
                conduct=reading.body[low:high],
            )


_ORDERS = ("order", "instruction", "command", "behest", "directive")
"""What is somebody's own in "on his orders"; in "on the orders of its commander" the brigade gave none."""
_GENERAL = ("act", "do", "carry", "follow", "obey")
"""Verbs that say that something was done, while another clause of the sentence says what."""


def giver_within(reading: Reading, where: Stretch) -> Party | None:
    """On whose orders, if a stretch says so."""
    return next((giver for _, giver in givers(reading, where)), None)


def givers(reading: Reading, where: Stretch) -> Iterator[tuple[Stretch, Party]]:
    """The words "on the orders of X" in a stretch, and X."""
    if (
        "order" not in reading.body
        and "instruct" not in reading.body
        and "behest" not in reading.body
        and "command" not in reading.body
    ):
        return
    for regex in _patterns():
        for found in regex.finditer(reading.body, *where):
            giver = _giver(reading, found.start("by"))
            if giver is not None:
                end = reading.local(giver.span)[1] if giver.span else found.end()
                yield (found.start(), max(found.end(), end)), giver


def _giver(reading: Reading, position: int) -> Party | None:
    while position < len(reading.body) and reading.body[position] in "“\"'‘":
        position += 1
    token = _token(reading, position)
    if token is None:
        return None
    if token.dep_ == "poss" and token.head.lemma_ in _ORDERS and token.pos_ in ("PRON", "PROPN", "NOUN"):
        return party(reading, token)
    near = [
        m
        for m in reading.mentions_within(position, position + 90)
        if "." not in reading.body[position : reading.local(m.span)[0]].rstrip(".")
    ]
    people = [m for m in near if m.type == "person"] or near[:1]
    if people:
        return Party(name=people[0].name, span=people[0].span, type=people[0].type)
    head = token
    while head.dep_ in ("det", "compound", "amod", "poss", "nmod") and head.head.i > head.i:
        head = head.head
    return party(reading, head)


def _token(reading: Reading, position: int) -> Token | None:
    held = reading.doc.char_span(position, position + 1, alignment_mode="expand")
    return held[0] if held is not None and len(held) else None
