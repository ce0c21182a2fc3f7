"""One kind for all mentions of a body: what the text calls it ("the Veil, a local militia"), else its most telling name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache

from probanda.extract.mentions_cluster import Named, family
from probanda.extract.rules import either, load
from probanda.model import MentionType

_ORDER: tuple[MentionType, ...] = ("armed_group", "unit", "operation", "court", "publication")


@cache
def _apposition() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = either(w for w in load("heads")["small_armed"] if w not in ("movement", "network", "gang", "faction"))
    after = re.compile(rf"^(?: \([A-Z]\w+\))?[,]? ?\(?(?:which (?:is|was) )?(?:an?|the) (?:[\w-]+ ){{0,3}}?{nouns}\b")
    before = re.compile(rf"\b(?:{nouns}) (?:called |known as |named |calling itself )?[\"“'‘]?(?:the )?$")
    return after, before


def kinds_agreed(body: str, found: list[Named]) -> list[Named]:
    """The same mentions, all those of one body with one type."""
    kinds: dict[str, set[MentionType]] = defaultdict(set)
    for one in found:
        if family(one.candidate.type) == "body" and one.candidate.type:
            kinds[one.name].add("armed_group" if _called_armed(body, one) else one.candidate.type)
    agreed: dict[str, MentionType] = {
        name: next((k for k in _ORDER if k in seen), "organisation") for name, seen in kinds.items()
    }
    return [replace(one, candidate=replace(one.candidate, type=agreed[one.name])) if _is_body(one) else one for one in found]


def _is_body(one: Named) -> bool:
    return family(one.candidate.type) == "body"


def _called_armed(body: str, one: Named) -> bool:
    if one.candidate.type not in ("organisation", "armed_group"):
        return False
    after, before = _apposition()
    start, end = one.candidate.start, one.candidate.end
    return bool(after.match(body[end : end + 80])) or bool(before.search(body[max(0, start - 50) : start]))
