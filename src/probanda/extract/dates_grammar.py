"""Rules over classes of tokens: where the temporal expressions of a text stand, and which sense reads each.

A row of tokens becomes a string with one character per token, so that a rule is an ordinary regular expression and matching runs
at the speed of `re`. At each place the longest match wins, and among equals the rule that stands first in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from probanda.errors import RuleError
from probanda.extract.dates_words import OTHER, Rule, Token, words

_FIRST = 0xE000
_CLASSES = (
    *("ISO", "SLASH", "CLOCK", "DECADE", "FRACTION", "YEAR2", "HOURS", "ORDN", "ORDINAL", "DAY", "YEAR", "NUM", "NUMERAL"),
    *(_MARKS := ("COMMA", "DASH", "LONGDASH", "APOS", "OPEN", "MARK", "STROKE")),
)


@dataclass(frozen=True, slots=True)
class Match:
    """The tokens that a rule took."""

    rule: Rule
    tokens: list[Token]
    row: list[Token]
    place: int
    """Where in `row`, the whole text, the tokens begin."""

    def beside(self, offset: int) -> Token | None:
        """A token outside the match: -1 is the one before it, 1 the one after it."""
        at = self.place + offset if offset < 0 else self.place + len(self.tokens) - 1 + offset
        return self.row[at] if 0 <= at < len(self.row) else None

    def first(self, *kinds: str) -> Token | None:
        """The first token of one of these classes."""
        return next((t for t in self.tokens if t.kind in kinds), None)

    def all(self, *kinds: str) -> list[Token]:
        """Every token of these classes, in order."""
        return [t for t in self.tokens if t.kind in kinds]

    @property
    def start(self) -> int:
        """Where its first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last token ends."""
        return self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules compiled over the characters of the classes."""

    code: dict[str, str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]
    starts: re.Pattern[str]
    stretch: re.Pattern[str]
    """A run of classified tokens with at least one that can make an expression."""


@cache
def grammar(language: str) -> Grammar | None:
    """The compiled rules of a language; None without a lexicon. Raises `RuleError` for a pattern that does not compile."""
    known = words(language)
    if known is None:
        return None
    names = [*_CLASSES, *(k for k in known.lexicon.classes if k not in _CLASSES)]
    code = {name: chr(_FIRST + i) for i, name in enumerate(names)} | {OTHER: "x"}
    compiled = []
    for rule in known.lexicon.rules:
        compiled.append((rule, _compiled(_expanded(rule.pattern, known.lexicon.macros), rule, code)))
    either = "|".join(f"(?:{pattern.pattern})" for _, pattern in compiled) or "(?!)"
    small = "".join(code[k] for k in (*_MARKS, *known.lexicon.small)) + "x"
    return Grammar(code, tuple(compiled), re.compile(either), re.compile(f"[^x]*[^{small}][^x]*"))


def _expanded(pattern: str, macros: dict[str, str]) -> str:
    for _ in range(8):
        grown = re.sub(r"[A-Z]\w*", lambda m: f"(?:{macros[m.group()]})" if m.group() in macros else m.group(), pattern)
        if grown == pattern:
            break
        pattern = grown
    return pattern


def _compiled(pattern: str, rule: Rule, code: dict[str, str]) -> re.Pattern[str]:
    try:
        coded = re.sub(r"[A-Z]\w*", lambda m: code[m.group()], pattern)
        return re.compile(re.sub(r"\(\?:|\((?!\?)", "(?:", coded.replace(" ", "")))
    except (KeyError, re.error) as error:
        raise RuleError(f"{rule.pattern!r} is no pattern over known classes: {error}", where=f"dates rule {rule.name}") from error


def matches(row: list[Token], rules: Grammar) -> Iterator[Match]:
    """The expressions in a row of tokens, left to right, none overlapping."""
    coded = "".join([rules.code.get(t.kind, "x") for t in row])
    for stretch in rules.stretch.finditer(coded):
        position = stretch.start()
        while found := rules.starts.search(coded, position, stretch.end()):
            place = found.start()
            rule, end = _longest((coded, place), row, rules)
            if rule:
                yield Match(rule, row[place:end], row, place)
            position = end


def _longest(at: tuple[str, int], row: list[Token], rules: Grammar) -> tuple[Rule | None, int]:
    coded, place = at
    best: Rule | None = None
    reached = place
    for rule, pattern in rules.rules:
        found = pattern.match(coded, place)
        if (
            found
            and found.end() > reached
            and (rule.needs is None or any(t.value == rule.needs for t in row[place : found.end()]))
        ):
            best, reached = rule, found.end()
    return best, max(reached, place + 1)
