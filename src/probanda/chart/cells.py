"""One element of one crime and one person: what supports it, what speaks against it, what is lacking, what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from probanda.chart.charged import Raised
from probanda.chart.gaps import Shown, gaps
from probanda.chart.laid import Laid, opposing, supporting
from probanda.chart.scenes import Index
from probanda.derived import Bearing, Cell, Disagreement, Polarity, Status
from probanda.law import catalogue
from probanda.law.facts import Facts
from probanda.law.records import Element
from probanda.model import AnyFinding, Decision
from probanda.weigh.groups import Groups
from probanda.weigh.independence import counted, doubt, independent

_STATUS: tuple[Status, ...] = ("open", "supported", "contested", "not supported")
_CAVEAT = "; the reports have a passage or a voice in common, so that their independence is open"
_CONTEXT_SHOWN = 6
"""So many passages that merely mention the context are shown; the others are counted in a note."""


@dataclass(frozen=True)
class Weighed:
    """What other stages say of the findings: their origins, what contradicts them, what people decided."""

    origins: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    reached: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The texts that each origin reached us by."""
    disagreements: Sequence[Disagreement] = ()
    decisions: Sequence[Decision] = ()

    def about(self, findings: Iterable[str]) -> list[Disagreement]:
        """The disagreements in which any of these findings stands, in their order."""
        return [self.disagreements[n] for n in sorted({n for finding in findings for n in self._clashing.get(finding, ())})]

    @cached_property
    def _clashing(self) -> dict[str, list[int]]:
        held: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.disagreements):
            for side in {one.left, one.right}:
                held[side].append(number)
        return held

    @cached_property
    def by_text(self) -> dict[str, list[str]]:
        """The origins that reached us by each text, and by another one besides."""
        held: dict[str, list[str]] = defaultdict(list)
        for origin, texts in self.reached.items():
            for text in texts if len(texts) > 1 else ():
                held[text].append(origin)
        return held

    @cached_property
    def decided(self) -> dict[str, list[int]]:
        """The places of the decisions about each cell."""
        held: dict[str, list[int]] = defaultdict(list)
        for number, decision in enumerate(self.decisions):
            for about in decision.about:
                held[about].append(number)
        return held


def cell(element: Element, raised: Raised, *, index: Index, weighed: Weighed) -> Cell:
    """The cell of an element: suggestions by rule and passage, and the status and notes that people set."""
    feed = catalogue.feeds()[element.fed_by]
    near = index.near(raised.scene)
    support = supporting(element, feed, near, raised=raised)
    against = opposing(element, feed, near, raised=raised)
    contrary = tuple(_contrary(element, support, shown={laid.facts.id for laid in against}, weighed=weighed))
    shown, notes = _kept(element, support)
    status, said = _decided(element, raised, weighed=weighed)
    return Cell(
        crime=raised.provision.id,
        element=str(element.number),
        accused=raised.scene.accused,
        statement=element.statement,
        kind=element.kind,
        reference=element.reference,
        support=tuple(_with_origin(laid, weighed) for laid in shown),
        against=(*(_with_origin(laid, weighed) for laid in against), *contrary),
        gaps=gaps(feed, _shown(element, support, weighed=weighed, contradicted=_disputed(against, contrary))),
        status=status,
        notes=(*said, *notes),
        origins=_origins([laid.facts for laid in support if not laid.partly] or [laid.facts for laid in support], weighed),
    )


def key(crime: str, element: str, accused: str) -> str:
    """What a decision about a cell names: `8-2-e-x/1/Salim Orran`; the person by entity id or by name."""
    return f"{crime}/{element}/{accused}"


def _contrary(element: Element, support: Sequence[Laid], *, shown: set[str], weighed: Weighed) -> Iterator[Bearing]:
    """Findings that other stages found to contradict what supports the element, each once; `shown` stand there already."""
    if element.context is not None:
        # Reports may differ on what was done and still agree that there was a conflict.
        return
    held, seen = {laid.facts.id for laid in support}, set(shown)
    for one in weighed.about(held):
        for mine, other, span in ((one.left, one.right, one.right_span), (one.right, one.left, one.left_span)):
            if mine in held and other not in seen and (other not in held or mine == one.left):
                seen.add(other)
                polarity: Polarity = "credibility" if one.about in ("wording", "identity", "correction") else "contradicts"
                origin = weighed.origins.get(other)
                yield Bearing(finding=other, polarity=polarity, why=f"{one.about}: {one.why}", span=span, origin=origin)


def _disputed(against: Sequence[Laid], contrary: Sequence[Bearing]) -> bool:
    return any(bearing.polarity == "contradicts" for bearing in (*(laid.bearing for laid in against), *contrary))


def _kept(element: Element, support: Sequence[Laid]) -> tuple[list[Laid], tuple[str, ...]]:
    if element.context is None or len(support) <= _CONTEXT_SHOWN:
        return list(support), ()
    ranked = sorted(support, key=lambda laid: bool(laid.partly))
    full = sum(1 for laid in support if not laid.partly)
    kept = ranked[: max(full, _CONTEXT_SHOWN)]
    rest = len(support) - len(kept)
    return kept, ((f"{rest} more passages mention the context.",) if rest else ())


def _with_origin(laid: Laid, weighed: Weighed) -> Bearing:
    return msgspec.structs.replace(laid.bearing, origin=_origin(laid.facts, weighed))


def _origin(found: Facts, weighed: Weighed) -> str:
    # A finding that nobody traced is at least not independent of its own text.
    return weighed.origins.get(found.id, found.text)


def _origins(found: Sequence[Facts], weighed: Weighed) -> str:
    if not found:
        return ""
    reports = len({item.text for item in found})
    held = list(dict.fromkeys(_origin(item, weighed) for item in found))
    known = [label for origin in held if (label := weighed.labels.get(origin))]
    labels = "; ".join(known)
    apart = independent((_origin(item, weighed), item.text) for item in found)
    caveat = _CAVEAT if _unrelated({item.text for item in found}, weighed) < apart else ""
    return f"{counted(reports, len(held), apart)}{f' ({labels})' if labels else ''}{caveat}{doubt(known)}"


def _unrelated(texts: set[str], weighed: Weighed) -> int:
    """How many groups the texts fall into when those with an origin in common, be it in other passages, are put together."""
    groups = Groups[str]()
    first: dict[str, str] = {}
    for text in sorted(texts):
        groups.find(text)
        for origin in weighed.by_text.get(text, ()):
            groups.join(first.setdefault(origin, text), text)
    return len(groups.all())


def _shown(element: Element, support: Sequence[Laid], *, weighed: Weighed, contradicted: bool) -> Shown:
    full: list[AnyFinding] = [laid.facts.finding for laid in support if not laid.partly]
    held = {_origin(laid.facts, weighed): laid.facts.finding for laid in support if not laid.partly}
    return Shown(
        full=full,
        partly=[laid.partly for laid in support if laid.partly],
        origins=[weighed.labels.get(origin) or _outlet(found) for origin, found in held.items()],
        contradicted=contradicted,
        datable=element.kind in ("conduct", "consequence"),
    )


def _outlet(finding: AnyFinding) -> str:
    return next((voice.speaker.name for voice in finding.voice if voice.speaker.how == "outlet"), "as the passages show")


def _decided(element: Element, raised: Raised, *, weighed: Weighed) -> tuple[Status, tuple[str, ...]]:
    names = {key(raised.provision.id, str(element.number), person) for person in raised.persons}
    return decided_status(weighed.decisions[n] for n in sorted({n for name in names for n in weighed.decided.get(name, ())}))


def decided_status(about: Iterable[Decision]) -> tuple[Status, tuple[str, ...]]:
    """The status that people gave a cell, and what they noted, from the decisions about it, oldest first."""
    made = list(about)
    status: Status = "open"
    for decision in made:
        status = next(
            (known for known in _STATUS if decision.verdict == "status" and known == decision.value.get("status")), status
        )
    notes = (f"{decision.by}: {text}" for decision in made if (text := decision.value.get("note") or decision.reason))
    return status, tuple(notes)
