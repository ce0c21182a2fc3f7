"""Incidents and allegations in languages that are read by lexicon alone (Arabic, French): words of violence near names,
dates and numbers.

No parse is had, so that the unit is the sentence: who is accused is a force that the sentence names, or one whose people its
planes are
said to be of. What cannot be told by words alone (who is subject, who object, negation) is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from probanda.extract import concern, lexical_counts
from probanda.extract.claims import speaker
from probanda.extract.folding import fold
from probanda.extract.reading import Reading
from probanda.extract.rules import load_as
from probanda.model import Allegation, Casualties, Incident, Mention, Party, When

LANGUAGES = ("ar", "fr")
INCIDENT, ALLEGATION = "incident.lexical.v1", "allegation.lexical.v1"
_SENTENCE = re.compile(r"[^.!?؟\n]+(?:[.!?؟](?=\d)[^.!?؟\n]*)*")
_FORCES = ("organisation", "armed_group", "unit")
_NEAR = 18
_STEM = 4


class Violence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of violence of a language, as stems."""

    acts: dict[str, tuple[str, ...]]
    forces: tuple[str, ...]
    perpetrator: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    """Stems of verbs of telling: a force that is their subject tells, and is not accused by its own words."""
    aside: tuple[str, ...] = ()
    """Words of denial and of proceedings: a sentence with one of them is left to people."""


def bare(words: str) -> str:
    """Words as the lexicon writes them: folded, ة and ى as ه and ي."""
    return fold(words).body.translate(_ENDINGS)


_ENDINGS = str.maketrans("ةى", "هي")


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of violence. Positions are local."""

    start: int
    end: int
    act: str
    when: When | None
    where: tuple[Mention, ...]


@cache
def _words(language: str) -> Violence:
    words: Violence = load_as(Violence, "violence", language)
    return words


@cache
def _pattern(language: str, words: tuple[str, ...]) -> re.Pattern[str]:
    before = "[وفبلك]{0,2}(?:ال)?" if language == "ar" else ""
    return re.compile(
        rf"(?<!\w){before}(?:{'|'.join(re.escape(bare(w)) for w in sorted(words, key=len, reverse=True))})", re.IGNORECASE
    )


def tellings(reading: Reading) -> list[Telling]:
    """The sentences of a block that tell of violence, when the block as a whole is of our concern."""
    if reading.language not in LANGUAGES or not concern.judge(reading).holds:
        return []
    found = []
    for sentence in _SENTENCE.finditer(reading.body):
        start, end = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip()), sentence.end()
        aside = _words(reading.language).aside
        act = (
            None
            if aside and _pattern(reading.language, aside).search(bare(sentence[0]))
            else act_of(reading.language, sentence[0])
        )
        if act and end - start > _NEAR and not any(first < end and start < last for first, last in reading.tabled):
            times = [w for w in reading.whens_within(start, end) if w.earliest]
            sites = tuple(m for m in reading.mentions_within(start, end) if m.type == "place")
            found.append(Telling(start, end, act, times[0] if times else None, sites))
    return found


def act_of(language: str, words: str) -> str | None:
    """The act of violence that words in French or Arabic name; None when they name none. What people were killed with says more
    than that they were killed."""
    folded = bare(words)
    found = [act for act, stems in _words(language).acts.items() if _pattern(language, stems).search(folded)]
    if found and found[0] == "killing":
        return next((act for act in found if act in _MEANS), found[0])
    return found[0] if found else None


_MEANS = ("execution", "massacre", "airstrike", "shelling", "bombing")


def incidents(reading: Reading) -> list[Incident]:
    """One incident per day told of, at the first sentence that gives day and place; sentences without a day belong to the
    one before."""
    groups: list[list[Telling]] = []
    for telling in tellings(reading):
        same = [g for g in groups if telling.when is None or any(t.when and t.when.earliest == telling.when.earliest for t in g)]
        if same:
            same[-1].append(telling)
        elif telling.when is not None:
            groups.append([telling])
    return [_incident(reading, group) for group in groups]


def _incident(reading: Reading, group: list[Telling]) -> Incident:
    best = max(group, key=lambda t: (t.when is not None and bool(t.where), -t.start))
    sites = {m.name: m for t in (best, *group) for m in t.where}
    return Incident(
        rule=INCIDENT,
        spans=(reading.span(best.start, best.end),),
        when=best.when,
        where=tuple(Party(name=m.name, span=m.span, type="place") for m in list(sites.values())[:2]),
        act=best.act,
        victims=tuple(_victims(reading, group)),
        perpetrator=next((a for t in group for a in _accused(reading, t.start, t.end)), None),
    )


def _victims(reading: Reading, group: list[Telling]) -> Iterator[Casualties]:
    """The counts of all sentences, each once: a later one that says the same of the same adds nothing."""
    seen: set[tuple[object, ...]] = set()
    for telling in group:
        for count in lexical_counts.of_sentence(reading, telling.start, telling.end):
            said = (count.outcome, count.minimum, count.maximum, count.part_of)
            if said not in seen:
                seen.add(said)
                yield count


def allegations(reading: Reading) -> list[Allegation]:
    """One allegation per accused and accuser, at the first sentence in which a force is named beside a word of violence."""
    found: dict[tuple[str, str], Allegation] = {}
    for start, end, act in _passages(reading):
        accused = _accused(reading, start, end)
        if accused:
            accuser = speaker(reading, start, end)
            key = (" ".join(p.name for p in accused), accuser.name if accuser else "")
            words = reading.body[start:end].strip()
            spans = (reading.span(start, start + len(words)),)
            found.setdefault(
                key, Allegation(rule=ALLEGATION, spans=spans, accused=accused, conduct=words, act=act, accuser=accuser)
            )
    return list(found.values())


def _passages(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Quotations that tell of violence stand for their sentence; else the sentence."""
    for telling in tellings(reading):
        said = [q for q in reading.quotations if q.speech and telling.start <= q.start < telling.end]
        if not said:
            yield telling.start, telling.end, telling.act
        for quotation in said:
            yield quotation.start, min(quotation.end, telling.end), telling.act


def _tells(reading: Reading, force: Mention, end: int) -> bool:
    """ "Les forces affirment que ...": the verb stands behind the subject in French, before it in Arabic."""
    first, last = reading.local(force.span)
    verbs = _pattern(reading.language, _words(reading.language).says or ("-",))
    if reading.language == "ar":
        return verbs.search(bare(reading.body[max(0, first - _NEAR) : first])) is not None
    behind = bare(reading.body[last : min(end, last + _CLAUSE)])
    return verbs.search(re.split(r"[,;:]| qu[e'’]", behind)[0]) is not None


_CLAUSE = 90


def _accused(reading: Reading, start: int, end: int) -> tuple[Party, ...]:
    forces = [
        m
        for m in reading.mentions
        if m.type in _FORCES and _pattern(reading.language, _words(reading.language).forces).match(bare(m.span.quote))
    ]
    named = [m for m in forces if start <= reading.local(m.span)[0] < end]
    here = [m for m in named if not _tells(reading, m, end)]
    if not named and _pattern(reading.language, _words(reading.language).forces).search(bare(reading.body[start:end])):
        tail = {bare(m.name).split()[-1].removeprefix("ال")[:_STEM]: m for m in reversed(forces)}
        words = [w.removeprefix("ال") for w in bare(reading.body[start:end]).split()]
        here = [m for stem, m in tail.items() if any(w.startswith(stem) for w in words)]
    unique = {bare(m.name): m for m in here}
    return tuple(Party(name=m.name, span=m.span, type=m.type) for m in unique.values())
