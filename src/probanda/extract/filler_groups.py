"""Several incidents told in one text, told apart: which of its victims, targets, perpetrators and weapons belong together."""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

from probanda.extract.filler_scene import Scene
from probanda.extract.linear import Linear, logistic

_CUE = re.compile(
    r"\b(meanwhile|another|other|also|in addition|on the other hand|earlier|previous|recent|last (?:week|month|year|night)"
    r"|yesterday|today|ago|separate|different|same|on \d+ \w+|in 19\d\d"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_DATED = ("on ", "in ", "last", "ago")
_ELSE = ("another", "other", "meanwhile", "also", "separate", "in addition", "different")
_WORD = re.compile("[a-z]{4,}")
_FEW = 6


@dataclass(frozen=True, slots=True)
class Filler:
    """A name that fills a role (an index of `fillers.ROLES`), with the probability of it."""

    name: str
    role: int
    probability: float


def pair_features(scene: Scene, one: Filler, other: Filler, kinds: Sequence[float]) -> list[float]:
    """How near two fillers stand, what stands between them, and what the text as a whole looks like."""
    first, second = _nearest(scene, one, other)
    near = (bisect(scene.breaks, first), bisect(scene.breaks, second))
    apart = bisect(scene.paragraphs, second) - bisect(scene.paragraphs, first)
    cues = _CUE.findall(" ".join(scene.sentences[near[0] + 1 : near[1] + 1]))
    openings = [bisect(scene.breaks, scene.places[scene.names[f.name][0]]) for f in (one, other)]
    words = [set(_WORD.findall(scene.sentences[line])) for line in near]
    tops = sorted(kinds[:-1], reverse=True)
    roles = [0.0] * 25
    roles[min(one.role, other.role) * 5 + max(one.role, other.role)] = 1.0
    counts = (near[1] - near[0], apart, abs(openings[0] - openings[1]), second - first, len(cues))
    told = (sum("19" in c or c.startswith(_DATED) for c in cues), sum(c in _ELSE for c in cues))
    joined = near[0] == near[1] and " and " in scene.doc.text[first:second].lower()
    return [
        *(math.log1p(n) for n in (*counts, *told, len(scene.sentences), len(scene.paragraphs))),
        *(math.log1p(len(scene.names[f.name])) for f in (one, other)),
        *(float(one.role == other.role), len(words[0] & words[1]) / max(1, len(words[0] | words[1]))),
        *(tops[0], tops[1], kinds[-1]),
        *(float(joined), min(one.probability, other.probability), max(one.probability, other.probability)),
        *(near[0] / len(scene.sentences), *roles, scene.judged.same(one.name, other.name)),
    ]


def _nearest(scene: Scene, one: Filler, other: Filler) -> tuple[int, int]:
    ours, theirs = ([scene.places[i] for i in scene.names[f.name][:_FEW]] for f in (one, other))
    _, a, b = min((abs(a - b), a, b) for a in ours for b in theirs)
    return min(a, b), max(a, b)


def together(scene: Scene, fillers: Sequence[Filler], kinds: Sequence[float], model: Linear) -> dict[frozenset[int], float]:
    """The probability that two fillers (by index) belong to one incident."""
    return {
        frozenset((i, j)): logistic(model.scores(pair_features(scene, fillers[i], fillers[j], kinds))[0])
        for i, j in combinations(range(len(fillers)), 2)
        if fillers[i].name != fillers[j].name
    }


def grouped(cores: Sequence[int], links: dict[frozenset[int], float], *, bar: float) -> list[list[int]]:
    """Indexes joined, the closest first, while two groups belong together on average with at least `bar`."""
    groups = [[i] for i in cores]
    while len(groups) > 1:
        link, one, other = max(((closeness(a, b, links), a, b) for a, b in combinations(groups, 2)), key=lambda each: each[0])
        if link < bar:
            break
        groups = [g for g in groups if g is not one and g is not other] + [one + other]
    return groups


def closeness(one: Sequence[int], other: Sequence[int], links: dict[frozenset[int], float]) -> float:
    """The mean probability that the members of two groups belong together; one and the same name does."""
    return mean(links.get(frozenset((i, j)), 1.0) for i in one for j in other)
