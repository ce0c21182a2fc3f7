"""Names in Arabic text, by lexicons, trigger words and the table of personal names. No Arabic parser or model is needed or used.

What has neither trigger nor entry is not found: a reader is told that Arabic is read by rules. Works on folded text (`folding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from probanda.extract.arabic_names import is_family, is_given
from probanda.extract.gazetteer import is_arabic_town
from probanda.extract.mentions_lexicon import Candidate, institutions
from probanda.extract.rules import load
from probanda.model import MentionType

_WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3]+")
_QUOTED = re.compile(r"[\"“«„]([^\"”»“\n]{3,60})[\"”»]")
_OPEN = '"“«„‘'
_PARTICLES = {"بن", "ابن", "بنت", "ابو", "ام", "ال", "عبد", "ابي", "ولد"}
_LONGEST_NAME = 4
_LONGEST_BODY = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word; `gap` is what stands between the word before and this one."""

    start: int
    end: int
    text: str
    gap: str


@cache
def words(which: str) -> frozenset[str]:
    """A list of the Arabic lexicon of names."""
    return frozenset(load("names", "ar")[which])


def tokens(body: str) -> list[Token]:
    """The Arabic words of a folded text, with the gaps between them."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(body):
        found.append(Token(match.start(), match.end(), match[0], body[end : match.start()]))
        end = match.end()
    return found


def candidates(body: str) -> list[Candidate]:
    """All candidates of a folded text; they may overlap."""
    found = tokens(body)
    return [*known(body), *_persons(found), *_bodies(found), *_places(found), *_quoted(body)]


@cache
def _known() -> tuple[re.Pattern[str], dict[str, tuple[str, MentionType]]]:
    table = {k.written.translate(_BARE): (k.canonical, k.type) for group in institutions("ar").values() for k in group}
    for written, meant in list(table.items()):
        if written.startswith("ال"):
            table["لل" + written[2:]] = meant
    names = "|".join(re.escape(n) for n in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\u0621-\u064a])(?:[وف]?[بلك]?)(?P<name>{names})(?![\u0621-\u064a])"), table


_BARE = str.maketrans("أإآ", "ااا")


def known(body: str) -> Iterator[Candidate]:
    """Institutions and places of the lexicon, with the small words that Arabic writes onto them cut off."""
    pattern, table = _known()
    for match in pattern.finditer(body):
        canonical, kind = table[match["name"]]
        yield Candidate(match.start("name"), match.end("name"), kind, "known", 70, canonical=canonical)


def _persons(found: list[Token]) -> Iterator[Candidate]:
    at = 0
    while at < len(found):
        size = _name_size(found, at)
        if size:
            yield Candidate(found[at].start, found[at + size - 1].end, "person", "person.arabic", 60)
        at += size or 1


def _name_size(found: list[Token], at: int) -> int:
    """How many words from here on are the name of a person, 0 for none."""
    first = found[at]
    triggered = _triggered(found, at)
    if first.text in words("stop") or first.text in words("posts"):
        return 0
    foreign = first.text in words("given")
    if not (foreign or is_given(first.text, least=1 if triggered else 40)):
        return _unknown_after_post(found, at) if triggered == "post" else 0
    size = 1
    while size < _LONGEST_NAME and at + size < len(found) and _continues(found[at + size], foreign=foreign and size == 1):
        size += 1
    if size == 1 and triggered and at + 1 < len(found) and _may_be_family(found[at + 1]):
        size = 2
    while size > 1 and found[at + size - 1].text in _PARTICLES:
        size -= 1
    return size if size > 1 and (triggered or foreign or is_given(first.text, least=100)) else 0


def _continues(token: Token, *, foreign: bool) -> bool:
    if (
        token.gap not in (" ", "-", "\u00a0")
        or token.text in words("stop")
        or token.text in words("posts")
        or token.text in words("common")
    ):
        return False
    if token.text in words("place_kinds") or token.text in words("bodies"):
        return False
    return (
        foreign
        or token.text in _PARTICLES
        or is_family(token.text)
        or is_given(token.text, least=1)
        or token.text in words("given")
    )


def _may_be_family(token: Token) -> bool:
    """A word that no list speaks against, after a given name that a post or a verb announces."""
    listed = ("stop", "common", "bodies", "media", "place_kinds", "verbs", "posts", "after", "prepositions")
    return (
        token.gap == " " and len(token.text) > 3 and not any(token.text in words(w) or token.text[1:] in words(w) for w in listed)
    )


def _triggered(found: list[Token], at: int) -> str | None:
    """What announces a person here: a post (perhaps with adjectives after it), a verb of saying, an opening quotation mark."""
    if at == 0:
        return None
    if found[at].gap.strip() and found[at].gap.strip()[-1:] in _OPEN:
        return "quote"
    if found[at].gap not in (" ", ": ", "\u00a0"):
        return None
    before = found[at - 1].text
    if _is_post(before):
        return "post"
    if before.startswith("ال") and at > 1 and any(_is_post(t.text) for t in found[max(0, at - 4) : at - 1]):
        return "post"
    return "verb" if before in words("verbs") or before.lstrip("وف") in words("verbs") else None


def _is_post(word: str) -> bool:
    return word in words("posts") or (word[:1] in "ولب" and word[1:] in words("posts"))


def _unknown_after_post(found: list[Token], at: int) -> int:
    """Two words after a post that nothing speaks against: a name that no table holds."""
    pair = found[at : at + 2]
    quoted_next = at + 2 < len(found) and found[at + 2].gap.strip()[-1:] in tuple(_OPEN)
    if (
        len(pair) < 2
        or quoted_next
        or pair[1].gap != " "
        or any(len(t.text) < 3 or t.text.startswith(("ال", "لل")) for t in pair)
    ):
        return 0
    listed = ("stop", "common", "bodies", "media", "place_kinds", "verbs", "posts", "after")
    return (
        0 if any(t.text in words(w) or t.text.lstrip("وبلف") in words(w) for t in pair for w in listed) or _is_known(pair) else 2
    )


def _is_known(pair: list[Token]) -> bool:
    return any(t.text in _known()[1] for t in pair) or " ".join(t.text for t in pair) in _known()[1]


def _bodies(found: list[Token]) -> Iterator[Candidate]:
    at = 0
    while at < len(found):
        text = found[at].text[1:] if found[at].text[:1] in "ولبف" and found[at].text[1:] in words("bodies") else found[at].text
        last = at
        if text in words("bodies") or text in words("place_heads"):
            last = _construct(found, at)
        elif text in words("bodies_definite"):
            last = _definite(found, at)
        elif text in words("media"):
            last = _medium(found, at)
        elif text in ("مراسل", "مراسلة") and (last := _employer(found, at)) > at:
            yield Candidate(found[at + 1].start, found[last].end, "publication", "body.employer", 62)
            at = last + 1
            continue
        if last > at:
            yield _body(found, at, last, text)
        at = max(at, last) + 1


def _body(found: list[Token], at: int, last: int, head: str) -> Candidate:
    skip = len(found[at].text) - len(head)
    medium = head in words("media") and head not in ("وكالة", "قناة", "اذاعة", "شبكة")
    start = found[at + 1].start if medium else found[at].start + skip
    place = head in words("place_heads") and (head != "مركز" or any(t.text.startswith("لل") for t in found[at : last + 1]))
    kind: MentionType = "place" if place else "publication" if head in words("media") else "organisation"
    return Candidate(start, found[last].end, kind, "body.arabic", 61 if last - at > 2 else 50)


def _construct(found: list[Token], at: int) -> int:
    """ "centre of the civil defence": a bare noun, then at least one more word that belongs to it."""
    last = at
    for i in range(at + 1, min(len(found), at + _LONGEST_BODY)):
        if not _belongs(found, at, i):
            break
        last = i
    return last if any(_has_article(t) for t in found[at + 1 : last + 1]) else at


def _has_article(token: Token) -> bool:
    return token.text.startswith(("ال", "لل"))


def _belongs(found: list[Token], at: int, i: int) -> bool:
    """Whether the word at `i` goes on with the name whose head noun stands at `at`."""
    token, before = found[i], found[i - 1]
    if token.gap not in (" ", ". ", "-") or any(token.text in words(w) for w in ("stop", "common", "verbs")):
        return False
    if _has_article(token) or i == at + 1:
        return True
    if _has_article(before):
        return False
    following = found[i + 1].text if i + 1 < len(found) else ""
    return (
        (i == at + 2 and following.startswith("لل"))
        or is_family(token.text)
        or token.gap == ". "
        or before.text in words("given")
    )


def _employer(found: list[Token], at: int) -> int:
    """The words between "correspondent of" and a name in quotation marks."""
    for i in range(at + 1, min(len(found), at + 5)):
        gap = found[i].gap.strip()
        if gap:
            return i - 1 if gap[-1] in _OPEN else at
    return at


def _definite(found: list[Token], at: int) -> int:
    """ "the national army": a noun with the article, then adjectives with it."""
    last = at
    for i in range(at + 1, min(len(found), at + 4)):
        token = found[i]
        if token.gap != " " or not token.text.startswith("ال") or token.text in words("common") or token.text in words("posts"):
            break
        last = i
    return last


def _medium(found: list[Token], at: int) -> int:
    last = at
    for i in range(at + 1, min(len(found), at + 4)):
        token = found[i]
        if (
            token.gap not in (" ", ' "', " “", " «")
            or token.text in words("stop")
            or token.text in words("verbs")
            or token.text in words("posts")
        ):
            break
        if token.text in ("التواصل", "الحادث", "الهجوم", "الانفجار") or (i > at + 1 and token.text.startswith("ال")):
            break
        last = i
    return last if last > at and found[at + 1].text not in words("common") else at


def _places(found: list[Token]) -> Iterator[Candidate]:
    for at in range(1, len(found)):
        token, before = found[at], found[at - 1].text
        if (
            token.gap not in (" ", ": ", " “", " «", ' "')
            or token.text in words("stop")
            or token.text in words("common")
            or len(token.text) < 3
        ):
            continue
        kind = before if before in words("place_kinds") else before[1:] if before[:1] in "وبلف" else ""
        if kind in words("place_kinds") and token.text not in words("place_kinds") and not _adjective(token.text):
            yield Candidate(token.start, token.end, "place", "place.announced", 58)
        elif (before in words("prepositions") or ":" in token.gap) and is_arabic_town(token.text):
            yield Candidate(token.start, token.end, "place", "place.town", 45)


def _adjective(word: str) -> bool:
    """A nisba with the article ("the Syrian", "the residential") names no place after "region"."""
    return word.startswith("ال") and word.endswith(("ية", "ي", "يين", "يه"))


def _quoted(body: str) -> Iterator[Candidate]:
    """Names in quotation marks that say of themselves that they are for something: "X for the sake of Y"."""
    for match in _QUOTED.finditer(body):
        if " من اجل " in match[1] and len(match[1].split()) <= 7:
            yield Candidate(match.start(1), match.end(1), "organisation", "body.quoted", 65)
