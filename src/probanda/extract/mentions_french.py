"""Names in French text, by lexicons, trigger words and capitals. No French model is needed or used.

A run of words with capitals is a person after a title or before a verb of saying or when it begins with a common given name; a body when it
begins with a noun that bodies are named with; a place when it is known as one or announced as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probanda.extract.gazetteer import is_town
from probanda.extract.mentions_lexicon import Candidate, institutions, lookup
from probanda.extract.mentions_runs import flatten
from probanda.extract.rules import either, load
from probanda.model import MentionType

_C = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[\wà-ÿ]|[A-Z]\."
_PARTICLE = r"(?:de|du|d['’]|la|le|al-|el-|Al-|El-|ben|bin|ibn|van|von|der|ould|abou|Abou|N['’])"
_RUN = re.compile(rf"(?<![\w’'.])(?:(?:[Aa]l|[Ee]l|[Aa]n)-)?(?:{_C})(?:[ \u00a0-](?:{_PARTICLE}[ \u00a0]?)?(?:{_C}))*")
_ELIDED = re.compile(r"\b(?:[dDlLnNsSjJcC]|[Qq]u)['’](?=[A-ZÀ-Þ])")
_ADJECTIVE = r"[a-zà-ÿ]+(?:al|ale|ales|aux|aire|aires|ique|iques|ien|iens|ienne|iennes|ais|aise|aises|ois|oise|ain|aine|aines|é|ée|és|ées|if|ive|ives|eur|euse|ste|stes|uni|unie|unis|unies|suprême|armées|libre|rouge)"
_TAIL = rf"(?:de la|de l['’]|du|des|de|d['’]|pour la|pour le|pour les|pour l['’]|pour|contre|aux|à la|sur) ?(?:[a-zà-ÿ]+ (?:et|de) )?(?:les )?(?:{_C}|[a-zà-ÿ]+)"


@cache
def _list(which: str) -> frozenset[str]:
    return frozenset(load("names", "fr")[which])


def candidates(body: str) -> list[Candidate]:
    """All candidates of a text; they may overlap."""
    context = flatten(body)
    flat = _ELIDED.sub(lambda m: " " * len(m[0]), context)
    found = list(_RUN.finditer(flat))
    known = lookup(context, institutions("fr"), "known", weight=70)
    runs = (one for match in found if (one := _judged(context, match)))
    return [*known, *_bodies(flat), *_small_forces(flat), *_named_places(flat), *runs]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    heads = either(_list("heads"))
    return {
        "title": re.compile(rf"(?:\b{either(_list('titles'))}[,:]? |, |« ?)$"),
        "strict": re.compile(rf"\b{either(_list('titles'))} $"),
        "said": re.compile(
            rf"^,? {either(_list('verbs'))}\b|^ ?\(|^, (?:\d\d ans|qui|dont|chef|ancien|ancienne|président|directeur|directrice|avocat|avocate|porte-parole|commandant|responsable|chercheur|procureur)"
        ),
        "by": re.compile(r"(?:[Ss]elon|d['’]après|[Pp]ar|[Cc]ontre|[Aa]vec|nommé|appelé|dénommé) $"),
        "place": re.compile(rf"(?<!\w)(?:{either(_list('place_before'))} |d['’])$"),
        "announced": re.compile(
            r"\b(?:ville|village|localité|commune|province|région|quartier|district|préfecture|territoire|camp|prison|port|capitale|île|département)s?(?:,)? (?:de |d['’ ]|du |des )?$"
        ),
        "body": re.compile(rf"(?<![\w’'])(?P<head>{heads})(?: {_ADJECTIVE}\b| {_TAIL}| (?:{_C}))+"),
        "force": re.compile(
            rf"\b{either(_list('small_forces'))} [a-zà-ÿ]+(?:ienne|iennes|ien|aise|aises|ais|ois|oise|aine|ain|ique|iques|e|es)\b"
        ),
        "site": re.compile(
            rf"(?<!\w)(?:hôpital|prison|camp|mosquée|mausolée|aéroport|stade|cathédrale|caserne|pont|lac|mont) (?:de |d['’ ]|du |des |de la )?(?:{_C})(?: (?:{_C}))*",
            re.IGNORECASE,
        ),
    }


def _judged(flat: str, match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    while (first := flat[start:end].split(" ", maxsplit=1)[0]) in _list("not_names") or first in _list("titles"):
        start += len(first) + 1
        if start >= end:
            return None
    words = flat[start:end]
    kind = _kind(words, flat[max(0, start - 40) : start], flat[end : end + 40])
    return Candidate(start, end, kind, f"french.{kind}", 50) if kind else None


def _kind(words: str, before: str, after: str) -> MentionType | None:
    if words in _list("not_names") or words.split(" ", maxsplit=1)[0] in _list("heads") or len(words) < 3:
        return None
    several = " " in words
    patterns = _patterns()
    if patterns["announced"].search(before):
        return "place"
    if patterns["strict"].search(before) and not words.isupper():
        return "person"
    if is_town(words) and patterns["place"].search(before):
        return "place"
    if words.isupper():
        return "organisation" if 3 <= len(words) <= 6 and words.isalpha() else None
    if several and words.split(" ", maxsplit=1)[0].split("-", maxsplit=1)[0] in load("given")["given"]:
        return "person"
    if several and (patterns["said"].match(after) or patterns["by"].search(before) or patterns["title"].search(before)):
        return "person"
    return "place" if is_town(words) and not several and patterns["place"].search(before) else None


def _bodies(flat: str) -> Iterator[Candidate]:
    for match in _patterns()["body"].finditer(flat):
        head = match["head"]
        kind: MentionType = "organisation"
        if head in _list("court_heads"):
            kind = "court"
        elif head in _list("force_heads"):
            kind = "unit"
        elif head in _list("armed_heads"):
            kind = "armed_group"
        yield Candidate(match.start(), match.end(), kind, "french.body", 55)


def _small_forces(flat: str) -> Iterator[Candidate]:
    for match in _patterns()["force"].finditer(flat):
        yield Candidate(match.start(), match.end(), "organisation", "french.force", 54)


def _named_places(flat: str) -> Iterator[Candidate]:
    for match in _patterns()["site"].finditer(flat):
        if match[0][-1].isalpha() and any(w[0].isupper() for w in match[0].split()[1:]):
            yield Candidate(match.start(), match.end(), "place", "french.site", 56)
