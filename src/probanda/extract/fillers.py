"""Who and what takes part in the violence that a text tells, learned: perpetrators, targets, victims and weapons.

An encoder (`filler_judge`), then linear models in a row, trained by `benchmarks/_train_encoder.py` and `_train_muc4.py` on MUC-4
(public release of 1992): which role a phrase may have; what kind of violence a text reports; which names fill a role, seen with
all the others; which of them belong to one incident.
Weights in `data/models/fillers.json.gz`. Suggestions beside the rules of `incidents`, for measuring and triage.
"""

from __future__ import annotations

import gzip
import json
import math
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from spacy.tokens import Doc

from probanda.extract.acts import act_of
from probanda.extract.filler_groups import Filler, closeness, grouped, together
from probanda.extract.filler_judge import judge
from probanda.extract.filler_phrases import Phrase, phrases
from probanda.extract.filler_scene import Scene, named
from probanda.extract.linear import Bag, Linear, log_odds, logistic

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
CORE = (ROLES.index("Target"), ROLES.index("Victim"))
_OPENING, _MOST = 80, 16
Chances = np.ndarray[Any, np.dtype[Any]]


class Bars(msgspec.Struct, frozen=True):
    """Where decisions are taken, chosen by cross-validation on the training texts."""

    none: float = 0.8
    """A text is left without an incident from this probability of none."""
    filler: float = 0.31
    core: float = 0.4
    """A group of victims and targets is an incident of its own from this probability of its likeliest member."""
    join: float = 0.4
    perpetrator: float = 0.5
    weapon: float = 0.6
    second: float = 0.42
    """A second kind is told of the same incident from this probability."""
    most: int = 4


class Models(msgspec.Struct, frozen=True):
    """The models, with where they come from."""

    record: dict[str, str]
    roles: Bag
    mixes: tuple[Linear, ...]
    kinds: Bag
    fillers: tuple[Linear, ...]
    pairs: Linear
    local: Bag


@dataclass(frozen=True, slots=True)
class Told:
    """One incident of a text: its kind and, by index of the role, the names that fill it."""

    kind: str
    fillers: dict[int, list[str]] = field(default_factory=dict)


@cache
def models() -> Models:
    """The trained weights."""
    packed = files("probanda").joinpath("data", "models", "fillers.json.gz").read_bytes()
    return msgspec.convert(json.loads(gzip.decompress(packed)), Models, strict=False)


def scene(doc: Doc, trained: Models) -> Scene:
    """The candidates of a text with the first probabilities of their roles."""
    found = [
        (phrase, [logistic(s) for s in trained.roles.scores(dict.fromkeys(features, 1.0))]) for phrase, features in phrases(doc)
    ]
    candidates = tuple(phrase for phrase, _ in found)
    bag = np.array([row for _, row in found]).reshape(-1, len(ROLES))
    judged = judge(doc.text, [characters(doc, phrase) for phrase in candidates], named(doc, candidates))
    return Scene(doc, candidates, mixed(bag, judged.phrases, trained.mixes), judged)


def characters(doc: Doc, phrase: Phrase) -> tuple[int, int]:
    """Where a phrase stands in the text."""
    span = doc[phrase.start : phrase.end]
    return span.start_char, span.end_char


def mixed(bag: Chances, judged: Chances, mixes: Sequence[Linear]) -> Chances:
    """The probabilities of roles by the words and the parse (`bag`) and by the encoder's two log odds, one row per phrase."""
    rows = [
        [logistic(mix.scores(row)[0]) for mix, row in zip(mixes, evidence(b, j), strict=True)]
        for b, j in zip(bag, judged, strict=True)
    ]
    return np.array(rows).reshape(-1, len(ROLES))


def evidence(bag: Chances, judged: Chances) -> list[list[float]]:
    """What speaks for each role of one phrase."""
    return [[log_odds(float(bag[k])), float(judged[k]), float(judged[len(ROLES) + k])] for k in range(len(ROLES))]


def kinds(seen: Scene, model: Bag) -> list[float]:
    """The probability that a text reports each of `TYPES`, and last, that it reports nothing."""
    return [logistic(s) for s in model.scores(seen.text_features(told(seen.doc)))]


def fillers(seen: Scene, chances: Sequence[float], trained: Sequence[Linear]) -> list[Filler]:
    """Every name with each role that it may have, the likeliest first."""
    rows = seen.rows(chances)
    found = [Filler(name, role, logistic(trained[role].scores(row)[0])) for (name, role), row in rows.items()]
    return sorted(found, key=lambda f: -f.probability)


def incidents(doc: Doc, bars: Bars | None = None) -> list[Told]:
    """The incidents that a text reports, or none; none where no word of the lexicon names an act."""
    if not any(act_of(token) for token in doc):
        return []
    trained, bars = models(), bars or Bars()
    seen = scene(doc, trained)
    chances = kinds(seen, trained.kinds)
    if chances[-1] > bars.none:
        return []
    found = distinct(fillers(seen, chances, trained.fillers), bars.filler)
    links = together(seen, found, chances, trained.pairs)
    groups = _groups(found, links, bars)
    return [one for group in groups for one in _told(seen, [found[i] for i in group], chances, bars=bars, alone=len(groups) == 1)]


def distinct(found: Iterable[Filler], bar: float) -> list[Filler]:
    """The likeliest fillers, none of which is another one in more or fewer words."""
    chosen: list[Filler] = []
    for filler in found:
        words = set(filler.name.split())
        same = (set(other.name.split()) for other in chosen if other.role == filler.role)
        if filler.probability >= bar and not any(words <= other or other <= words for other in same):
            chosen.append(filler)
    return chosen[:_MOST]


def _groups(found: Sequence[Filler], links: dict[frozenset[int], float], bars: Bars) -> list[list[int]]:
    """Victims and targets that belong together, the likeliest first; weaker groups join the closest; then all others."""
    cores = [i for i, f in enumerate(found) if f.role in CORE]
    groups = sorted(grouped(cores, links, bar=bars.join), key=min)
    strong = [g for k, g in enumerate(groups) if k == 0 or found[min(g)].probability >= bars.core][: bars.most] or [[]]
    for weak in (g for g in groups if all(g is not s for s in strong)):
        max(strong, key=lambda g: closeness(weak, g, links)).extend(weak)
    whole = [list(group) for group in strong]
    for i in (i for i in range(len(found)) if i not in cores):
        near = [closeness([i], group, links) if group else 1.0 for group in strong]
        bar = bars.weapon if ROLES[found[i].role] == "Weapon" else bars.perpetrator
        for group, link in zip(whole, near, strict=True):
            if link in (max(near),) or link >= bar:
                group.append(i)
    return whole


def _told(seen: Scene, group: Sequence[Filler], chances: Sequence[float], *, bars: Bars, alone: bool) -> list[Told]:
    """The incident of one group; under two kinds where it is the only one and a second kind is likely."""
    here = local_chances(seen, group) if group else [1.0] * len(TYPES)
    weights = [chance * math.sqrt(near) for chance, near in zip(chances, here, strict=False)]
    first = weights.index(max(weights))
    others = [k for k in range(len(TYPES)) if k != first and alone and chances[k] > bars.second]
    named: dict[int, list[str]] = {role: [f.name for f in group if f.role == role] for role in range(len(ROLES))}
    return [Told(TYPES[k], named) for k in (first, *sorted(others, key=lambda k: -chances[k])[:1])]


def local_chances(seen: Scene, group: Sequence[Filler]) -> list[float]:
    """What speaks for each kind: the sentences in which the fillers of a group first stand, and the encoder."""
    scores = models().local.scores(local_features(seen, group))
    odds = [math.exp(s - max(scores)) for s in scores]
    judged = np.mean([seen.judged.kinds_of(filler.name) for filler in group], axis=0)
    return [math.sqrt(o / sum(odds)) * logistic(float(k)) for o, k in zip(odds, judged, strict=True)]


def local_features(seen: Scene, group: Iterable[Filler]) -> dict[str, float]:
    """The words of those sentences, and the last word of each filler."""
    found: dict[str, float] = {}
    for filler in group:
        line = seen.sentences[bisect(seen.breaks, seen.places[seen.names[filler.name][0]])]
        found |= dict.fromkeys((f"w={word}" for word in line.split() if word.isalpha() and len(word) > 2), 1.0)
        found[f"k{filler.role}={filler.name.split()[-1]}"] = 2.0
    return found


def told(doc: Doc) -> list[str]:
    """Acts told of, in the whole and in the opening, and content words."""
    acts = [(t.i, act) for t in doc if (act := act_of(t))]
    names = [act for _, act in acts]
    content = {t.lemma_.lower() for t in doc if t.pos_ in ("NOUN", "VERB", "PROPN", "ADJ") and len(t) > 2}
    opening = {t.lemma_.lower() for t in doc[:_OPENING] if t.pos_ in ("NOUN", "VERB") and len(t) > 2}
    often = [f"a2={act}" for act in set(names) if names.count(act) >= 3]
    first = [f"l={act}" for i, act in acts if i < _OPENING]
    return ["b", *(f"a={act}" for act in names), *first, *often, *(f"w={w}" for w in content), *(f"lw={w}" for w in opening)]
