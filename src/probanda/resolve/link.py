"""Are two local entities of different texts one? Classes of evidence summed, vetoes first, every reason in words.

The sum of Fellegi & Sunter (1969): each class adds the natural log of its likelihood ratio. The machine joins by itself only at
`join_at` and with two classes of evidence; what lies between is shown to a person (data/names/linking.yaml).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from probanda.derived import Feature
from probanda.model import Span
from probanda.resolve import evidence, units, vetoes
from probanda.resolve.aliases import Alias
from probanda.resolve.block import keys, propose
from probanda.resolve.context import Contexts
from probanda.resolve.local import Local
from probanda.resolve.names import Names
from probanda.resolve.normal import fold
from probanda.resolve.policy import policy
from probanda.resolve.sound import is_arabic
from probanda.resolve.units import Units
from probanda.resolve.words import MARK

Bodies = dict[str, tuple[int, Alias]]


class Link(NamedTuple):
    """Two local entities, the sum of the evidence, and its reasons. `barred` says why the machine may not join them, if so."""

    left: str
    right: str
    total: float
    features: tuple[Feature, ...]
    classes: int
    barred: str = ""
    apart: bool = False
    """Whether the two must not meet in one cluster even by way of others: child and parent, years of birth apart."""


Memory = dict[tuple[str, str, str], tuple[float, float]]
"""What two names are to each other (log odds, child and parent), by the kind of names and the two. True of any case."""


def links(entities: Sequence[Local], contexts: Contexts, bodies: Bodies, *, memory: Memory | None = None) -> list[Link]:
    """All pairs of one family worth naming, best first. The order of `entities` does not matter.

    With a memory of earlier runs only names not met before are compared; the result is the same.
    """
    out: list[Link] = []
    for family in ("person", "group", "operation", "place"):
        chosen = [entity for entity in entities if entity.family == family]
        if len(chosen) > 1:
            out.extend(_of_family(chosen, contexts, bodies, memory=memory if memory is not None else {}))
    return sorted(out, key=lambda link: (-link.total, link.left, link.right))


def _of_family(entities: Sequence[Local], contexts: Contexts, bodies: Bodies, *, memory: Memory) -> list[Link]:
    person = entities[0].family == "person"
    names = [(place, name) for place, entity in enumerate(entities) for name in entity.names]
    table: Names | Units = (Names if person else Units)([name for _, name in names])
    words = table.words.words
    blocks = [keys([words[n] for n in row if n >= 0]) for row in table.matrix]
    met = {text: contexts.met_elsewhere(text) for text in {entity.text for entity in entities}}
    around = [met[entities[p].text] for p, _ in names]
    proposed = [(a, b) for a, b in propose(blocks, around) if entities[names[a][0]].text != entities[names[b][0]].text]
    best = _best(table, proposed, owner=[place for place, _ in names], memory=memory)
    for a, b in _same_body(entities, bodies):
        best.setdefault((a, b), (0.0, 0.0, entities[a].names[0], entities[b].names[0]))
    out = []
    for (a, b), (odds, chain, left, right) in best.items():
        body = _one_body((entities[a], entities[b]), bodies)
        # Two names that differ, and nothing that makes one body of them: what stands beside them need not be looked up.
        if body is False or (body is None and odds < policy()["suggest_at"]):
            continue
        link = _weigh((entities[a], entities[b]), contexts, bodies, named=(odds, chain, left, right))
        if link.total >= policy()["suggest_at"]:
            out.append(link)
    return out


_FULL = 1.0
_Best = dict[tuple[int, int], tuple[float, float, str, str]]


def _best(table: Names | Units, proposed: Sequence[tuple[int, int]], *, owner: Sequence[int], memory: Memory) -> _Best:
    """For each pair of entities the best score of their names, as log odds, and whether it looks like child and parent."""
    kind = "weights" if isinstance(table, Names) else "weights_units"
    keys = [(kind, min(table.names[a], table.names[b]), max(table.names[a], table.names[b])) for a, b in proposed]
    _compare(table, {key: pair for key, pair in zip(keys, proposed, strict=True) if key not in memory}, memory)
    out: _Best = {}
    ranks: dict[tuple[int, int], float] = {}
    for (a, b), key in zip(proposed, keys, strict=True):
        pair, (odds, chain) = (owner[a], owner[b]), memory[key]
        # Of several names in common the full one is the evidence, not the acronym.
        rank = odds + (_FULL if " " in table.names[a].strip() and " " in table.names[b].strip() else 0.0)
        if pair[0] != pair[1] and rank > ranks.get(pair, -math.inf):
            ranks[pair], out[pair] = rank, (odds, chain, table.names[a], table.names[b])
    return out


def _compare(table: Names | Units, new: dict[tuple[str, str, str], tuple[int, int]], memory: Memory) -> None:
    """Compare what is new, always in the same direction, and keep it in memory."""
    if not new:
        return
    first = [pair if table.names[pair[0]] <= table.names[pair[1]] else pair[::-1] for pair in new.values()]
    left, right = (np.array(side, dtype=np.int64) for side in zip(*first, strict=True))
    found = table.quantities(left, right)[1]
    weights = evidence.table("weights" if isinstance(table, Names) else "weights_units")
    scores = np.clip(evidence.score(found, weights).astype(float), 1e-6, 1 - 1e-6)
    odds = np.log(scores / (1 - scores))
    memory.update({key: (float(odds[i]), float(found["chain"][i])) for i, key in enumerate(new)})


def _same_body(entities: Sequence[Local], bodies: Bodies) -> list[tuple[int, int]]:
    groups: dict[int, list[int]] = {}
    for place, entity in enumerate(entities):
        if entity.id in bodies:
            groups.setdefault(bodies[entity.id][0], []).append(place)
    return [(a, b) for held in groups.values() for i, a in enumerate(held) for b in held[i + 1 :]]


def _weigh(pair: tuple[Local, Local], contexts: Contexts, bodies: Bodies, *, named: tuple[float, float, str, str]) -> Link:
    left, right = pair
    odds, chain, name_left, name_right = named
    odds = max(odds, 0.0) if _one_body(pair, bodies) else odds
    same = fold(name_left) == fold(name_right)
    why = f"“{name_left}” {'and' if same else 'may be'} “{name_right}”{' are spelled alike' if same else ''}"
    features = [Feature(name="name", weight=round(odds, 2), why=why, spans=(left.mentions[0].span, right.mentions[0].span))]
    features += _of_name(pair, bodies, names=(name_left, name_right), odds=odds)
    classes = 1 + bool(len(features) > 1)
    # What stands beside two names never makes one name of them.
    one_name = odds >= _agreeing() or len(features) > 1
    around = _of_context(pair, contexts) if one_name else []
    features += around
    classes += len(around)
    parted = vetoes.born_apart(left, right) or vetoes.two_posts(left, right, contexts) if left.family == "person" else ""
    barred = parted or _veto(pair, chain=bool(chain), features=features)
    features += [Feature(name="veto", weight=0.0, why=barred)] if barred else []
    total = sum(feature.weight for feature in features)
    first, second = sorted((left.id, right.id))
    apart = bool(parted) or (bool(chain) and left.family == "person")
    return Link(first, second, round(total, 3), tuple(features), classes, barred, apart)


def _one_body(pair: tuple[Local, Local], bodies: Bodies) -> bool | None:
    """By the table of aliases: True for one body, False for two, None where it does not know both."""
    left, right = (bodies.get(entity.id) for entity in pair)
    return left[0] == right[0] if left and right else None


@cache
def _agreeing() -> float:
    """The log odds from which two names count as one name; below, nothing that stands beside them can make them one."""
    threshold = evidence.table().threshold
    return math.log(threshold / (1 - threshold))


def _class(name: str, *, weight: float, names: Sequence[str] = (), spans: tuple[Span, ...] = ()) -> Feature:
    table = policy()["classes"][name]
    listed = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return Feature(name=name, weight=round(min(weight, table["most"]), 2), why=table["words"].format(names=listed), spans=spans)


def _of_name(pair: tuple[Local, Local], bodies: Bodies, *, names: tuple[str, str], odds: float) -> list[Feature]:
    """What a name says beyond its spelling: one body by the table of aliases, or a name too long to be shared by chance."""
    family = pair[0].family
    if _one_body(pair, bodies):
        return [_class("alias", weight=6.0, names=(names[0], names[1]))]
    if odds < _agreeing():
        return []
    sure = odds >= policy()["name_at"]
    words = fold(names[0]).split()
    if family == "person":
        return [_class("identical", weight=1.5)] if len(words) >= 3 and words == fold(names[1]).split() else []
    if family == "place":
        return [_class("proper", weight=3.0)] if words == fold(names[1]).split() else []
    if sure:
        return [_class("proper", weight=3.0)] if min(_length(name) for name in names) >= 2 else []
    return [_class("core", weight=1.5)] if _same_core(*names) else []


@lru_cache(maxsize=65536)
def _length(name: str) -> int:
    return len(units.parts(name))


@lru_cache(maxsize=65536)
def _same_core(left: str, right: str) -> bool:
    """Whether the proper words agree and only words of kind differ: "Saiqa militia" and "Al-Saiqa Force"."""
    kinds = units.lexicon().types | units.lexicon().weak
    cores = [sorted({w for w in units.parts(name) if len(w) > 2} - kinds) for name in (left, right)]
    return cores[0] == cores[1] and any(not word.startswith(MARK) for word in cores[0])


def _of_context(pair: tuple[Local, Local], contexts: Contexts) -> list[Feature]:
    left, right = pair
    out = []
    for kind in ("company", "place"):
        weight, names = contexts.shared(left, right, places=kind == "place")
        if weight >= 0.25:
            out.append(_class(kind, weight=weight, names=names))
    if left.born and right.born and left.born.born == right.born.born:
        out.append(_class("born", weight=2.0, names=[str(left.born.born)], spans=(left.born.span, right.born.span)))
    held, other = contexts.roles.get(left.id), contexts.roles.get(right.id)
    if held and other and (roles := sorted(held.keys() & other.keys())):
        spans = (contexts.roles[left.id][roles[0]], contexts.roles[right.id][roles[0]])
        out.append(_class("role", weight=2.0 * len(roles), names=roles, spans=spans))
    ours, theirs = contexts.bodies.get(left.id), contexts.bodies.get(right.id)
    if not ours or not theirs:
        return out
    shared = [(a, b) for a in sorted(ours) for b in sorted(theirs) if fold(a) == fold(b) or _one_name(a, b)]
    if shared:
        spans = (ours[shared[0][0]], theirs[shared[0][1]])
        out.append(_class("organisation", weight=1.5 * len(shared), names=[a for a, _ in shared], spans=spans))
    return out


@lru_cache(maxsize=65536)
def _one_name(left: str, right: str) -> bool:
    return units.compare(left, right).same


def _veto(pair: tuple[Local, Local], *, chain: bool, features: Sequence[Feature]) -> str:
    """Why the machine may not join these by itself, whatever the sum; empty where it may."""
    words: Any = policy()["vetoes"]
    left, right = pair
    if left.text == right.text:
        return str(words["one_text"])
    if chain and left.family == "person":
        return str(words["chain"]).format(left=left.names[0], right=right.names[0])
    known = {feature.name for feature in features}
    named = sum(feature.weight for feature in features if feature.name in ("name", "core"))
    least = policy()["place_at" if left.family == "place" and _one_script(pair) else "name_at"]
    if named < least and not known & {"alias", "proper"}:
        return str(words["name"])
    if left.family == "place" or "alias" in known or not any(_lone(entity) for entity in pair):
        return ""
    # A body of one word ("Kaniyat") may be met again where company and place agree; a person or an acronym may not.
    same = fold(left.names[0]) == fold(right.names[0]) and not left.names[0].isupper()
    return "" if left.family != "person" and same and {"company", "place"} <= known else str(words["lone"])


def _one_script(pair: tuple[Local, Local]) -> bool:
    return is_arabic(pair[0].names[0]) == is_arabic(pair[1].names[0])


def _lone(entity: Local) -> bool:
    """A single word, whatever articles and titles stand with it."""
    return all(" " not in fold(name) for name in entity.names)
