"""Names in French text, by lexicons, trigger words and capitals. No French model is needed or used.

A run of words with capitals is a person after a title, before a verb of saying, or when it begins with a common given name;
a body when it begins with a noun that bodies are named with; a place when it is known as one or announced as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probanda.extract.gazetteer import is_town
from probanda.extract.mentions_lexicon import Candidate, institutions, lookup
from probanda.extract.mentions_runs import flatten
from probanda.extract.rules import either, load, rules
from probanda.model import MentionType

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[\wà-ÿ]|[A-Z]\."
_PARTICLE = r"(?:de|du|d['’]|la|le|al-|el-|Al-|El-|ben|bin|ibn|van|von|der|ould|abou|Abou|N['’])"
_RUN = re.compile(
    rf"(?<![\w’'.])(?:(?:[Aa]l|[Ee]l|[Aa]n)-)?(?:{_CAPITAL})(?:[ \u00a0-](?:{_PARTICLE}[ \u00a0]?)?(?:{_CAPITAL}))*"
)
_ELIDED = re.compile(r"\b(?:[dDlLnNsSjJcC]|[Qq]u)['’](?=[A-ZÀ-Þ])")
_NOUN = re.compile(r"[LD]['’][a-zà-ÿ]")
"""An article written onto a common noun at the start of a sentence: "L'avocate"."""
_AROUND = 40
_WEIGHTS = {"fr.body": 55, "fr.force": 54, "fr.site": 56}


@cache
def _list(which: str) -> frozenset[str]:
    return frozenset(load("names", "fr")[which])


def candidates(body: str) -> list[Candidate]:
    """All candidates of a text; they may overlap."""
    flat = flatten(body)
    # "d'Arden" is Arden: blanks keep the positions.
    plain = _ELIDED.sub(lambda m: " " * len(m[0]), flat)
    runs = (one for match in _RUN.finditer(plain) if (one := _judged(flat, match)))
    return [*lookup(flat, institutions("fr"), "known", weight=70), *_phrases(plain), *runs]


def _judged(flat: str, match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    while (
        (first := flat[start:end].split(" ", maxsplit=1)[0]) in _list("not_names")
        or first in _list("titles")
        or _NOUN.match(first)
    ):
        start += len(first) + 1
        if start >= end:
            return None
    kind = _kind(flat[start:end], flat[max(0, start - _AROUND) : start], flat[end : end + _AROUND])
    return Candidate(start, end, kind, f"fr.{kind}", 50) if kind else None


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"\b{either(_list('titles'))} $")


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(rf"^,? {either(_list('verbs'))}\b")


@cache
def _at() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(_list('place_before'))} |d['’])$")


def _kind(words: str, before: str, after: str) -> MentionType | None:
    """Person, place or body for a run of capitals, by its form and what stands around it; None when nothing says."""
    if words in _list("not_names") or words.split(" ", maxsplit=1)[0] in _list("heads") or len(words) < 3:
        return None
    if _holds("fr.announced", before):
        return "place"
    if _titled().search(before) and not words.isupper():
        return "person"
    if is_town(words) and _at().search(before):
        return "place"
    if words.isupper():
        return "organisation" if len(words) <= 6 and words.isalpha() else None
    return "person" if " " in words and _personal(words, before, after) else None


def _personal(words: str, before: str, after: str) -> bool:
    given = re.split(r"[ -]", words)[0] in load("given")["given"]
    return given or bool(_speaks().match(after)) or _holds("fr.said", after) or _holds("fr.by", before)


def _holds(name: str, words: str) -> bool:
    return any(rule.regex.search(words) for rule in rules("names", "fr") if rule.name == name)


def _phrases(plain: str) -> Iterator[Candidate]:
    """Bodies, forces and sites by the noun they begin with."""
    for rule in rules("names", "fr"):
        if rule.value["side"] == "text":
            for match in rule.regex.finditer(plain):
                yield Candidate(
                    match.start(),
                    match.end(),
                    _kind_of_head(match[0].split()[0], rule.value["kind"]),
                    rule.name,
                    _WEIGHTS[rule.name],
                )


def _kind_of_head(head: str, kind: str) -> MentionType:
    if kind == "place":
        return "place"
    if head in _list("court_heads"):
        return "court"
    if head in _list("force_heads"):
        return "unit"
    return "armed_group" if head in _list("armed_heads") else "organisation"
