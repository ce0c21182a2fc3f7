"""Is a text about violence in conflict, violence of States or armed groups, or the courts that try it? Judged on the text as
a whole.

A sports report, a road accident or a domestic crime uses the words of violence too. Signals for and against are data
(`data/lexicon/en/concern.yaml`), and the judgement names the ones it found, so that it can be shown and disputed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from probanda.extract.folding import fold
from probanda.extract.reading import Reading
from probanda.extract.rules import either, load_as

_ARMED = ("armed_group", "unit", "operation", "court")
_LANGUAGES = ("en", "fr", "ar")
_ARMED_WEIGHT = 2
_TWICE = 2


class Signals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that speak for or against, why, how much each different one weighs, and the most they weigh together."""

    why: str
    weight: int
    words: tuple[str, ...]
    most: int | None = None


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"for_": "for"}):
    """The signals of a language and the bar that those for must reach."""

    bar: int
    for_: tuple[Signals, ...]
    against: tuple[Signals, ...] = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """The judgement: `weight` for less weight against, and the words found."""

    holds: bool
    pro: int
    contra: int
    words: tuple[str, ...]


def judge(reading: Reading) -> Concern:
    """Whether a block of text is of our concern, and which words say so."""
    language = reading.language if reading.language in _LANGUAGES else "en"
    pro, contra = _weighed(language, f"{reading.title or ''}\n{reading.body}")
    armed = {m.name for m in reading.mentions if m.type in _ARMED}
    gain = sum(weight for weight, _ in pro) + _ARMED_WEIGHT * len(armed)
    loss = sum(weight for weight, _ in contra)
    return Concern(gain >= _lexicon(language).bar and gain > loss, gain, loss, tuple(word for _, word in (*pro, *contra)))


_Words = tuple[tuple[int, str], ...]


def _lexicon(language: str) -> Lexicon:
    lexicon: Lexicon = load_as(Lexicon, "concern", language)
    return lexicon


@lru_cache(maxsize=8)
def _weighed(language: str, body: str) -> tuple[_Words, _Words]:
    """The words for and against; kept for a few bodies, since each of three finders asks for the same one."""
    lexicon, arabic = _lexicon(language), language == "ar"
    body = fold(body).body if arabic else body
    return tuple(_found(lexicon.for_, body, arabic=arabic)), tuple(_found(lexicon.against, body, arabic=arabic))


def _found(groups: tuple[Signals, ...], body: str, *, arabic: bool = False) -> Iterator[tuple[int, str]]:
    for group, pattern in zip(groups, _arabic(groups) if arabic else _patterns(groups), strict=True):
        left = group.most
        for word, times in Counter(pattern.findall(body)).items():
            weight = group.weight * min(times, _TWICE)
            weight = weight if left is None else min(weight, left)
            left = None if left is None else left - weight
            if weight:
                yield weight, word


@cache
def _patterns(groups: tuple[Signals, ...]) -> tuple[re.Pattern[str], ...]:
    written = [{form for word in group.words for form in (word, word[:1].upper() + word[1:])} for group in groups]
    return tuple(re.compile(rf"(?<!\w){either(words)}(?!\w)") for words in written)


@cache
def _arabic(groups: tuple[Signals, ...]) -> tuple[re.Pattern[str], ...]:
    """Folded words, each with what Arabic writes onto the front of a word; every part of a phrase may bear the article."""
    written = [{r"\s+(?:ال)?".join(re.escape(part) for part in fold(w).body.split()) for w in group.words} for group in groups]
    return tuple(
        re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:ال|لل)?({'|'.join(sorted(w, key=len, reverse=True))})(?!\w)") for w in written
    )
