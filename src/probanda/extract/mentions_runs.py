"""Runs of words with capitals, with the small words between them: where names made of several words are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from probanda.extract.rules import load

_ARTICLE = r"(?:[AaEe]l|[Aa][nrst]|[AaEe]sh|[AaEe][dz]|[Uu]l|[AaEe]th|[Dd]['’])[-‑]|[DdLO]['’]"
_PLURAL_OWNER = r"(?:(?<=s)['’](?= [A-Z]))?"
_CAPITAL = rf"(?:{_ARTICLE})?[A-ZÀ-ÖØ-ÞĀČĐĞİŁŠŞŽ][^\W_]*(?:[-‑'’.&/](?!s\b)[^\W_]+)*{_PLURAL_OWNER}"
_SHORT = r"(?:[A-Z]\.){2,}|(?:St|Mt|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Prof|Rev|Sen|Rep|Gov|[A-Z])\."
_OWNER = (
    r"(?:(?:Prosecutor|Attorney|Solicitor|Auditor|Inspector)[ -]General|People|Women|Children|Men|Lord|King|Queen|Prosecutor"
    r"|Workers?|Farmers?|Girls?|Boys?|Mother|Journalist|Lawyers?|Teachers?|Nation|Students?|Patriot|Soldier|Commander|Citizens?|Veterans?"
    r"|Doctors?|Nurses?|Writers?|Martyrs?|God|Devil|World)['’]s(?= [A-Z])"
)
WORD = rf"(?:{_SHORT}|{_OWNER}|{_CAPITAL}|\d+(?:st|nd|rd|th)\b|\d+\b)"
_LINK = (
    r"(?:of|for|and|&|de|des|du|del|la|las|los|les|dos|da|do|the|on|against|to|in|with|y|e|former"
    r"|al|el|bin|ibn|ben|bint|abu|abou|ould|van|von|der|den|di|un|zu|Protect)"
)
_RUN = re.compile(rf"(?<![\w@#,.])(?:{WORD})(?:[ \u00a0](?:{_LINK}[ \u00a0]){{0,3}}(?:{WORD}))*")
_TOKEN = re.compile(r"[^ \u00a0]+")
_WRAP = re.compile(r"(?<=\S)\n(?=[^\n])")
_WRAPPED = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run. `link` is true for the small words between the others."""

    start: int
    end: int
    text: str
    link: bool


@cache
def grammar(which: str) -> frozenset[str]:
    """A list of the lexicon `function`: words that begin no name, words inside names, and so on."""
    return frozenset(load("function")[which])


def flatten(body: str) -> str:
    """The text with line ends inside a paragraph as spaces, of the same length, where lines look wrapped rather than listed."""
    return _WRAP.sub(lambda m: " " if m.start() - body.rfind("\n", 0, m.start()) > _WRAPPED else "\n", body)


def runs(flat: str) -> list[list[Word]]:
    """Runs of words with capitals and the small words between them, function words at the start cut off."""
    found = ([_word(token, match.start()) for token in _TOKEN.finditer(match[0])] for match in _RUN.finditer(flat))
    return [run for words in found for part in _parts(words) if (run := _trimmed(part))]


def _word(token: re.Match[str], offset: int) -> Word:
    link = token[0] == "&" or (token[0][0].isalpha() and token[0].islower() and "-" not in token[0])
    return Word(offset + token.start(), offset + token.end(), token[0], link)


def _parts(words: list[Word]) -> Iterator[list[Word]]:
    """A dateline runs into the first word of a sentence ("ARDENA A court ..."): cut there."""
    start = 0
    for at, word in enumerate(words):
        if at > start and word.text in grammar("cut"):
            yield words[start:at]
            start = at
    yield words[start:]


def _trimmed(words: list[Word]) -> list[Word]:
    while words and words[-1].link:
        words = words[:-1]
    while words and (words[0].link or words[0].text in grammar("function")):
        words = words[1:]
    return words
