"""One source at a time, straight from the store: what lists, reading view and review queue need, however large the case."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from sqlalchemy import select

from probanda import added, decided
from probanda.errors import CaseError
from probanda.model import AnyFinding, Decision, Span, Text
from probanda.store import listed, tables
from probanda.store.case import Case
from probanda.web.docket import Docket
from probanda.write.document import Cite


class Shelf:
    """The sources of a case as they stand, with their exhibit numbers. Made anew when a source is added or read again."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.sources = tuple(case.sources())
        self.exhibits = {source.id: f"E{number}" for number, source in enumerate(self.sources, 1)}
        self.by_id = {source.id: source for source in self.sources}
        self.by_number = {self.exhibits[source.id]: source for source in self.sources}
        self.failures = tuple(case.failures())
        self.counts = Counter(listed.counts(case.engine))
        self._places: dict[str, listed.Listed | None] = {}
        self.text = lru_cache(maxsize=256)(case.text)
        with case.engine.connect() as connection:
            held = connection.execute(select(tables.text.c.id, tables.text.c.source))
            self._source: dict[str, str] = {row.id: row.source for row in held}

    def number(self, exhibits: Mapping[str, str]) -> None:
        """Give the sources the numbers that they have in the case of which this is a part."""
        self.exhibits = dict(exhibits)
        self.by_number = {exhibits[source.id]: source for source in self.sources}

    def source_of(self, text: str) -> str:
        """The source of a text, by ids. Raises CaseError for a text that is no longer there, since its source was read again."""
        if text not in self._source:
            with self._case.engine.connect() as connection:
                query = select(tables.text.c.source).where(tables.text.c.id == text)
                self._source[text] = str(connection.execute(query).scalar() or "")
        if found := self._source[text]:
            return found
        raise CaseError("this source was read again, and what was computed from it before is not of use", next="wait a moment")

    def cite(self, span: Span) -> Cite:
        """A span as a citation, with the page it lies on."""
        source = self.source_of(span.text)
        page = _page(self.text(source), span.start)
        return Cite(exhibit=self.exhibits[source], start=span.start, end=span.end, quote=span.quote, page=page)

    def places(self, ids: Collection[str]) -> dict[str, listed.Listed]:
        """Where findings stand, by id, remembered; what nothing finds any more is left out."""
        if unknown := [one for one in ids if one not in self._places]:
            found = listed.places(self._case.engine, unknown)
            self._places |= {one: found.get(one) for one in unknown}
        return {one: at for one in ids if (at := self._places[one])}

    def findings(self, source: str, docket: Docket) -> list[AnyFinding]:
        """The findings of one source as people left them, in the order of the text."""
        extraction = self._case.extraction(source)
        found = {f.id: f for f in (extraction.findings if extraction else ())}
        found |= {f.id: f for decision, f in docket.added.values() if decision.about[0] == source}
        judging = [d for one in found for d in docket.about(one)]
        order = {d.id: n for n, d in enumerate(docket.all)} if judging else {}
        left = decided.apply(found, sorted(judging, key=lambda d: order[d.id]))
        return sorted(left.values(), key=lambda f: (f.spans[0].start, f.spans[0].end))

    def finding(self, id: str, docket: Docket) -> AnyFinding | None:
        """One finding as people left it, rejected ones included."""
        if id in docket.added:
            found = docket.added[id][1]
        elif at := listed.places(self._case.engine, [id]).get(id):
            extraction = self._case.extraction(at.source)
            found = next(f for f in (extraction.findings if extraction else ()) if f.id == id)
        else:
            return None
        corrections = [d for d in docket.about(id) if d.verdict == "correct"]
        return decided.corrected(found, corrections[-1].value) if corrections else found

    def added(self, decisions: Sequence[Decision]) -> dict[str, tuple[Decision, AnyFinding]]:
        """What people added and did not take back, by the id of the finding."""
        made: dict[str, tuple[Decision, AnyFinding]] = {}
        for decision in decided.standing(decisions):
            text = self.text(decision.about[0]) if decision.verdict == "use" and decision.about else None
            if text:
                finding = added.finding(decision, {text.source: text}, self.by_id)
                made[finding.id] = (decision, finding)
        return made


def _page(text: Text | None, start: int) -> int | None:
    if text is None or not text.segments:
        return None
    return text.segments[max(0, bisect_right([s.start for s in text.segments], start) - 1)].page
