"""A person's name as the model found it, completed by the words that clearly belong to it."""

from __future__ import annotations

import re
from dataclasses import replace

from probanda.extract.mentions_lexicon import Candidate, heads, not_names, peoples, titles
from probanda.extract.mentions_runs import WORD, grammar

_PARTICLE = r"(?:[Aa]l|[Ee]l|bin|ibn|ben|Ben|bint|[Aa]bu|Abou|Abd|Ould|ould|de|da|dos|del|van|von|der|la|le)"
_BEFORE = re.compile(rf"(?<![\w.-])(?P<word>[A-Z][a-zà-ÿ]*-[A-Z][\w’']+|{_PARTICLE}) $")
_AFTER = re.compile(rf" (?:{_PARTICLE}[ -])?(?P<word>[A-Z][a-zà-ÿ]+(?:-[A-Z]?[a-zà-ÿ]+)*|[A-Z]\.)(?![\w’'-])")
_GLUED = re.compile(r"(?:[Aa]l|[Ee]l|[Aa]bu|Abd)[- ]$")
_WORD = re.compile(WORD)


def repaired(flat: str, one: Candidate) -> Candidate:
    """The same candidate, with a particle before it or a family name after it taken in, when the model took it for a person."""
    if one.rule != "model.PERSON":
        return _with_article(flat, one)
    start, end = one.start, one.end
    while (before := _BEFORE.search(flat, max(0, start - 24), start)) and _usable(before["word"]):
        start = before.start("word")
    while (after := _AFTER.match(flat, end)) and _usable(after["word"]) and end - start < 45:
        end = after.end()
    return replace(one, start=start, end=end)


def _with_article(flat: str, one: Candidate) -> Candidate:
    glued = _GLUED.search(flat, max(0, one.start - 5), one.start)
    if glued and (glued.start() == 0 or not flat[glued.start() - 1].isalnum()):
        return replace(one, start=glued.start())
    return one


def _usable(word: str) -> bool:
    return (
        word not in grammar("function")
        and word not in not_names()
        and word not in peoples()
        and word not in titles()
        and word not in heads()
    )
