"""Names whose head noun is written small: "the Falcon militia", "the Ruritanian air force", "the Central prison"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probanda.extract.gazetteer import is_town
from probanda.extract.mentions_heads import closes
from probanda.extract.mentions_lexicon import Candidate, countries, heads, not_names, peoples
from probanda.extract.mentions_runs import Word, grammar
from probanda.extract.rules import either, load

_ABBREVIATED = ("U.S.", "US", "UK", "U.K.", "U.N.", "UN")


@cache
def _small() -> re.Pattern[str]:
    nouns = load("heads")
    kinds = "|".join(f"(?P<{kind}>{either(nouns['small_' + kind])})" for kind in ("armed", "force", "place"))
    return re.compile(rf"[ \u00a0](?:{kinds})\b(?![-‑])")


def candidates(flat: str, found: list[list[Word]]) -> Iterator[Candidate]:
    """Names that end in a small head noun right after a run."""
    for words in found:
        match = _small().match(flat, words[-1].end)
        if match:
            yield from _named(words, match)


def _named(words: list[Word], match: re.Match[str]) -> Iterator[Candidate]:
    first = len(words) - 1
    while first > 0 and not words[first - 1].link and not closes(words[first - 1].text):
        first -= 1
    names = [w.text for w in words[first:] if w.text not in grammar("function")]
    whole, start = " ".join(names), words[first].start
    if not any(n[0].isalpha() for n in names) or all(n in heads() for n in names):
        return
    if whole not in peoples() and any(n in not_names() for n in names):
        return
    people = all(n in peoples() or n in _ABBREVIATED for n in names) or whole in peoples()
    if match["force"] and people:
        yield Candidate(start, match.end(), "court" if "court" in match["force"] else "organisation", "name.people-force", 74)
    elif match["armed"] and not people and whole not in countries():
        yield Candidate(start, match.end(), "armed_group", "name.small-armed", 55)
    elif match["place"] and not people and whole not in countries() and not is_town(whole):
        yield Candidate(start, match.end(), "place", "name.small-place", 55)
