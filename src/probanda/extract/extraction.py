"""Frozen texts become findings, each pinned to its words and to who says so.

quotations > mentions > dates > coreference        what stands in the text, in `Reading`
statements > roles, orders, incidents, ...         what is said, in `Finding`
voices                                             who says it, for each finding
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from msgspec import structs
from spacy.tokens import Doc

from probanda import edtf
from probanda.errors import IntegrityError
from probanda.extract import (
    allegations,
    births,
    coreference,
    dates,
    incidents,
    mentions,
    orders,
    proceedings,
    quotes,
    recitals,
    roles,
    statements,
    table_rows,
    tone,
    unsaid,
    voices,
)
from probanda.extract.language import BY_RULES, PARSED, Block, blocks, model_name, parse
from probanda.extract.reading import Reading
from probanda.model import AnyFinding, Extraction, Known, Mention, Party, Recital, Record, Source, Text, When, identify
from probanda.plugins import manager

VERSION = "extract.v1"


class Job(Record, frozen=True, kw_only=True):
    """A text to extract from, with what is known about its source."""

    text: Text
    outlet: Party
    published: When | None = None
    title: str | None = None
    names: dict[str, Known] = {}


def job(text: Text, source: Source, *, names: Mapping[str, Known] | None = None) -> Job:
    """What the source's record says of outlet, date and title; where it is silent, what the document says of itself."""
    published = source.published or text.published
    publisher = source.publisher or text.publisher or source.author or text.author
    return Job(
        text=text,
        outlet=Party(name=publisher or _called(source.title or text.title, source.name), how="outlet"),
        published=edtf.parse(published) if published else None,
        title=source.title or text.title,
        names=dict(names or {}),
    )


def _called(title: str | None, name: str) -> str:
    """What a source without publisher or author is called in a sentence."""
    return f"the text “{title}”" if title else f"the file {name}"


def extract(jobs: Sequence[Job], *, model: str | None = None) -> Iterator[Extraction]:
    """One extraction per job, in order. The blocks of all jobs go through the parser together."""
    producer = f"{VERSION}+{model_name(model)}"
    readable = [[block for block in blocks(job.text) if block.language in PARSED + BY_RULES] for job in jobs]
    bodies = ((b.body(job.text), b) for job, cut in zip(jobs, readable, strict=True) for b in cut)
    docs = parse(bodies, preferred=model)
    for job, cut in zip(jobs, readable, strict=True):
        yield _extraction(job, zip(cut, islice(docs, len(cut)), strict=True), producer)


def _extraction(job: Job, parsed: Iterable[tuple[Block, Doc]], producer: str) -> Extraction:
    mentions: list[Mention] = []
    whens: list[When] = []
    found: list[AnyFinding] = []
    for block, doc in parsed:
        reading = look(_reading(job, block, doc, tuple(mentions)))
        mentions += reading.mentions
        whens += reading.whens
        found += find(reading)
    unread = [s for b in blocks(job.text) if b.language not in PARSED + BY_RULES for s in b.segments]
    return _checked(
        job.text,
        Extraction(
            text=job.text.id,
            producer=producer,
            mentions=_unique(mentions),
            whens=tuple(whens),
            findings=_unique(found),
            unread=tuple(unread),
        ),
    )


def _reading(job: Job, block: Block, doc: Doc, known: tuple[Mention, ...]) -> Reading:
    return Reading(
        text=job.text.id,
        body=block.body(job.text),
        frozen=job.text.body[block.start : block.end],
        doc=doc,
        offset=block.start,
        outlet=job.outlet,
        title=job.title,
        published=job.published,
        language=block.language,
        segments=block.segments,
        names={spelling: known.type for spelling, known in job.names.items()},
        whole={spelling: known.name for spelling, known in job.names.items()},
        known=known,
    )


def look(reading: Reading) -> Reading:
    """The reading with its quotations, mentions, times and referents: what every finder builds on."""
    reading = replace(reading, quotations=tuple(quotes.find(reading.body)))
    reading = replace(reading, mentions=tuple(_settled(m, reading) for m in mentions.find(reading)))
    times = dates.find(reading.body, published=reading.published, language=reading.language, span=reading.span)
    reading = replace(reading, whens=tuple(times))
    return replace(reading, referents=dict(coreference.find(reading)))


def _settled(mention: Mention, reading: Reading) -> Mention:
    """The mention under the name that the case's own list gives to its spelling; the words of the text stay as they are."""
    if born := births.year(mention, reading):
        mention = structs.replace(mention, born=born)
    name = reading.whole.get(mention.name) or reading.whole.get(mention.span.quote)
    return structs.replace(mention, name=name, listed=True) if name else mention


def find(reading: Reading) -> list[AnyFinding]:
    """All findings of a block, each with its voice chain. What stands in a recital of the law is law, and no finding."""
    law = list(recitals.find(reading))
    reading = replace(reading, recited=tuple(reading.local(s) for recital in law for s in recital.spans))
    rows = table_rows.tabled(reading)
    reading = replace(reading, tabled=table_rows.taken(reading, rows))
    said = table_rows.prosaic(reading, rows, statements.find(reading))
    reading = replace(reading, said=tuple(said))
    # What is only believed or spoken about still tells whose words are whose; it is no statement of the case.
    found: list[AnyFinding] = [*filter(statements.spoken, said), *table_rows.prosaic(reading, rows, orders.find(reading, said))]
    for finder in (roles, incidents, allegations, proceedings, tone):
        found += table_rows.prosaic(reading, rows, finder.find(reading))
    for offered in manager().hook.extractors():
        for extractor in offered.values():
            found += extractor(reading)
    heard = [statement for statement in said if statement.rule != unsaid.RULE]
    return list(voices.attach(reading, heard, [*law, *unsaid.told(_outside(law, found), said)]))


def _outside(law: Sequence[Recital], found: Iterable[AnyFinding]) -> list[AnyFinding]:
    recited = [(s.start, s.end) for recital in law for s in recital.spans]
    return [f for f in found if not any(start <= f.spans[0].start and f.spans[0].end <= end for start, end in recited)]


_R = TypeVar("_R", Mention, AnyFinding)


def _unique(records: Iterable[_R]) -> tuple[_R, ...]:
    """Identified, without repetition, in order."""
    return tuple({record.id: record for record in map(identify, records)}.values())


def _checked(text: Text, extraction: Extraction) -> Extraction:
    """The extraction, if every quotation in it is verbatim; a rule that invents words must not reach a case."""
    spans = [m.span for m in extraction.mentions] + [s for f in extraction.findings for s in f.spans]
    for span in spans + [w.span for w in extraction.whens if w.span]:
        if text.body[span.start : span.end] != span.quote or span.text != text.id:
            raise IntegrityError(f"words that are not in the text: {span.quote!r} at {span.start}", where=text.id)
    return extraction
