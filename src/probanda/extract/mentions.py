"""Names in a text: persons, organisations, armed groups, units, operations, courts, places, media.

The model proposes; what is known of names and of how they are made decides (`mentions_heads`, `mentions_lexicon`). All
occurrences of the same words are judged together (`mentions_types`), and every mention gets the fullest form that the text
has for it (`mentions_cluster`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from probanda.extract import mentions_heads, mentions_model, mentions_persons, mentions_small, table_rows
from probanda.extract.mentions_acronyms import aliases, defined
from probanda.extract.mentions_cluster import Named, name_all
from probanda.extract.mentions_courts import described
from probanda.extract.mentions_kinds import kinds_agreed
from probanda.extract.mentions_lexicon import Candidate, Known, index, institutions, lookup, peoples
from probanda.extract.mentions_repair import repaired
from probanda.extract.mentions_runs import flatten, runs
from probanda.extract.mentions_types import settle_types, towns
from probanda.extract.reading import Reading
from probanda.extract.settling import settle
from probanda.model import Mention, MentionType, identify

_TYPES = ("person", "organisation", "armed_group", "unit", "operation", "court", "place", "people", "publication")


def find(reading: Reading) -> list[Mention]:
    """All names in the block, in order, none overlapping another. `name` is the fullest form the text has for the same one."""
    if reading.language != "en" or not reading.doc.has_annotation("ENT_IOB"):
        from probanda.extract import mentions_foreign

        return mentions_foreign.find(reading)
    heads = table_rows.heads(reading)
    # The head of a column is no name: "Date, Place, Killed, Basis".
    chosen = [c for c in choose(reading) if not any(start <= c.start < end for start, end in heads)]
    return [_mention(reading, named) for named in kinds_agreed(reading.body, name_all(reading, chosen))]


def choose(reading: Reading) -> list[Candidate]:
    """The names of an English block, before they are joined."""
    flat = flatten(reading.body)
    found = runs(flat)
    known = list(mentions_model.nouns(lookup(flat, institutions(), "known", weight=66), reading.doc, flat))
    places = {(c.start, c.end) for c in known}
    sure = [
        *known,
        *lookup(flat, case_names(reading), "case.names", weight=100),
        *(mentions_model.from_noun(c, reading.doc) for c in mentions_heads.candidates(found) if (c.start, c.end) not in places),
        *mentions_small.candidates(flat, found),
        *mentions_persons.titled(found),
        *mentions_persons.nicknamed(flat),
        *described(flat),
    ]
    proposed = [repaired(flat, one) for one in mentions_model.candidates(flat, reading.doc)]
    proposed += towns(flat, found)
    types = settle_types(flat, proposed, sure)
    chosen = settle(sure, _typed(flat, proposed, types))
    chosen = settle(chosen, (short for _, short in defined(flat, chosen)), aliases(flat, chosen))
    return spread(reading, flat, agreed(flat, chosen))


def case_names(reading: Reading) -> dict[str, tuple[Known, ...]]:
    """The case's own names as an index; a type that the records do not know counts as an organisation."""
    own = (Known(n, n, kind if kind in _TYPES else "organisation") for n, kind in reading.names.items() if n)  # type: ignore[arg-type]
    return dict(index(own))


def _typed(flat: str, proposed: Iterable[Candidate], types: dict[str, MentionType]) -> list[Candidate]:
    return [
        Candidate(c.start, c.end, types[flat[c.start : c.end]], c.rule, 50 if " " in flat[c.start : c.end] else 40, c.titles)
        for c in proposed
        if flat[c.start : c.end] in types
    ]


def agreed(flat: str, chosen: list[Candidate]) -> list[Candidate]:
    """The same words mean the same: what a rule or the lexicon knows of them holds where only the model saw them.

    A word of the name of an operation ("the Shield" of Operation Iron Shield) is nobody's name.
    """
    parts = {word for c in chosen if c.type == "operation" for word in flat[c.start : c.end].split()[1:]}
    chosen = [c for c in chosen if c.type == "place" or not c.rule.startswith("model.") or flat[c.start : c.end] not in parts]
    sure = {flat[c.start : c.end]: c.type for c in chosen if not c.rule.startswith("model.")}
    return [replace(c, type=sure.get(flat[c.start : c.end], c.type)) for c in chosen]


def spread(reading: Reading, flat: str, chosen: list[Candidate]) -> list[Candidate]:
    """Adds the places where a name that was found elsewhere in the text stands without having been seen."""
    forms = _forms(reading, flat, chosen)
    if not forms:
        return chosen
    pattern = re.compile(
        r"(?<![\w@#-])(?:" + "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True)) + r")(?![\w@]|-[A-Za-z])"
    )
    more = [Candidate(m.start(), m.end(), forms[m[0]], "repeated", 30) for m in pattern.finditer(flat)]
    return settle(chosen, more)


def _forms(reading: Reading, flat: str, chosen: list[Candidate]) -> dict[str, MentionType]:
    """Words that stand for a name of this text wherever they occur: whole names, and the parts of persons' names."""
    forms: dict[str, MentionType] = {}
    for one in chosen:
        surface = flat[one.start : one.end]
        if one.type and one.rule != "court.described":
            forms.setdefault(surface, one.type)
    persons = [flat[c.start : c.end] for c in chosen if c.type == "person"] + [
        m.name for m in reading.known if m.type == "person"
    ]
    for name in persons:
        for part in mentions_persons.short_forms(name):
            forms.setdefault(part, "person")
    return {form: kind for form, kind in forms.items() if form not in peoples() and len(form) > 2}


def _mention(reading: Reading, named: Named) -> Mention:
    one = named.candidate
    kind: MentionType = one.type or "organisation"
    return identify(
        Mention(
            span=reading.span(one.start, one.end),
            type=kind,
            name=named.name,
            rule=f"{one.rule}.v1",
            titles=one.titles,
            definition=named.definition,
        )
    )
