"""The words of a post: what is post, what is "former", and what is the outlet's own distance ("self-styled")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from probanda.extract.reading import Reading
from probanda.extract.rules import load
from probanda.extract.skeleton import Skeleton

_FORMER = re.compile(
    r"\b(?:former|ex|then|one-time|onetime|late|ousted|deposed|outgoing|previous|erstwhile|retired|toppled|fugitive ex)(?:ly)?\b[- ]?",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"^(?:was|had been|served as|worked as|acted as|has .* been|led|headed|commanded|chaired|ran|oversaw|directed|was in .*)$",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:notorious|renegade|alleged|infamous|powerful|prominent|well-known|famous|controversial|current|new|newly|recently|appointed|fellow|veteran|longtime|long-time|feared|wanted|convicted|suspected|disgraced|exiled|jailed|detained|slain|"
    r"the|a|an|his|her|its|their|breakaway|local|young|old|elderly|prolific|respected|noted|leading|influential|embattled|popular|[a-z]+-year-old|\d+-year-old)\b ?"
)
_QUALIFIER = re.compile(
    r"\b(?:self-styled|self-proclaimed|self-declared|self-appointed|so-called|purported|would-be|de facto|acting|alleged|suspected)\b",
    re.IGNORECASE,
)
_CUTS = {"VBZ", "VBD", "VBP", "MD", "PRP", "DT", "PDT", "IN", "WDT", "WP", "TO", "UH", "VBG", "RB"}
_KEPT = {
    "acting",
    "leading",
    "founding",
    "commanding",
    "presiding",
    "managing",
    "ruling",
    "outgoing",
    "incoming",
    "supervising",
    "investigating",
}
_NO_POST = {"mother", "father", "brother", "sister", "son", "daughter", "wife", "husband", "widow", "cousin", "uncle", "nephew", "friend", "colleague", "neighbour", "neighbor", "resident", "ally", "accused", "victim", "defendant", "suspect",
           "detainee", "prisoner", "hostage", "refugee", "survivor", "witness", "eyewitness", "villager", "plaintiff", "inmate", "protester", "demonstrator"}  # fmt: skip

_RANKS = {"general", "colonel", "major", "captain", "lieutenant", "brigadier", "marshal", "field marshal", "admiral", "sergeant", "corporal", "private", "officer", "commander", "major general", "lieutenant general", "brigadier general", "lieutenant colonel", "king", "queen", "prince", "sultan", "emir", "deputy", "father", "brother", "sister", "governor", "chief"}  # fmt: skip


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
    noun = body[slice(*one.span(match, "post"))]
    if noun.lower() in _NO_POST:
        return None
    mods = _after_verb(reading, *one.span(match, "mods"))
    marked = _QUALIFIER.search(body[slice(*one.span(match))])
    mods = re.sub(r"^.*['’]s ", "", mods)
    words = re.sub(r"\s+", " ", _QUALIFIER.sub("", _DROPPED.sub("", _FORMER.sub("", mods)))).strip(" ,-'’")
    return Post(
        f"{words} {noun}".strip(),
        former=past or bool(_FORMER.search(mods)) or _former_before(body, one.place(match.start())),
        qualifier=marked[0].lower() if marked else None,
        bare=noun[:1].isupper() and noun.lower() in _RANKS and not words,
    )


def _after_verb(reading: Reading, start: int, end: int) -> str:
    """What stands before a post, from the last word on that cannot be part of it: a finite verb, a pronoun, a determiner."""
    words = reading.doc.char_span(start, end, alignment_mode="contract") if end > start else None
    last = max((t.idx + len(t.text) for t in words or () if t.tag_ in _CUTS and t.lower_ not in _KEPT), default=start)
    return reading.body[last:end]


def _former_before(body: str, start: int) -> bool:
    return bool(re.search(r"\b(?:former|then|late|ex)[ -]$", body[max(0, start - 8) : start], re.IGNORECASE))


@cache
def kind_of_post(post: str) -> str | None:
    """command, lead, member or profession, by the post's longest noun."""
    words = post.lower()
    table = [(noun.lower(), kind) for kind, nouns in load("posts").items() for noun in nouns]
    fitting = [(len(noun), kind) for noun, kind in table if words == noun or words.endswith(" " + noun)]
    return max(fitting)[1] if fitting else None
