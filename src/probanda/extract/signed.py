"""Who "I" is in a letter, a statement or an affidavit: the one person who signs it or names himself in it."""

from __future__ import annotations

import re

from probanda.extract.reading import Reading
from probanda.extract.rules import rules
from probanda.model import Mention, Party

_TRIGGER = re.compile(r"[Ss]igned|\bI, |My (?:full )?name is|[Rr]egards|[Ss]incerely|Yours|Respectfully|Faithfully")
_TITLE = 24
"""Characters of a title ("Lieutenant Colonel") that may stand between the words and the name."""


def author(reading: Reading) -> Mention | None:
    """The mention that names who writes, outside quotations; None where nobody is named, or more than one person is."""
    if not _TRIGGER.search(reading.body):
        return None
    found: dict[str, Mention] = {}
    for rule in rules("signed"):
        for match in rule.regex.finditer(reading.body):
            named = None if _quoted(reading, match.end()) else _person_at(reading, match.end())
            if named is not None:
                found.setdefault(named.name, named)
    return next(iter(found.values())) if len(found) == 1 else None


def told_by_author(reading: Reading) -> tuple[Party, int] | None:
    """Who tells all of a body, with the local position from which on: its author where it opens with his name ("I, Ada Bern,
    state") or ends with it and is told by an "I"; None where the name stands in the middle of something else."""
    named = author(reading)
    if named is None or named.name == reading.outlet.name or not _FIRST_PERSON.search(reading.body[:_OPENING]):
        return None
    end = reading.local(named.span)[1]
    first = min((reading.local(m.span) for m in reading.mentions if m.name == named.name), default=reading.local(named.span))
    closes, opens = len(reading.body) - end <= _CLOSE, first[0] <= _OPENING and len(reading.body) - first[1] > _CLOSE
    if not (closes or opens):
        return None
    return Party(name=named.name, span=named.span, type="person"), first[0] if opens else 0


_FIRST_PERSON = re.compile(r"(?<!\w)(?:I|[Mm]y|me)(?!\w)")
_OPENING, _CLOSE = 400, 160
"""Characters within which a text opens with the name of its author, and within which it ends with it."""


def _quoted(reading: Reading, position: int) -> bool:
    return any(q.start <= position < q.end for q in reading.quotations if q.speech)


def _person_at(reading: Reading, position: int) -> Mention | None:
    """The person named at a position, or behind a title on the same line."""
    near = reading.mentions_within(position, min(len(reading.body), position + 4 * _TITLE))
    first = next((m for m in near if m.type == "person"), None)
    if first is None:
        return None
    between = reading.body[position : reading.local(first.span)[0]]
    return first if len(between) <= _TITLE and not re.search(r"[.\n;:]\s", between) else None
