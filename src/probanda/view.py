"""A case as computed: texts, findings and decisions in; entities, incidents, origins, contradictions and charts out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

from msgspec.structs import replace

from probanda import added, decided, settings
from probanda.chart.elements import chart
from probanda.derived import Chart, Pair, View
from probanda.law import proceedings
from probanda.model import AnyFinding, CommandLink, Decision, Extraction, Failure, Mention, Role, Source, Step, Text
from probanda.resolve import spelling
from probanda.resolve.bare import likely
from probanda.resolve.clusters import VERDICTS
from probanda.resolve.entities import Resolved, resolve
from probanda.resolve.incidents import group
from probanda.resolve.join import LIST
from probanda.resolve.locate import Locator, open_gazetteer
from probanda.resolve.parties import Parties
from probanda.resolve.placing import Placer, readings
from probanda.resolve.sites import sites
from probanda.store.case import Case
from probanda.weigh.agreement import disagreements
from probanda.weigh.common import Common, common
from probanda.weigh.independence import origin_of, origins

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Memory:
    """What the next view of a case takes over from the one before, as far as nothing has changed that it follows from."""

    def __init__(self) -> None:
        self.names = spelling.Memory()
        self.who: tuple[Hashable, Resolved] | None = None
        self.shared: tuple[Hashable, Common] | None = None


def compute(case: Case, *, extra: Sequence[Decision] = (), without: Collection[str] = (), memory: Memory | None = None) -> View:
    """The view of a stored case; with `extra`, as it would be after those decisions; as if the sources `without` were not there.

    The exhibits keep their numbers, so that gaps show. A `memory` kept between calls spares work; the result is the same.
    """
    sources, decisions = case.sources(), [*case.decisions(), *extra]
    texts = [text for text in case.texts() if text.source not in without]
    kept = {text.id for text in texts}
    with closing(open_gazetteer(settings.home())) as gazetteer:
        seen = view(
            case.name,
            sources=[source for source in sources if source.id not in without],
            texts=texts,
            extractions=[extraction for extraction in case.extractions() if extraction.text in kept],
            decisions=decisions,
            failures=[failure for failure in case.failures() if failure.source not in without],
            exhibits=numbered(sources),
            locate=partial(Locator, gazetteer, sites=sites(case.held("names.csv"), ())),
            place=partial(Placer, gazetteer, sites=sites(case.held("names.csv"), decisions)),
            memory=memory,
        )
    return replace(seen, sites=sites(case.held("names.csv"), seen.decisions))


def numbered(sources: Sequence[Source]) -> dict[str, str]:
    """The number of each exhibit by source id: E1, E2, in the order in which the sources were received."""
    return {source.id: f"E{number}" for number, source in enumerate(sources, 1)}


def view(
    name: str,
    *,
    sources: Sequence[Source],
    texts: Sequence[Text],
    extractions: Sequence[Extraction],
    decisions: Sequence[Decision] = (),
    failures: Sequence[Failure] = (),
    exhibits: Mapping[str, str] | None = None,
    locate: Callable[[Sequence[Mention]], Locator] | None = None,
    place: Callable[..., Placer] | None = None,
    memory: Memory | None = None,
) -> View:
    """A pure function of what was read and what was decided; the order of sources gives the exhibit numbers and nothing else.

    `locate` tells where the places of these mentions lie; without it incidents are compared by the names of places alone. `place`
    (given `mentions`) tells where each report puts its incident; without it disagreements of place are not looked for.
    """
    every, held = exhibits or numbered(sources), {source.id for source in sources}
    exhibits = {source: number for source, number in every.items() if source in held}
    mentions = tuple(m for e in extractions for m in e.mentions)
    by_source = {source.id: source for source in sources}
    standing = decided.standing(decisions)
    found = {f.id: f for e in extractions for f in e.findings} | added.findings(standing, {t.source: t for t in texts}, by_source)
    findings = decided.apply(found, decisions)
    memory = memory or Memory()
    who = _resolved(mentions, findings, decisions=[*listed_names(mentions), *standing], memory=memory)
    probably = likely(who.entities, who.pairs)
    entity_of_party = Parties(mentions, who.entity_of)
    incidents = group(findings, who, locator=locate(mentions) if locate else None)
    copied = _shared(texts, by_source, memory)
    shared = origins(texts, findings, sources=by_source, entity_of_party=entity_of_party, called=exhibits, shared=copied)
    placed = {r.finding: r for r in readings(incidents, findings, placer=place(mentions=mentions))} if place else {}
    clashes = disagreements(
        findings, entity_of_party=entity_of_party, incidents=incidents, texts=texts, sources=by_source, placed=placed
    )
    seen = View(
        name=name,
        sources=tuple(sources),
        texts={text.source: text for text in texts},
        exhibits=exhibits,
        mentions=mentions,
        findings=findings,
        entities=who.entities,
        entity_of=who.entity_of,
        pairs=_likely_first(who.pairs, probably),
        likely=probably,
        refused=who.refused,
        incidents=incidents,
        origins=shared,
        disagreements=clashes,
        failures=tuple(failures),
        warnings=(*who.refused, *_warnings(extractions, findings)),
    )
    return charted(seen, decisions, entity_of_party=entity_of_party)


def _resolved(
    mentions: Sequence[Mention], findings: Mapping[str, AnyFinding], *, decisions: Sequence[Decision], memory: Memory
) -> Resolved:
    # Of the findings, posts and links alone say anything about who is who.
    posts = frozenset(f for f in findings.values() if isinstance(f, Role | CommandLink))
    made = tuple(d.id for d in decisions if d.verdict in VERDICTS)
    key = (tuple(m.id for m in mentions), posts, made)
    if memory.who is None or memory.who[0] != key:
        memory.who = (key, resolve(mentions, findings=findings, decisions=decisions, memory=memory.names))
    return memory.who[1]


def _shared(texts: Sequence[Text], sources: Mapping[str, Source], memory: Memory) -> Common:
    told = tuple((s.id, s.published, s.publisher) for s in sources.values())
    key = (tuple((t.id, t.published, t.publisher, t.author) for t in texts), told)
    if memory.shared is None or memory.shared[0] != key:
        memory.shared = (key, common(texts, sources=sources))
    return memory.shared[1]


def charted(
    seen: View, decisions: Sequence[Decision], *, entity_of_party: Parties, asked: Iterable[tuple[str, str]] = ()
) -> View:
    """The view with its charts as of these decisions. Alone it serves where decisions change no finding and no entity.

    `asked` are charts that a person wants although nothing raises them, as (provision, entity id).
    """
    charts = chart(
        seen.findings,
        entity_of_party=entity_of_party,
        entities=seen.entities,
        origins=origin_of(seen.origins, seen.findings),
        origin_labels={origin.id: origin.label for origin in seen.origins},
        disagreements=seen.disagreements,
        decisions=decided.standing(decisions),
        asked=asked,
    )
    ordered = [c for c in charts if c.accused not in seen.likely] + [_told(c, seen) for c in charts if c.accused in seen.likely]
    return replace(seen, charts=tuple(ordered), decisions=tuple(decisions))


def _told(one: Chart, seen: View) -> Chart:
    """A chart against a single word that is probably somebody else's surname: it says so, and stands after all others."""
    person = seen.likely[one.accused]
    name = seen.entities[person].name
    note = (
        f"“{one.accused_name}” is probably {name}: no other person in the file bears this name. Nobody has decided it, so that "
        "these passages are not charted with the others."
    )
    return replace(one, probably=person, probably_name=name, notes=(note, *one.notes))


def _likely_first(pairs: Sequence[Pair], probably: Mapping[str, str]) -> tuple[Pair, ...]:
    named = {frozenset(both) for both in probably.items()}
    return tuple(sorted(pairs, key=lambda pair: frozenset((pair.left, pair.right)) not in named))


def listed_names(mentions: Iterable[Mention]) -> Iterable[Decision]:
    """What the case's own list of names says, as decisions: one name on it is one person or body in all texts."""
    held: dict[str, dict[str, str]] = {}
    for mention in mentions:
        if mention.listed:
            held.setdefault(mention.name, {}).setdefault(mention.span.text, mention.id)
    for name, first in sorted(held.items()):
        if len(first) > 1:
            about = tuple(sorted(first.values()))
            yield Decision(id=f"list-{name}", at=_EPOCH, by=LIST, about=about, verdict="merge", reason=f"listed as {name}")


def _warnings(extractions: Sequence[Extraction], findings: Mapping[str, AnyFinding]) -> Iterable[str]:
    unresolved = sum(1 for e in extractions for w in e.whens if w.timex_type == "DATE" and not (w.earliest or w.latest))
    if unresolved:
        yield f"Expressions of time not resolved, for want of a publication date or of a clear anchor: {unresolved}."
    unread = sum(segment.end - segment.start for e in extractions for segment in e.unread)
    if unread:
        yield f"{unread:,} characters stand in languages that are not read; they are preserved and can be searched."
    yield from (str(warning) for warning in proceedings.check([f for f in findings.values() if isinstance(f, Step)]))
