"""A text as the stage of the violence it tells: its candidate phrases, where each stands, what the first model makes of them."""

from __future__ import annotations

import math
import re
import string
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

from probanda.extract.filler_judge import Judged
from probanda.extract.filler_phrases import Phrase
from probanda.extract.linear import log_odds

_BREAK = re.compile(r"(?<=[a-z)\"\]]{2})\.\s+(?=\S)|\s{3,}|\n", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\s{3,}|\n")
_WORD = re.compile(r"[a-z]{3,}")
LEAST = 0.01
"""A name is weighed for a role from this first probability."""


def plain(words: str) -> str:
    """Lower case, without punctuation and articles: what makes two phrases one name."""
    bare = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def named(doc: Doc, candidates: Iterable[Phrase]) -> dict[str, list[int]]:
    """Each name with the positions of its phrases among the candidates."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, phrase in enumerate(candidates):
        found[plain(doc[phrase.start : phrase.end].text)].append(i)
    found.pop("", None)
    return dict(found)


@dataclass(frozen=True)
class Scene:
    """A text with its candidates, the probability of each role for each of them (`chances`, one row per phrase), and what the
    encoder makes of them (`judged`)."""

    doc: Doc
    phrases: tuple[Phrase, ...]
    chances: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    judged: Judged

    @cached_property
    def breaks(self) -> list[int]:
        """Where sentences end, by stops and blank space alone: a parse is led astray by restored capitals."""
        return [found.end() for found in _BREAK.finditer(self.doc.text)]

    @cached_property
    def paragraphs(self) -> list[int]:
        """Where paragraphs end."""
        return [found.end() for found in _PARAGRAPH.finditer(self.doc.text)]

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences, in lower case."""
        ends = [0, *self.breaks, len(self.doc.text)]
        return [self.doc.text[a:b].lower() for a, b in pairwise(ends)]

    @cached_property
    def places(self) -> list[int]:
        """The character position of each phrase."""
        return [self.doc[p.start].idx for p in self.phrases]

    @cached_property
    def lines(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The number of the sentence of each phrase."""
        return np.array([bisect(self.breaks, at) for at in self.places], dtype=np.int64)

    @cached_property
    def names(self) -> dict[str, list[int]]:
        """Each name with its phrases."""
        return named(self.doc, self.phrases)

    @cached_property
    def best(self) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """The greatest probability of each role for each name that has one of at least `LEAST`."""
        tops = {name: self.chances[at].max(0) for name, at in self.names.items()}
        return {name: top for name, top in tops.items() if top.max() > LEAST}

    @cached_property
    def _by_line(self) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        tops = np.zeros((len(self.breaks) + 1, self.chances.shape[1]))
        np.maximum.at(tops, self.lines, self.chances)
        return tops

    def text_features(self, told: Sequence[str]) -> dict[str, float]:
        """`told` (features of the whole text), the words of the sentences with the likeliest fillers, and those fillers."""
        found = dict.fromkeys(told, 1.0) | {f"net{k}": float(odds) for k, odds in enumerate(self.judged.kinds)}
        if not self.phrases:
            return found
        tops = self._by_line.max(1)
        for line in np.argsort(-tops)[:6]:
            if tops[line] >= 0.1:
                for word in set(_WORD.findall(self.sentences[line])):
                    found[f"rw={word}"] = max(found.get(f"rw={word}", 0.0), 2 * float(tops[line]))
        for role in range(self.chances.shape[1]):
            column = self.chances[:, role]
            for i in np.argsort(-column)[:3]:
                if column[i] > 0.15:
                    found[f"top{role}={_last(self.doc[self.phrases[i].start : self.phrases[i].end].text)}"] = 2 * float(column[i])
            found[f"m{role}"] = 2 * float(column.max())
        return found

    def rows(self, kinds: Sequence[float]) -> dict[tuple[str, int], list[float]]:
        """For every name and role that are worth it, what speaks for and against, beside the probabilities of the kinds."""
        if not self.phrases:
            return {}
        tops = self.chances.max(0)
        words = {name: set(name.split()) for name in self.best}
        ending = [log_odds(float(p)) for p in tops]
        tail = [math.log1p(len(self.breaks) + 1), float(self._by_line.max())]
        kinds_odds = [log_odds(p) for p in kinds]
        return {
            (name, role): [
                *self._own(name, role, float(tops[role])),
                *_nested(name, self.best, words, role=role),
                *kinds_odds,
                *self._beside(name, role),
                *ending,
                *tail,
                *self.judged.features(name, role),
            ]
            for name, best in self.best.items()
            for role in range(len(tops))
            if best[role] >= LEAST
        }

    def _own(self, name: str, role: int, top: float) -> list[float]:
        at, best = self.names[name], self.best[name]
        column = self.chances[at, role]
        rank = sum(other[role] > best[role] for other in self.best.values())
        others = max(float(p) for k, p in enumerate(best) if k != role)
        first = min(self.places[i] for i in at) / max(1, len(self.doc.text))
        whole = float(any(self.phrases[i].how == "chunk" for i in at))
        return [
            *(log_odds(float(best[role])), log_odds(float(column.mean())), math.log(float(column.sum()))),
            *(math.log1p(rank), log_odds(top), float(best[role]) / max(top, 1e-6), log_odds(others), math.log1p(len(at))),
            *(first, whole, len(name.split()), math.log1p(len(name)), math.log1p(len(self.phrases))),
        ]

    def _beside(self, name: str, role: int) -> list[float]:
        """The likeliest of each role in the same sentence, outside the phrase itself, and in the sentences around."""
        i = max(self.names[name], key=lambda k: self.chances[k, role])
        line, phrase = self.lines[i], self.phrases[i]
        apart = np.array([p.start >= phrase.end or p.end <= phrase.start for p in self.phrases])
        same, near = (self.lines == line) & apart, np.abs(self.lines - line) == 1
        found = [log_odds(float(p)) for mask in (same, near) for p in (self.chances[mask].max(0) if mask.any() else np.zeros(5))]
        return [*found, math.log1p(line), float(self._by_line[line].sum())]


def _nested(
    name: str, best: Mapping[str, np.ndarray[tuple[int], np.dtype[np.float64]]], words: Mapping[str, set[str]], *, role: int
) -> list[float]:
    """The likeliest longer name that holds this one, and the likeliest shorter one that it holds."""
    over = [float(best[other][role]) for other in best if words[name] < words[other]]
    under = [float(best[other][role]) for other in best if words[other] < words[name]]
    return [log_odds(max(over, default=0.0)), log_odds(max(under, default=0.0))]


def _last(words: str) -> str:
    return (plain(words).split() or [""])[-1]
