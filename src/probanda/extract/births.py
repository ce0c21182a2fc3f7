"""The year of birth that a text states behind a person's name: it tells two persons of one name apart (`rules/*/births.yaml`)."""

from __future__ import annotations

from probanda.extract.reading import Reading
from probanda.extract.rules import Rule, rules
from probanda.model import Mention

_LANGUAGES = ("en", "fr", "ar")
_BEHIND = 60


def year(mention: Mention, reading: Reading) -> int | None:
    """The year, as the words right behind the name state it; None where they state none."""
    if mention.type != "person" or reading.language not in _LANGUAGES:
        return None
    end = reading.local(mention.span)[1]
    behind = reading.body[end : end + _BEHIND]
    found = (rule.regex.match(behind) for rule in _rules(reading.language))
    return next((int(match["year"]) for match in found if match), None)


def _rules(language: str) -> tuple[Rule, ...]:
    return rules("births", language)
