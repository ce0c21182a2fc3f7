"""Posts in French and Arabic, by turns of phrase over names replaced by signs. Other languages give none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probanda.extract import skeleton
from probanda.extract.reading import Reading
from probanda.extract.rules import Rule, rules
from probanda.extract.skeleton import Skeleton
from probanda.model import Party, Role

LANGUAGES = ("fr", "ar")
_RANKS = frozenset(
    [
        "général",
        "colonel",
        "commandant",
        "capitaine",
        "lieutenant",
        "sergent",
        "maréchal",
        "amiral",
        "اللواء",
        "العميد",
        "العقيد",
        "المقدم",
        "الرائد",
        "النقيب",
        "الملازم",
        "الفريق",
        "المشير",
        "الجنرال",
        "الشيخ",
        "الدكتور",
    ]
)
"""Ranks and titles that say nothing without a body."""


def find(reading: Reading) -> Iterator[Role]:
    """Roles of the block, each once, the ones that name a body first."""
    if reading.language not in LANGUAGES:
        return
    found = [
        role
        for one in skeleton.skeletons(reading)
        for rule in rules("roles", reading.language)
        for role in _read(reading, one, rule)
    ]
    seen: set[tuple[str, str]] = set()
    for role in sorted(found, key=lambda r: r.organisation is None):
        key = (role.person.name, role.post.split()[0])
        if key not in seen:
            seen.add(key)
            yield role


def _read(reading: Reading, one: Skeleton, rule: Rule) -> Iterator[Role]:
    for match in rule.regex.finditer(one.text):
        start, end = one.span(match)
        body = _body(reading, one, match)
        if body is None and match["post"].strip() in _RANKS:
            continue
        yield Role(
            rule=f"{rule.name}.v1",
            spans=(reading.span(start, end),),
            person=skeleton.party(reading, one.named(match["person"])),
            post=" ".join(match["post"].split()),
            organisation=body,
            former=bool(match.groupdict().get("former")),
        )


def _body(reading: Reading, one: Skeleton, match: re.Match[str]) -> Party | None:
    if match["of"]:
        return skeleton.party(reading, one.named(match["of"]))
    if match.groupdict().get("force"):
        span = reading.span(*one.span(match, "force"))
        return Party(name=span.quote, span=span, how="description")
    return None
