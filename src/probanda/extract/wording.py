"""The words of a text as a weighted bag (TF-IDF), for linear models: one block for the whole text, one for title and opening.

Weighting as usual in text classification (Salton and Buckley 1988): 1 + log of the count, times the word's rarity in the training
texts, each block scaled to length one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

import msgspec

from probanda.extract.reading import Reading

_OPENING = 600
_CONTENT = ("NOUN", "VERB", "ADJ", "PROPN")
_WORD = re.compile(r"\w\w+")


class Wording(msgspec.Struct, frozen=True):
    """Words by block, each with its rarity and its weights, one per class."""

    whole: dict[str, tuple[float, ...]]
    opening: dict[str, tuple[float, ...]]

    def scores(self, reading: Reading, classes: int) -> list[float]:
        """What the words of a text say for each class."""
        blocks = ((self.whole, whole_words(reading)), (self.opening, opening_words(reading)))
        sums = [0.0] * classes
        for table, words in blocks:
            for word, value in bag(words, {w: row[0] for w, row in table.items()}).items():
                sums = [s + value * weight for s, weight in zip(sums, table[word][1:], strict=True)]
        return sums


def whole_words(reading: Reading) -> Counter[str]:
    """The content words of the text, as their lemmas, with how often they stand there."""
    return Counter(t.lemma_.lower() for t in reading.doc if t.pos_ in _CONTENT and len(t.lemma_) > 1)


def opening_words(reading: Reading) -> Counter[str]:
    """Words and pairs of words of the title (counted twice) and of the opening."""
    title = reading.title or ""
    words = _WORD.findall(f"{title} {title} {reading.body[:_OPENING]}".lower())
    return Counter([*words, *(" ".join(pair) for pair in pairwise(words))])


def bag(words: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """The weight of each known word; the squares add up to one."""
    raw = {word: (1 + math.log(n)) * rarity[word] for word, n in words.items() if word in rarity}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items()}


def rarity(texts: Iterable[Counter[str]], *, least: int, most: int) -> dict[str, float]:
    """Rarity (smoothed inverse document frequency) of the `most` frequent words that stand in at least `least` texts."""
    bags = list(texts)
    spread = Counter(word for words in bags for word in words)
    often: Counter[str] = sum(bags, Counter())
    known = sorted((w for w, n in spread.items() if n >= least), key=lambda w: (-often[w], w))[:most]
    return {word: math.log((1 + len(bags)) / (1 + spread[word])) + 1 for word in known}
