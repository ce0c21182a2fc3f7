"""Checking what a case's database holds: its schema, its log, its records, its decisions and its search index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache

import msgspec
from sqlalchemy import Connection, create_engine, inspect, select
from sqlalchemy import text as sql
from sqlalchemy.pool import StaticPool

from probanda.model import Extraction, Record, Span, Text, identify, kind_of
from probanda.preserve import custody
from probanda.preserve.findings import Finding, holds, uncovered, wrong
from probanda.store import encrypted, migrate, search, tables
from probanda.store.case import Case


def schema(case: Case) -> Iterator[Finding]:
    """The database has the tables, indexes and triggers that this version makes, and no others. Only SQLite's is compared."""
    if case.engine.dialect.name != "sqlite":
        return
    with case.engine.connect() as connection:
        for (fault,) in connection.execute(sql("PRAGMA integrity_check")):
            if fault != "ok":
                yield wrong(f"the database file is damaged: {fault}")
        for fault in encrypted.damaged(connection) if case.key else ():
            yield wrong(f"the database file is damaged: {fault}")
        there = _schema(connection)
    wanted = _made_schema()
    for name in sorted({n for n in {*there, *wanted} if there.get(n) != wanted.get(n) and not n.startswith("passage_fts")}):
        yield wrong(f"the database's definition of {name} is not the one that Probanda makes")
    yield holds("the database has the tables that Probanda makes, and no triggers")


@cache
def _made_schema() -> dict[str, str]:
    fresh = create_engine("sqlite://", poolclass=StaticPool)
    migrate.upgrade(fresh)
    with fresh.begin() as connection:
        search.prepare(connection)
        return _schema(connection)


def _schema(connection: Connection) -> dict[str, str]:
    return {name: f"{kind} {made}" for kind, name, made in connection.execute(sql("SELECT type, name, sql FROM sqlite_master"))}


def log(case: Case) -> Iterator[Finding]:
    """The log's events follow each other without a gap, each holding the hash of the one before."""
    events = case.custody()
    for number in custody.broken(events):
        yield wrong(f"log entry {number}: changed, missing or out of order")
    received = {event.source for event in events if event.action in ("received", "opened")}
    for source in case.sources():
        if source.id not in received:
            yield wrong(f"{source.name}: the log does not say how it was received")
    with case.engine.connect() as connection:
        found = connection.execute(select(tables.custody.c.seq, tables.custody.c.source, tables.custody.c.action))
        for event, row in zip(events, sorted(found), strict=True):
            if (event.seq, event.source, event.action) != tuple(row):
                yield wrong(f"log entry {event.seq}: its columns are not those of its record")
    yield holds(f"{len(events)} log entries were followed from the first to the last")


def records(case: Case) -> Iterator[Finding]:
    """Every record has the id of its content, every column says what its record says, and every quotation is in its text."""
    sources = {source.id for source in case.sources()}
    texts = {text.id: text for text in case.texts()}
    yield from _columns(case)
    for stray in (text for text in texts.values() if text.source not in sources):
        yield wrong(f"text {stray.id} is of a source that the case does not have")
    found, made = 0, case.extractions()
    yield from _listing(case, made)
    for extraction in made:
        text = texts.get(extraction.text)
        if text is None:
            yield wrong(f"findings of the text {extraction.text}, which the case does not have")
            continue
        found += len(extraction.findings)
        yield from _extraction(extraction, text.body)
    yield holds(f"{found} findings were compared with the words that they cite")


def stored_view(case: Case) -> Iterator[Finding]:
    """What the workbench keeps to show its pages quickly is computed, and only said not to be checked."""
    with case.engine.connect() as connection:
        if connection.execute(select(tables.viewed.c.of).limit(1)).first():
            yield uncovered("the stored view that the workbench shows is computed and not checked; a dossier is computed anew")


def _listing(case: Case, made: Sequence[Extraction]) -> Iterator[Finding]:
    """The list of findings, from which pages and counts are made, has the findings, all of them and no others."""
    with case.engine.connect() as connection:
        there = {tuple(row) for row in connection.execute(select(tables.finding))}
        of = {row.id: row.source for row in connection.execute(select(tables.text.c.id, tables.text.c.source))}
    wanted = {(of.get(e.text), f.id, kind_of(f), f.spans[0].start) for e in made for f in e.findings}
    for source in sorted({str(row[0])[:12] for row in there ^ wanted}):
        yield wrong(f"the list of findings of source {source} is not made from its findings; the workbench makes it again")


def _columns(case: Case) -> Iterator[Finding]:
    with case.engine.connect() as connection:
        for row in connection.execute(select(tables.source)):
            yield from _agree(row.record, {"id": row.id, "name": row.name}, "source")
        for row in connection.execute(select(tables.text)):
            yield from _agree(row.record, {"id": row.id, "source": row.source}, "text")
        for row in connection.execute(select(tables.decision)):
            yield from _agree(row.record, {"id": row.id}, "decision")
        for row in connection.execute(select(tables.failure)):
            yield from _agree(row.record, {"source": row.source, "stage": row.stage}, "failure")


def _agree(record: bytes, columns: dict[str, str], kind: str) -> Iterator[Finding]:
    held = msgspec.json.decode(record)
    if any(held.get(name) != value for name, value in columns.items()):
        yield wrong(f"a {kind} whose columns are not those of its record: {columns}")


def _extraction(extraction: Extraction, body: str) -> Iterator[Finding]:
    things: list[Record] = [*extraction.mentions, *extraction.findings]
    spans = [m.span for m in extraction.mentions] + [s for f in extraction.findings for s in f.spans]
    for thing in things:
        if identify(thing).id != thing.id:  # type: ignore[attr-defined]
            yield wrong(f"{thing.id}: its content is not what its id says")  # type: ignore[attr-defined]
    for span in spans:
        if not _cited(span, extraction, body):
            yield wrong(f"a quotation in text {extraction.text} at {span.start} is not what stands there")


def _cited(span: Span, extraction: Extraction, body: str) -> bool:
    return span.text == extraction.text and body[span.start : span.end] == span.quote


def decisions(case: Case) -> Iterator[Finding]:
    """Decisions have the ids of their content, stand in the order of time, and take back only what stood before them."""
    before: set[str] = set()
    last: datetime | None = None
    made = case.decisions()
    for decision in made:
        if identify(decision).id != decision.id:
            yield wrong(f"decision {decision.id}: its content is not what its id says")
        if last and decision.at < last:
            yield wrong(f"decision {decision.id}: dated before the one that was made earlier")
        if decision.supersedes and decision.supersedes not in before:
            yield wrong(f"decision {decision.id}: takes the place of one that was not made before it")
        before.add(decision.id)
        last = decision.at
    for event in case.custody():
        if event.action == custody.DECIDED and event.detail.get("decision") not in before:
            yield wrong(f"decision {event.detail.get('decision')}, of which log entry {event.seq} tells, is missing")
    yield holds(f"{len(made)} decisions stand in the order in which they were made")


def index(case: Case) -> Iterator[Finding]:
    """The search index finds the words of the texts, all of them and no others."""
    with case.engine.begin() as connection:
        held: dict[str, set[tuple[int, int, str]]] = {}
        for row in connection.execute(select(tables.passage)):
            held.setdefault(row.source, set()).add((row.start, row.end, row.body))
        if case.engine.dialect.name == "sqlite" and inspect(connection).has_table("passage_fts"):
            connection.execute(sql("INSERT INTO passage_fts(passage_fts, rank) VALUES ('integrity-check', 1)"))
    texts = {text.source: text for text in case.texts()}
    for source in {*held, *texts}:
        if held.get(source, set()) != _passages(texts.get(source)):
            yield wrong(f"the search index of source {source[:12]} is not made from its text")


def _passages(text: Text | None) -> set[tuple[int, int, str]]:
    if text is None:
        return set()
    places = [(s.start, s.end) for s in text.segments] or [(0, len(text.body))]
    return {(start, end, search.fold(text.body[start:end])) for start, end in places}
