"""What act a stretch of text speaks of: words that deny quarter by rule, other acts by the lexicon of acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from probanda.extract import acts
from probanda.extract.acts import Trigger
from probanda.extract.frames import negated, of_nobody
from probanda.extract.restraint import tells_when
from probanda.extract.rules import load, rules
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


_CLAUSES = ("conj", "xcomp", "advcl", "ccomp", "ROOT")
_STEPS = 6


def _to_be_done(trigger: Trigger, where: Stretch) -> bool:
    words = load("denials")
    at = trigger.token
    if trigger.noun and _inside(at.head, where) and at.head.i != at.i:
        if at.dep_ not in ("dobj", "conj", "nsubjpass") or at.head.lemma_ not in (*words["light"], trigger.token.lemma_):
            return False
        at = at.head
    for _ in range(_STEPS):
        if not trigger.noun and (negated(at) or of_nobody(at)):
            return False
        if not _inside(at.head, where) or at.head.i == at.i:
            return True
        if at.dep_ not in _CLAUSES or tells_when(at) or at.head.lemma_ in words["contrary"]:
            return False
        at = at.head
    return False


def _inside(token: Token, where: Stretch) -> bool:
    return where[0] <= token.idx < where[1]


class Acts:
    """The acts named in a parsed text, by position."""

    def __init__(self, doc: Doc) -> None:
        self._found: Sequence[Trigger] = list(acts.triggers(doc))

    def within(self, where: Stretch) -> list[Trigger]:
        """The words for acts that begin in a stretch."""
        return [t for t in self._found if where[0] <= t.token.idx < where[1]]

    def ordered(self, where: Stretch) -> str | None:
        """The act that a stretch says is to be done: not one that is to be stopped, looked into or told of."""
        found = [t.act for t in self.within(where) if _to_be_done(t, where)]
        return found[0] if found else None

    def of(self, where: Stretch) -> str | None:
        """The narrowest act named in a stretch; None when it names none."""
        named = [t.act for t in self.within(where)]
        return next((act for act in named if act not in _GENERAL), named[0] if named else None)
