"""A text as a row of classified tokens: month names, weekdays, units, numbers and the small words between them.

The classes and their words are data (`data/lexicon/<language>/dates.yaml`). A token of no class is `OTHER`, and no rule reaches
over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from probanda.extract import numbers
from probanda.extract.dates_settling import settle
from probanda.extract.dates_words import OTHER, WORD, Token, Words

_TOKEN = re.compile(
    r"(?P<gap>\n\s*\n)"
    r"|\[\d{1,2}:\d\d(?::\d\d)?\]"  # how far into a recording, and no time of day
    r"|(?P<ISO>\d{4}[-/]\d\d[-/]\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-]))"
    r"|(?P<SLASH>\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|(?<=/)\d\d)(?![\w/]))"
    r"|(?P<CLOCK>\d{1,2}(?:[:.]\d\d)?(?i:[ap]m)\b|\d{1,2}[:.]\d\d(?::\d\d)?(?=\s?(?:[ap]\.?m\b|GMT|UTC|local))|[0-2]?\d:[0-5]\d(?::\d\d)?(?![\d:]))"
    r"|(?P<DECADE>(?:1\d|20)\d0['’]?s\b|['’]\d0s\b|\d\ds\b)"
    r"|(?P<FRACTION>\d+ \d/\d)"
    r"|(?P<number>\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,15}(?!\d)(?:\.\d{1,15}(?!\d))?)(?P<suffix>(?i:st|nd|rd|th)|er|e|ème|h(?=\d\d\b))?(?:(?![A-Za-z])|(?=hrs\b))"
    r"|(?P<YEAR2>['’]\d\d(?!\w))"
    r"|(?P<word>[^\W\d_]+)(?=(?P<dot>\.?))"
    r"|(?P<mark>[^\w\s])"
    r"|\w+"
)
_FIXED = ("ISO", "SLASH", "CLOCK", "DECADE", "FRACTION", "YEAR2")
_MARKS = {
    ",": "COMMA",
    "،": "COMMA",
    "-": "DASH",
    "–": "DASH",
    "—": "LONGDASH",
    "'": "APOS",
    "’": "APOS",
    "(": "OPEN",
    "/": "STROKE",
    **dict.fromkeys(".;:!?)", "MARK"),
}
# A sentence ends after a word of three letters, so that "Oct." and "p.m." end none.
_SENTENCE = re.compile(r"(?<=\w\w\w[.!?])\s+(?=[^\W\d_a-zà-ÿ]|[\"“«'])|\n\s*\n")
_DIGIT = re.compile(r"\d")


def tokens(body: str, known: Words) -> list[Token]:
    """The tokens of `body`, multi-word entries and written numbers as one token each.

    Sentences that can hold no time are passed over: most of a text.
    """
    found: list[Token] = []
    for start, end in _promising(body, known):
        for match in _TOKEN.finditer(body, start, end):
            # The point of an abbreviation was taken with its word.
            if not found or match.start() >= found[-1].end:
                found.append(_token(match, known))
    return settle(_numbers(_phrases(found, known), body, known), known)


def _promising(body: str, known: Words) -> Iterator[tuple[int, int]]:
    if known.lexicon.prefixes:
        yield 0, len(body)
        return
    start = 0
    for end, following in [*(m.span() for m in _SENTENCE.finditer(body)), (len(body), len(body))]:
        sentence = body[start:end]
        if _DIGIT.search(sentence) or not known.triggers.isdisjoint(WORD.findall(sentence.lower())):
            yield start, following
        start = following


def _token(match: re.Match[str], known: Words) -> Token:
    group = match.lastgroup
    start, end = match.span()
    if match["word"]:
        return _word(match, known)
    text = match.group()
    if group in _FIXED or match["ISO"] or match["SLASH"]:
        return Token(start, end, text, next(k for k in _FIXED if match[k]), text)
    if match["number"]:
        return _digits(match)
    return Token(start, end, text, _MARKS.get(text, OTHER), lower=text)


def _word(match: re.Match[str], known: Words) -> Token:
    start, end = match.span()
    text = match.group()
    lower = text.lower()
    if match["dot"] and (entry := known.single.get(lower + ".")):
        return Token(start, end + 1, text + ".", *entry, lower)
    entry = known.single.get(lower)
    if entry is None and lower in known.numerals:
        return Token(start, end, text, "NUMERAL", None, lower)
    if entry is None:
        plain = Token(start, end, text, OTHER, None, lower)
        return _prefixed(plain, known) if known.lexicon.prefixes else plain
    if lower in known.lexicon.capital and not text[0].isupper():
        return Token(start, end, text, OTHER, None, lower)
    return Token(start, end, text, *entry, lower)


def _prefixed(token: Token, known: Words) -> Token:
    """A word with a conjunction or preposition written onto it, as in Arabic: the token is the rest."""
    for prefix in known.lexicon.prefixes:
        if token.text.startswith(prefix):
            rest = token.text[len(prefix) :]
            if entry := known.single.get(rest):
                return Token(token.start + len(prefix), token.end, rest, *entry, rest)
            if rest in known.numerals:
                return Token(token.start + len(prefix), token.end, rest, "NUMERAL", None, rest)
    return token


_TELEPHONE = re.compile(r"(?<!\d)\d{3}[-–.]$")
"""The three digits before the last four of a telephone number: "774-1300"."""


_COUNTED = re.compile(
    r"\s(?:blocks?|hours|hrs)\b|\s[A-Z]\w+ (?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Dr|Lane|Ln|Court|Ct)\b"
)
"""What makes the number before it that of a house or an hour: "the 1200 block", "2100 hours", "1400 Elm Street"."""
_BY_THE_CLOCK = re.compile(r"\b(?i:at|about|around|approximately)\s(?i:about|around|approximately\s)?$")
"""Before a number that is no year of our time, rather an hour ("at 2100") than the year 2100."""


_NUMBERED = re.compile(
    r"\b(?i:resolutions?|flights?|rooms?|local|nos?|paragraphs?|paras?|articles?|cases?|apartment|suite|route|highway|interstate|regiment"
    r"|brigade|battalion|squadron|channel|section|pages?|gate|exhibits?|documents?)\.?\s(?:\d{4},?\s(?:and|or)\s)?$"
)
"""What bears a number by name: "resolutions 1970 and 1973"."""


def _digits(match: re.Match[str]) -> Token:
    text, suffix = match["number"], match["suffix"]
    start, end = match.start(), match.end()
    value = float(text.replace(",", ""))
    if suffix == "h":
        return Token(start, end, text, "HOURS", int(value))
    if suffix:
        return Token(start, end, text, "ORDN" if value <= 31 else "ORDINAL", int(value))
    if text.isdigit() and len(text) <= 2 and 1 <= value <= 31:
        return Token(start, end, text, "DAY", int(value))
    if text.isdigit() and len(text) == 4 and 1000 <= value <= 2199 and _may_be_a_year(match, int(value)):
        return Token(start, end, text, "YEAR", int(value))
    return Token(start, end, text, "NUM", value)


def _may_be_a_year(match: re.Match[str], value: int) -> bool:
    start, end = match.span("number")
    before = match.string[start - 1 : start]
    if before.isascii() and before.isalpha():
        # The end of a word, as in "@union1999"; in Arabic a conjunction is written onto a number.
        return False
    if _TELEPHONE.search(match.string, max(0, start - 5), start) or _COUNTED.match(match.string, end):
        return False
    if _NUMBERED.search(match.string, max(0, start - 30), start):
        return False
    return 1700 <= value <= 2060 or not _BY_THE_CLOCK.search(match.string, max(0, start - 15), start)


def _phrases(found: list[Token], known: Words) -> list[Token]:
    joined: list[Token] = []
    i = 0
    while i < len(found):
        token = found[i]
        follow = known.phrases.get(token.lower)
        options = follow.get(found[i + 1].lower.replace("’", "'")) if follow and i + 1 < len(found) else None
        hit = next((p for p in options if _matches(found, i, p[0])), None) if options else None
        if hit:
            i += len(hit[0])
            text = " ".join(hit[0])
            token = Token(token.start, found[i - 1].end, text, hit[1], hit[2], text)
        else:
            i += 1
        joined.append(token)
    return joined


def _matches(found: list[Token], at: int, parts: tuple[str, ...]) -> bool:
    row = found[at : at + len(parts)]
    return len(row) == len(parts) and all(t.lower.replace("’", "'") == p for t, p in zip(row, parts, strict=True))


def _numbers(found: list[Token], body: str, known: Words) -> list[Token]:
    """Written numbers as one token: NUM with its value, or YEAR for the spoken "nineteen ninety-six"."""
    if not any(t.kind == "NUMERAL" for t in found):
        return found
    joined: list[Token] = []
    for group in _numeral_groups(found):
        joined += _number(group, body, known.language) if group[0].kind == "NUMERAL" else group
    return joined


def _numeral_groups(found: list[Token]) -> Iterator[list[Token]]:
    i = 0
    while i < len(found):
        group = [found[i]]
        i += 1
        while group[0].kind == "NUMERAL" and i < len(found):
            step = 2 if found[i].kind in ("DASH", "AND") and i + 1 < len(found) else 1
            if found[i + step - 1].kind != "NUMERAL":
                break
            group += found[i : i + step]
            i += step
        yield group


def _number(group: list[Token], body: str, language: str) -> list[Token]:
    """The longest number that the group begins with, then the rest."""
    for end in range(len(group), 0, -1):
        if group[end - 1].kind != "NUMERAL":
            continue
        start, stop = group[0].start, group[end - 1].end
        text = body[start:stop]
        year = _spoken_year(text, language)
        if year or (value := numbers.parse(text, language)) is not None:
            first = Token(start, stop, text, "YEAR" if year else "NUM", year or value)
            return [first, *(_number(group[end:], body, language) if group[end:] else [])]
    rest = group[1:]
    return [group[0], *(_number(rest, body, language) if rest and rest[0].kind == "NUMERAL" else rest)]


def _spoken_year(text: str, language: str) -> int | None:
    head, _, tail = text.partition(" ")
    century, rest = numbers.parse(head, language) if tail else None, numbers.parse(tail, language) if tail else None
    if century in (17, 18, 19, 20) and rest is not None and 10 <= rest <= 99 and "hundred" not in tail:
        return int(century or 0) * 100 + rest
    return None
