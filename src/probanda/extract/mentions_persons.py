"""Persons by what stands with their names: titles and ranks, posts written small, nicknames between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probanda.extract.mentions_lexicon import Candidate, countries, heads, not_names, peoples, titles
from probanda.extract.mentions_runs import WORD, Word, grammar

PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "abou",
        "abd",
        "ould",
        "wuld",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "y",
        "e",
        "zu",
        "af",
        "av",
        "ul",
        "ud",
        "uz",
    ]
)
_NICKNAME = re.compile(
    rf"(?P<given>{WORD}(?: {WORD})?) (?P<open>[\"“‘'«])(?P<nick>(?:the |el |al-)?[A-Z][^\"”’')»\n]{{1,28}})[\"”’'»]"
    rf" (?P<family>{WORD}(?: {WORD})?)"
)
_OPENING = re.compile(r" [\"“‘'«](?=\S)")
_REACH = 40
_LONGEST = 6


def titled(found: list[list[Word]]) -> Iterator[Candidate]:
    """A title with a capital and the name after it: the name, with its titles apart."""
    for words in found:
        at = 0
        while at < len(words):
            marks, after = _titles(words, at)
            end = _name_end(words, after) if marks else after
            if marks and end > after and not _of_body(words, end) and _is_name(words[after:end], marks):
                yield Candidate(words[after].start, words[end - 1].end, "person", "person.title", _weight(marks), titles=marks)
                at = end
            else:
                at = max(at + 1, after)


def _of_body(words: list[Word], end: int) -> bool:
    """True when a head noun follows at once: "General Intelligence Directorate" is no general."""
    return end < len(words) and heads().get(words[end].text) in (
        "organisation",
        "force",
        "unit",
        "court",
        "publication",
        "armed_group",
    )


def _weight(marks: tuple[str, ...]) -> int:
    """Mr, Dr and ranks stand with persons only; Commander or Justice may begin another kind of name."""
    return 75 if any(titles()[m] in ("courtesy", "academic", "military") for m in marks) else 62


def _titles(words: list[Word], at: int) -> tuple[tuple[str, ...], int]:
    marks: list[str] = []
    while at < len(words):
        size = next((n for n in (3, 2, 1) if _joined(words, at, n) in titles()), 0)
        if not size:
            break
        marks.append(_joined(words, at, size))
        at += size
    return tuple(marks), at


def _joined(words: list[Word], at: int, size: int) -> str:
    return " ".join(w.text for w in words[at : at + size]) if at + size <= len(words) else ""


def _name_end(words: list[Word], at: int) -> int:
    """One past the last word of a person's name that begins at `at`."""
    end = at
    while end < len(words) and end - at < _LONGEST + 2:
        word = words[end]
        if word.link and (word.text not in PARTICLES or end == at or end + 1 == len(words) or words[end + 1].link):
            break
        if not word.link and (word.text[0].isdigit() or (word.text in heads() and heads()[word.text] not in ("place",))):
            break
        end += 1
    return end


def _is_name(words: list[Word], marks: tuple[str, ...]) -> bool:
    plain = [w.text for w in words if not w.link]
    if not plain or all(w in not_names() or w in peoples() or w in countries() or w in heads() for w in plain):
        return False
    return len(plain) > 1 or titles()[marks[-1]] != "office" or plain[0] not in not_names()


def nicknamed(flat: str) -> Iterator[Candidate]:
    """A nickname between a given and a family name: one name, the marks included."""
    end = 0
    for mark in _OPENING.finditer(flat):
        # A window around the mark keeps the search short on texts without end.
        match = _NICKNAME.search(flat, max(end, mark.start() - _REACH), mark.end() + 2 * _REACH)
        if match and match.start("open") == mark.start() + 1 and _nick(match):
            end = match.end()
            yield Candidate(match.start(), match.end(), "person", "person.nickname", 78)


def _nick(match: re.Match[str]) -> bool:
    return len(match["nick"].split()) <= 3 and match["nick"][:1].isalpha() and not match["given"][0].isdigit()


@cache
def _unusable() -> frozenset[str]:
    return not_names() | grammar("function") | grammar("calendar")


def short_forms(name: str) -> list[str]:
    """What a text may call a person after the full name: the family name, and the given name."""
    words = name.split()
    if len(words) < 2:
        return []
    particles = next((i for i in range(1, len(words)) if words[i].lower() in PARTICLES), len(words) - 1)
    forms = [" ".join(words[particles:]), words[-1], words[0]]
    forms += [
        variant
        for f in forms
        if "-" in f
        for variant in (f[0].swapcase() + f[1:], f.split("-", 1)[1])
        if f[:3].lower() in ("al-", "el-")
    ]
    return [
        f
        for f in dict.fromkeys(forms)
        if len(f) > 2 and f.lower() not in PARTICLES and not f.endswith(".") and f not in _unusable()
    ]
