"""A small case to do harm to: our own words, without reading or extraction, so that only custody is measured."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from probanda.model import Decision, Extraction, Fact, Segment, Span, Text, identify
from probanda.preserve import checkpoints, custody, intake
from probanda.preserve.intake import Found
from probanda.store import case as store
from probanda.store import search
from probanda.store.case import Case, Derived, create

WORDS = "Gunmen shot nine porters in Kessar. “We spared nobody,” Colonel Ruan Tano said."


def make(folder: Path, *, sources: int = 8) -> Case:
    """A case with sources, texts, findings, decisions and a checkpoint."""
    written = folder / "sources"
    written.mkdir(parents=True)
    for number in range(sources):
        (written / f"{number}.txt").write_text(f"{number:03}. {WORDS * (number + 1)}", encoding="utf-8")
    case = create(folder / "case")
    receive(case, sorted(written.iterdir()))
    for source in case.sources():
        body = (written / source.name).read_text(encoding="utf-8")
        with case.writing() as connection:
            made = _derived(source.id, body)
            store.put_derived(connection, made)
            search.index(connection, source.id, made.text)
            custody.log(connection, [custody.Act("read", source.id)])
    for number in range(3):
        at = datetime(2026, 1, 1 + number, tzinfo=UTC)
        case.decide(identify(Decision(at=at, by="ana", about=(f"f-{number}",), verdict="accept", reason="seen")))
    checkpoints.commit(case)
    return case


def receive(case: Case, paths: list[Path]) -> None:
    """Preserve files; when this returns they are acknowledged. OSError or SourceError when they can't be kept."""
    failures = intake.preserve([Found(path, path.name) for path in paths], case, described={})
    if failures:
        raise OSError(failures[0].message)


def _derived(source: str, body: str) -> Derived:
    text = identify(Text(id="", source=source, reader="text", body=body, segments=(Segment(start=0, end=len(body)),)))
    finding = identify(Fact(rule="made.v1", spans=(Span(text=text.id, start=5, end=11, quote=body[5:11]),), name="made"))
    return Derived(source=source, key="k", text=text, extraction=Extraction(text=text.id, producer="made", findings=(finding,)))
