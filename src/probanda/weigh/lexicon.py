"""The words and patterns that weighing turns on, from data/lexicon/en/weighing.yaml and data/rules/en/weighing.yaml."""

from __future__ import annotations

import re
from functools import cache

from probanda.extract import rules


@cache
def words_for(group: str) -> frozenset[str]:
    """A list of the weighing lexicon."""
    return frozenset(rules.load("weighing")[group])


@cache
def rules_for(what: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of the weighing rules that serve one purpose."""
    return tuple(rule.regex for rule in rules.rules("weighing") if rule.value["for"] == what)
