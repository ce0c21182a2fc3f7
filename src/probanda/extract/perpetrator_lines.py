"""Forms: "Alleged perpetrator: Russian or Syrian air force", as incident sheets write it, in any language with the words for
it."""

from __future__ import annotations

import re
from functools import cache

from probanda.extract.lexical import LANGUAGES, Violence, bare
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load, load_as
from probanda.model import Allegation, Party

RULE = "allegation.label.v1"
_FORCES = ("organisation", "armed_group", "unit", "person")


@cache
def _label(language: str) -> re.Pattern[str]:
    words = load_as(Violence, "violence", language).perpetrator if language in LANGUAGES else load("stances")["perpetrator"]
    return re.compile(rf"^[ \t]*{either(words)}[ \t]*[:：][ \t]*(?P<who>\S[^\n]*\S)", re.IGNORECASE | re.MULTILINE)


def find(reading: Reading) -> list[Allegation]:
    """An allegation for each line that names an alleged perpetrator; the outlet alleges."""
    return [
        allegation
        for found in _label(reading.language).finditer(reading.body)
        if (allegation := _allegation(reading, found)) is not None
    ]


def _allegation(reading: Reading, found: re.Match[str]) -> Allegation | None:
    named = [m for m in reading.mentions_within(*found.span("who")) if m.type in _FORCES]
    parties = [Party(name=m.name, span=m.span, type=m.type) for m in {m.name: m for m in named}.values()]
    if not parties or bare(found["who"]) != bare(parties[0].name):
        whole = Party(name=found["who"], span=reading.span(*found.span("who")), how="description")
        parties = parties if len(parties) > 1 else [whole]
    spans = (reading.span(*found.span()),)
    return Allegation(
        rule=RULE, spans=spans, accused=tuple(parties), conduct=found[0].strip(), accuser=reading.outlet, act="attack"
    )
