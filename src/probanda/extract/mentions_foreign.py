"""Names in the languages that are read by rules alone: Arabic and French. Other languages give the case's own names."""

from __future__ import annotations

import re
from dataclasses import replace

from probanda.extract import mentions_arabic, mentions_french
from probanda.extract.folding import fold
from probanda.extract.mentions_lexicon import Candidate
from probanda.extract.reading import Reading
from probanda.extract.settling import settle
from probanda.model import Mention, MentionType, identify

_TYPES = ("person", "organisation", "armed_group", "unit", "operation", "court", "place", "people", "publication")


def find(reading: Reading) -> list[Mention]:
    """All names in the block that rules find, in order, none overlapping another, each with its full name."""
    own = _own(reading)
    if reading.language == "ar":
        return _named(reading, _arabic(reading, own))
    found = mentions_french.candidates(reading.body) if reading.language == "fr" else []
    return _named(reading, repeated(reading.body, settle(own, found)))


def _own(reading: Reading) -> list[Candidate]:
    """The case's own names, wherever they stand; Arabic writes small words onto them."""
    names = sorted((n for n in reading.names if n), key=len, reverse=True)
    if not names:
        return []
    pattern = re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?P<name>{'|'.join(re.escape(n) for n in names)})(?!\w)")
    return [
        Candidate(m.start("name"), m.end("name"), _type(reading.names[m["name"]]), "case.names", 100)
        for m in pattern.finditer(reading.body)
    ]


def _type(written: str) -> MentionType:
    return written if written in _TYPES else "organisation"  # type: ignore[return-value]


def _arabic(reading: Reading, own: list[Candidate]) -> list[Candidate]:
    folded = fold(reading.body)
    found = repeated(folded.body, settle(mentions_arabic.candidates(folded.body)), clitics="وفبلك")
    return settle(own, [_unfolded(c, *folded.origin(c.start, c.end)) for c in found])


def _unfolded(one: Candidate, start: int, end: int) -> Candidate:
    return replace(one, start=start, end=end)


def repeated(body: str, chosen: list[Candidate], *, clitics: str = "") -> list[Candidate]:
    """Adds the places where a found name, or the family name of a person, stands again."""
    forms: dict[str, MentionType | None] = {}
    for one in chosen:
        words = body[one.start : one.end].split()
        forms.setdefault(" ".join(words), one.type)
        if one.type == "person" and len(words) > 1 and len(words[-1]) > 3:
            forms.setdefault(words[-1], "person")
    if not forms:
        return chosen
    before = f"[{clitics}]{{0,2}}" if clitics else ""
    names = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True) if len(f) > 2)
    pattern = re.compile(rf"(?<!\w){before}(?P<name>{names})(?!\w)")
    return settle(
        chosen, [Candidate(m.start("name"), m.end("name"), forms[m["name"]], "repeated", 30) for m in pattern.finditer(body)]
    )


def _named(reading: Reading, chosen: list[Candidate]) -> list[Mention]:
    full = _FullNames(reading, chosen)
    return [
        identify(
            Mention(
                span=(span := reading.span(c.start, c.end)),
                type=c.type or "organisation",
                name=full(span.quote, c),
                rule=f"{c.rule}.v1",
                titles=c.titles,
            )
        )
        for c in chosen
    ]


class _FullNames:
    """The one full name before this place that the words are a part of (of two, neither); the known full name of a body."""

    def __init__(self, reading: Reading, chosen: list[Candidate]) -> None:
        self.persons = {m.name: -1 for m in reading.known if m.type == "person"}
        for one in chosen:
            if one.type == "person":
                self.persons.setdefault(reading.body[one.start : one.end], one.start)
        self.bodies = {c.canonical for c in chosen if c.canonical} & {reading.body[c.start : c.end] for c in chosen}

    def __call__(self, words: str, one: Candidate) -> str:
        if one.type != "person":
            if one.canonical and words.startswith("لل"):
                return one.canonical
            return one.canonical if one.canonical in self.bodies or (one.canonical and words.isupper()) else words
        longer = [
            p
            for p, at in self.persons.items()
            if at < one.start and p != words and (p.endswith(" " + words) or p.split()[0] == words)
        ]
        return longer[0] if len(longer) == 1 else words
