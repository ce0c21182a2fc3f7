"""The words of a post: what is post, what is "former", and what is the outlet's own distance ("self-styled")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from probanda.extract.reading import Reading
from probanda.extract.rules import either, load
from probanda.extract.skeleton import Skeleton

_CUTS = {"VBZ", "VBD", "VBP", "MD", "PRP", "DT", "PDT", "IN", "WDT", "WP", "TO", "UH", "VBG", "RB", "VB", "WP$"}
_PAST = re.compile(
    r"^(?:was|had been|served as|worked as|acted as|has .* been|led|headed|commanded|chaired|ran|oversaw|directed|was in .*)$",
    re.IGNORECASE,
)


@cache
def listed(which: str) -> frozenset[str]:
    """A list of the lexicon of words that stand with posts, in small letters."""
    return frozenset(load("post_words")[which])


@cache
def _pattern(which: str) -> re.Pattern[str]:
    return re.compile(rf"\b{either(listed(which))}\b[- ]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """A post in words, without what is said about it. `bare` is a rank that says nothing without a body."""

    words: str
    former: bool = False
    qualifier: str | None = None
    bare: bool = False


def post_of(reading: Reading, one: Skeleton, match: re.Match[str]) -> Post | None:
    """The post that a match of a rule states; None where what matched is no post (kin, victims)."""
    groups = match.groupdict()
    past = bool(_PAST.match(groups.get("verb") or ""))
    if "post" not in groups:
        return Post("head" if "verb" in groups else "representative", former=past)
    body = reading.body
    noun = _without_rank(body[slice(*one.span(match, "post"))])
    if noun.lower() in listed("no_post"):
        return None
    mods = _after_verb(reading, *one.span(match, "mods"))
    marked = _pattern("qualifier").search(body[slice(*one.span(match))])
    mods = re.sub(r"^.*['’]s (?!rights\b)", "", mods)
    words = re.sub(r"\s+", " ", _pattern("qualifier").sub("", _dropped().sub("", _pattern("former").sub("", mods)))).strip(
        " ,-'’"
    )
    return Post(
        f"{words} {noun}".strip(),
        former=past or bool(_pattern("former").search(mods)) or _former_before(body, one.place(match.start())),
        qualifier=marked[0].strip(" -").lower() if marked else None,
        bare=noun[:1].isupper() and noun.lower() in listed("ranks") and not words,
    )


def _without_rank(noun: str) -> str:
    """ "military chief General": the rank after a post belongs to the name."""
    words = noun.split()
    while len(words) > 1 and words[-1][:1].isupper() and words[-1].lower() in listed("ranks") and words[0][:1].islower():
        words.pop()
    return " ".join(words)


def _after_verb(reading: Reading, start: int, end: int) -> str:
    """What stands before a post, from the last word on that cannot be part of it: a finite verb, a pronoun, a determiner."""
    words = reading.doc.char_span(start, end, alignment_mode="contract") if end > start else None
    last = max((t.idx + len(t.text) for t in words or () if t.tag_ in _CUTS and t.lower_ not in listed("kept")), default=start)
    return reading.body[last:end]


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(listed('dropped'))}|[a-z]+-year-old|\d+-year-old)\b ?")


def _former_before(body: str, start: int) -> bool:
    return bool(re.search(r"\b(?:former|then|late|ex)[ -]$", body[max(0, start - 8) : start], re.IGNORECASE))


@cache
def kind_of_post(post: str) -> str | None:
    """command, lead, member or profession, by the post's longest noun."""
    words = post.lower()
    lexicons = [load("posts", language).items() for language in ("en", "fr", "ar")]
    table = [(noun.lower(), kind) for lexicon in lexicons for kind, nouns in lexicon for noun in nouns]
    fitting = [(len(noun), kind) for noun, kind in table if words == noun or words.endswith(" " + noun)]
    return max(fitting)[1] if fitting else None
