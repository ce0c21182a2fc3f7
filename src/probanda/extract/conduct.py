"""What act a stretch of text speaks of: words that deny quarter by rule, other acts by the lexicon of acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from probanda.extract import acts
from probanda.extract.acts import Trigger
from probanda.extract.rules import rules
from probanda.extract.said import Stretch

NO_ACT = "other"
_GENERAL = ("attack", "threat", "intimidation", "war_crimes", "crimes_against_humanity", "detention")


@cache
def no_quarter() -> tuple[re.Pattern[str], ...]:
    """The patterns of words that direct that there be no survivors."""
    return tuple(rule.regex for rule in rules("no_quarter"))


def denies_quarter(words: str) -> bool:
    """Whether the words declare or order that nobody be spared. They are looked at sentence by sentence."""
    return any(regex.search(sentence) for sentence in re.split(r"(?<=[.!?])\s+", words) for regex in no_quarter())


class Acts:
    """The acts named in a parsed text, by position."""

    def __init__(self, doc: Doc) -> None:
        self._found: Sequence[Trigger] = list(acts.triggers(doc))

    def within(self, where: Stretch) -> list[Trigger]:
        """The words for acts that begin in a stretch."""
        return [t for t in self._found if where[0] <= t.token.idx < where[1]]

    def of(self, where: Stretch) -> str | None:
        """The narrowest act named in a stretch; None when it names none."""
        named = [t.act for t in self.within(where)]
        return next((act for act in named if act not in _GENERAL), named[0] if named else None)
