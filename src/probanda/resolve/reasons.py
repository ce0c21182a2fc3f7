"""The reasons for and against two being one, in words, for the pairs that somebody is shown: what `grounds.py` has weighed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from probanda.derived import Feature
from probanda.model import Span
from probanda.resolve import vetoes
from probanda.resolve.context import Contexts
from probanda.resolve.grounds import CLASSES, VETOES
from probanda.resolve.local import Local
from probanda.resolve.normal import fold
from probanda.resolve.policy import policy

Told = tuple[Sequence[str], tuple[Span, ...]]
"""What is named in a reason, and the spans that bear it out."""


class Reasons:
    """The words for one pair of local entities; `names` are the two of their names that agree best."""

    def __init__(self, left: Local, right: Local, *, names: tuple[str, str], contexts: Contexts) -> None:
        self._pair, self._names, self._contexts = (left, right), names, contexts

    def features(self, parts: Sequence[int], veto: int) -> tuple[Feature, ...]:
        """One reason for each class that counts, the names first, and what keeps the two apart last."""
        weighed = [self._feature(name, part / 100) for name, part in zip(CLASSES, parts, strict=True) if part or name == "name"]
        if veto:
            weighed.append(Feature(name="veto", weight=0.0, why=self._kept_apart(VETOES[veto])))
        return tuple(weighed)

    def _feature(self, name: str, weight: float) -> Feature:
        if name == "name":
            spans = (self._pair[0].mentions[0].span, self._pair[1].mentions[0].span)
            return Feature(name=name, weight=weight, why=self._spelled, spans=spans)
        named, spans_of = self._told(name)
        listed = ", ".join(named[:4]) + (f" and {len(named) - 4} more" if len(named) > 4 else "")
        return Feature(name=name, weight=weight, why=policy()["classes"][name]["words"].format(names=listed), spans=spans_of)

    @cached_property
    def _spelled(self) -> str:
        left, right = self._names
        same = fold(left) == fold(right)
        return f"“{left}” {'and' if same else 'may be'} “{right}”{' are spelled alike' if same else ''}"

    def _told(self, name: str) -> Told:
        left, right = self._pair
        contexts = self._contexts
        match name:
            case "alias":
                return self._names, ()
            case "company" | "place":
                return contexts.shared(left, right, name), ()
            case "born" if left.born and right.born:
                return [str(left.born.born)], (left.born.span, right.born.span)
            case "role":
                roles = contexts.same_posts(left, right)
                return roles, (contexts.roles[left.id][roles[0]], contexts.roles[right.id][roles[0]])
            case "organisation":
                bodies = contexts.same_bodies(left, right)
                ours, theirs = bodies[0]
                return [ours for ours, _ in bodies], (contexts.bodies[left.id][ours], contexts.bodies[right.id][theirs])
            case _:
                return (), ()

    def _kept_apart(self, veto: str) -> str:
        words: Any = policy()["vetoes"]
        left, right = self._pair
        if veto == "born":
            return vetoes.born_apart(left, right)
        if veto == "posts":
            return vetoes.two_posts(left, right, self._contexts)
        return str(words[veto]).format(left=left.names[0], right=right.names[0])
