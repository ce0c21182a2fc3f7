"""Admissions and denials in languages that are read by rules alone (French, Arabic): fixed phrases with a subject beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probanda.extract.conduct import NO_ACT
from probanda.extract.lexical import LANGUAGES, act_of
from probanda.extract.plain import subject_of
from probanda.extract.reading import Reading
from probanda.extract.rules import Rule, rules
from probanda.extract.said import Stretch
from probanda.model import Admission, Denial, Party

_NOBODY = re.compile(r"^(?:aucune?|personne|nul|nulle|rien|أي|لا أحد)\b", re.IGNORECASE)
_NEGATED = re.compile(r"(?:\bn['’](?:a|ont|avait|avaient)?\s*(?:pas\s+)?|\bne\s+|(?<!\w)(?:لم|لن|لا|ما)\s+)$")
_SENTENCE = re.compile(r"[.!?؟]\s+|\n\s*")
_BACK = 1_500


def find(reading: Reading) -> list[Admission | Denial]:
    """The admissions and denials of a block in French or Arabic, in the order of their words; none in any other language.

    `act` is "other" where the words, and for a bare denial the sentence before, name no act of violence.
    """
    if reading.language not in LANGUAGES:
        return []
    found = [finding for rule in rules("admissions", reading.language) for finding in _of_rule(reading, rule)]
    kept: list[Admission | Denial] = []
    for finding in sorted(found, key=lambda f: (f.spans[0].start, -f.spans[0].end)):
        if not kept or finding.spans[0].start >= kept[-1].spans[0].end:
            kept.append(finding)
    return kept


def _of_rule(reading: Reading, rule: Rule) -> Iterator[Admission | Denial]:
    for match in rule.regex.finditer(reading.body):
        by = subject_of(reading, match.span("verb"), limit=match.start("what"))
        if not may_be(reading, by, match.start("verb")):
            continue
        before = _sentence_before(reading, match.start("verb")) if rule.value.get("points") == "back" else None
        act = act_of(reading.language, reading.body[slice(*(before or match.span("what")))])
        spans, words = (reading.span(*match.span()),), match["what"].strip() or match["verb"]
        if rule.value.get("kind") == "denial":
            told = reading.span(*before) if before else None
            yield Denial(rule=f"denial.{rule.name}.v1", spans=spans, by=by, act=act or NO_ACT, conduct=words, told_before=told)
        elif act or "claim" in rule.name:
            yield Admission(rule=f"admission.{rule.name}.v1", spans=spans, by=by, act=act or NO_ACT, conduct=words)


def may_be(reading: Reading, by: Party, verb: int) -> bool:
    """Whether somebody is named or described who could admit, deny or order, and the verb is not itself negated."""
    denied = _NEGATED.search(reading.body[max(0, verb - 12) : verb])
    return by.how != "unstated" and not _NOBODY.match(by.name) and denied is None


def _sentence_before(reading: Reading, position: int) -> Stretch | None:
    ends = list(_SENTENCE.finditer(reading.body, max(0, position - _BACK), position))
    if not ends:
        return None
    start = ends[-2].end() if len(ends) > 1 else max(0, position - _BACK)
    return (start, ends[-1].start() + 1) if ends[-1].start() > start else None
