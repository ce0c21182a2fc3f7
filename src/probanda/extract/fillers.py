"""Who and what takes part in the violence that a text tells, learned: perpetrators, targets, victims and weapons among its
noun phrases.

Two log-linear models over words and the parse, trained by `benchmarks/_train_muc4.py` on MUC-4 (public release of 1992);
weights in
`data/models/fillers.json.gz`. Suggestions beside the rules of `incidents`, for measuring and for triage; no finding rests on
them.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
from spacy.tokens import Doc, Token

from probanda.extract import frames
from probanda.extract.acts import act_of

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
_OPENING = 80
_LEFT_OFF = ("a", "an", "the", "his", "her", "their", "its", "our", "this", "these", "those", "that")


class LogLinear(msgspec.Struct, frozen=True):
    """Weights by feature, one number per class; unknown features weigh nothing."""

    classes: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """The probability of each class."""
        rows = [self.weights[f] for f in set(features) if f in self.weights]
        sums = [sum(row[k] for row in rows) for k in range(len(self.classes))]
        top = max(sums)
        odds = [math.exp(s - top) for s in sums]
        return [o / sum(odds) for o in odds]


class Models(msgspec.Struct, frozen=True):
    """The two models, with where they come from."""

    record: dict[str, str]
    types: LogLinear
    roles: LogLinear


@dataclass(frozen=True, slots=True)
class Filler:
    """A noun phrase in local token positions `start:end`, with its likeliest role and the probability of it."""

    start: int
    end: int
    role: str
    probability: float


@cache
def models() -> Models:
    """The trained weights."""
    packed = files("probanda").joinpath("data", "models", "fillers.json.gz").read_bytes()
    return msgspec.convert(json.loads(gzip.decompress(packed)), Models, strict=False)


def kind(doc: Doc) -> dict[str, float]:
    """The probability that a text reports no violence ("none") or mainly one of `TYPES`."""
    trained = models().types
    return dict(zip(trained.classes, trained.probabilities(text_features(doc)), strict=True))


def find(doc: Doc) -> list[Filler]:
    """Every noun phrase with its likeliest role, whatever its probability."""
    trained = models().roles
    found = []
    for (start, end, _), features in phrases(doc):
        chances = trained.probabilities(features)
        best = max(range(1, len(chances)), key=chances.__getitem__)
        found.append(Filler(start, end, trained.classes[best], chances[best]))
    return found


def text_features(doc: Doc) -> list[str]:
    """Acts told of, in the whole and in the opening, and content words."""
    acts = [(t.i, act) for t in doc if (act := act_of(t))]
    names = [act for _, act in acts]
    content = {t.lemma_.lower() for t in doc if t.pos_ in ("NOUN", "VERB", "PROPN", "ADJ") and len(t) > 2}
    opening = {t.lemma_.lower() for t in doc[:_OPENING] if t.pos_ in ("NOUN", "VERB") and len(t) > 2}
    often = [f"a2={act}" for act in set(names) if names.count(act) >= 3]
    first = [f"l={act}" for i, act in acts if i < _OPENING]
    return ["b", *(f"a={act}" for act in names), *first, *often, *(f"w={w}" for w in content), *(f"lw={w}" for w in opening)]


def phrases(doc: Doc) -> Iterator[tuple[tuple[int, int, Token], list[str]]]:
    """Every candidate (start, end, root) with its features."""
    acts = {t.i: act for t in doc if (act := act_of(t))}
    seen: set[str] = set()
    for start, end, root in _candidates(doc):
        words = doc[start:end].text.lower()
        yield (start, end, root), [*_features(doc, (start, end, root), acts), "later" if words in seen else "first"]
        seen.add(words)


def _candidates(doc: Doc) -> Iterator[tuple[int, int, Token]]:
    """Noun chunks without articles; also with their "of" phrase, without a leading number, and the name at their end."""
    for chunk in doc.noun_chunks:
        start, end = _bare(doc, chunk.start, chunk.end)
        if start >= end or doc[end - 1].pos_ == "PRON":
            continue
        yield start, end, chunk.root
        yield from ((start, of.i + 1, chunk.root) for of in frames.objects_of(chunk.root, ("of",)) if of.i >= end)
        name = end
        while name > start and doc[name - 1].pos_ == "PROPN":
            name -= 1
        if start < name < end:
            yield name, end, chunk.root
        if doc[start].pos_ == "NUM" and start + 1 < end:
            yield start + 1, end, chunk.root


def _bare(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].lower_ in _LEFT_OFF or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text not in ')"')):
        end -= 1
    return start, end


def _features(doc: Doc, phrase: tuple[int, int, Token], acts: Mapping[int, str]) -> list[str]:
    start, end, root = phrase
    last = doc[end - 1]
    head = last.lower_ if last.pos_ == "PROPN" else last.lemma_.lower()
    words = doc[start:end].text.lower()
    around = [f"l={doc[start - 1].lower_ if start else '^'}", f"r={doc[end].lower_ if end < len(doc) else '$'}"]
    own = ["b", f"t={words}", f"h={head}", f"n={min(end - start, 5)}", f"pos={last.pos_}", f"ent={last.ent_type_}"]
    own += [f"w={t.lower_}" for t in doc[start : end - 1]] + ([] if start <= root.i < end else ["notroot"])
    return own + around + _governed(root, head, acts) + _sentence(root, (head, last.ent_type_), acts)


def _governed(root: Token, head: str, acts: Mapping[int, str]) -> list[str]:
    """What the phrase hangs on: the verb or noun over it, by which relation, and the act that it names."""
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    relation, over = root.dep_, root.head
    if relation == "pobj":
        relation, over = f"pobj{over.lower_}", over.head
    act = acts.get(over.i)
    found = [
        f"d={relation}",
        f"g={over.lemma_.lower()}",
        f"dg={relation}|{over.lemma_.lower()}",
        f"da={relation}|{act}",
        f"dah={relation}|{act}|{head}",
    ]
    return [*found, f"voice={relation}|{frames.passive(over)}|{act}"] if over.pos_ == "VERB" else found


def _sentence(root: Token, head: Sequence[str], acts: Mapping[int, str]) -> list[str]:
    """The acts told in the same sentence, and where in the text it stands."""
    sentence = root.sent
    told = {acts[i] for i in range(sentence.start, sentence.end) if i in acts}
    found = [f"sa={act}" for act in told] + [f"sah={act}|{head[0]}" for act in told] + [f"sae={act}|{head[1]}" for act in told]
    return [*(found or ["nosa"]), f"sentpos={sentence.start * 6 // max(1, len(sentence.doc))}"]
