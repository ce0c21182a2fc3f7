"""The findings of a case as rules see them, and for each person who is said to stand below, as the sources state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from probanda.derived import Entity
from probanda.law import words
from probanda.law.facts import Facts, Resolver, facts
from probanda.law.feeds import Scene
from probanda.model import Admission, AnyFinding, CommandLink, MentionType, Recital, Role, Span, Tone

_FORCES: tuple[MentionType, ...] = ("armed_group", "unit", "operation", "organisation")


@dataclass(frozen=True, slots=True)
class Index:
    """All findings that can bear on anything, by text and by person; and who is below whom."""

    facts: Mapping[str, Facts]
    by_text: Mapping[str, tuple[Facts, ...]]
    texts_of: Mapping[str, frozenset[str]]
    below: Mapping[str, frozenset[str]]
    """Directly below, by military link or post."""
    civil: Mapping[str, frozenset[str]]
    """Directly below, by a civilian post."""
    entities: Mapping[str, Entity] = field(default_factory=dict)

    def near(self, scene: Scene) -> list[Facts]:
        """The findings of the texts that speak of the person, in order."""
        return [found for text in sorted(scene.texts) for found in self.by_text.get(text, ())]


def index(findings: Mapping[str, AnyFinding], *, resolve: Resolver, entities: Mapping[str, Entity]) -> Index:
    """The index of a case. Law that a source recites, and whatever was found inside it, is left out: it is no evidence."""
    seen = {key: facts(key, finding, resolve=resolve) for key, finding in _evidence(findings).items()}
    by_text: dict[str, list[Facts]] = defaultdict(list)
    texts_of: dict[str, set[str]] = defaultdict(set)
    for found in seen.values():
        by_text[found.text].append(found)
        for entity in found.parties | found.orderers:
            texts_of[entity].add(found.text)
    ordered = {text: tuple(sorted(items, key=_place)) for text, items in by_text.items()}
    return Index(
        facts=seen,
        by_text=ordered,
        texts_of={entity: frozenset(texts) for entity, texts in texts_of.items()},
        below=_below(seen.values(), resolve=resolve, post="military-post"),
        civil=_below((f for f in seen.values() if f.kind == "role"), resolve=resolve, post="civilian-post"),
        entities=entities,
    )


def scene(index: Index, accused: str) -> Scene:
    """A person with everybody who is said to stand below, directly or through others."""
    own = index.entities.get(accused)
    names = {name.lower() for name in (own.name, *own.aliases)} if own else set()
    texts = index.texts_of.get(accused, frozenset())
    written = {said for text in texts for found in index.by_text.get(text, ()) for said in found.described}
    described = {said for said in written if words.has("forces", said) and any(name in said.lower() for name in names)}
    return Scene(
        accused=accused,
        forces=_closure(index.below, index.below.get(accused, frozenset())) - {accused},
        subordinates=_closure(index.below, index.civil.get(accused, frozenset())) - {accused},
        texts=texts,
        described=frozenset(described),
        names=tuple(sorted(own.aliases or (own.name,))) if own else (),
    )


def _evidence(findings: Mapping[str, AnyFinding]) -> dict[str, AnyFinding]:
    recited: dict[str, list[Span]] = defaultdict(list)
    for finding in findings.values():
        if isinstance(finding, Recital):
            for span in finding.spans:
                recited[span.text].append(span)
    return {
        key: finding
        for key, finding in findings.items()
        if not isinstance(finding, Recital | Tone) and not _inside(finding.spans[0], recited.get(finding.spans[0].text, ()))
    }


def _inside(span: Span, recited: Iterable[Span]) -> bool:
    return any(law.start <= span.start and span.end <= law.end for law in recited)


def _place(found: Facts) -> tuple[int, int, str]:
    span = found.finding.spans[0]
    return span.start, span.end, found.id


def _below(seen: Iterable[Facts], *, resolve: Resolver, post: str) -> dict[str, frozenset[str]]:
    direct: dict[str, set[str]] = defaultdict(set)
    for found in seen:
        upper, lower = _step(found.finding, resolve=resolve, post=post)
        if upper and lower and upper != lower:
            direct[upper].add(lower)
    return {upper: frozenset(lower) for upper, lower in direct.items()}


def _step(finding: AnyFinding, *, resolve: Resolver, post: str) -> tuple[str | None, str | None]:
    match finding:
        case Admission(on_orders_of=upper) if upper and post == "military-post":
            return resolve(upper), resolve(finding.by)
        case CommandLink(relation="commander of"):
            return resolve(finding.source), resolve(finding.target)
        case CommandLink(relation="member of" | "subordinate to"):
            return resolve(finding.target), resolve(finding.source)
        case Role(organisation=organisation) if organisation and organisation.type in _FORCES and words.has(post, finding.post):
            return resolve(finding.person), resolve(organisation)
    return None, None


def _closure(below: Mapping[str, frozenset[str]], start: frozenset[str]) -> frozenset[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        fresh = below.get(waiting.pop(), frozenset()) - reached
        reached |= fresh
        waiting += fresh
    return frozenset(reached)
