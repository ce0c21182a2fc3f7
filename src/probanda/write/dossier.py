"""The dossier of a case: which sections it has, in which order, and the files it is written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from probanda.derived import View
from probanda.errors import UsageError
from probanda.write import html, pdf, word
from probanda.write.desk import Desk
from probanda.write.document import Block, Bullets, Cite, Dossier, Exhibit, Grid, Paragraph, Section
from probanda.write.phrases import LANGUAGES
from probanda.write.sections import findings, law, method, people, places, sources, summary, timeline

SECTIONS: dict[str, Callable[[Desk], Section]] = {
    "summary": summary.section,
    "sources": sources.section,
    "people": people.section,
    "timeline": timeline.section,
    "incidents": findings.incidents,
    "places": places.section,
    "statements": findings.statements,
    "proceedings": findings.proceedings,
    "charts": law.charts,
    "contradictions": law.contradictions,
    "gaps": law.gaps,
    "method": method.section,
    "exhibits": sources.exhibits,
}
SHORT = ("summary", "charts", "contradictions", "gaps", "exhibits")
"""The sections of the short form."""
_MOST = 3
FORMATS = ("html", "docx", "pdf")


def compose(view: View, *, only: Sequence[str] = (), short: bool = False, language: str = "en") -> Dossier:
    """The document. `only` names the sections to include; all by default. Raises UsageError for a section that does not exist.

    `language` is that of Probanda's own sentences; what sources say, the law and the reasons of charts stay as they are.

    `short` is the form for filing: fewer sections, and of each cell of a chart no more passages than a reader takes in, as many
    against as for.
    """
    only = only or (SHORT if short else ())
    unknown = [name for name in only if name not in SECTIONS]
    if unknown:
        raise UsageError(f"there is no section {', '.join(unknown)}", next="sections: " + ", ".join(SECTIONS))
    if language not in LANGUAGES:
        raise UsageError(f"there is no dossier in {language!r}", next="languages: " + ", ".join(LANGUAGES))
    desk = Desk(view, most=_MOST if short else None, language=language)
    made = tuple(make(desk) for name, make in SECTIONS.items() if not only or name in only)
    return Dossier(
        title=desk.say("dossier_title", name=view.name),
        subtitle=desk.say("dossier_subtitle", n=len(view.sources)),
        marks=tuple(_marks(desk, short=short)),
        sections=made,
        exhibits=tuple(_exhibits(view, made)),
        language=language,
    )


def _marks(desk: Desk, *, short: bool) -> Iterator[str]:
    if short:
        yield desk.say("mark_short")
    if desk.view.failures:
        yield desk.say("mark_incomplete", n=len(desk.view.failures))


def _exhibits(view: View, sections: Iterable[Section]) -> Iterator[Exhibit]:
    cuts: dict[str, set[int]] = {}
    for cite in _cites(sections):
        cuts.setdefault(cite.exhibit, set()).update((cite.start, cite.end))
    for source in view.sources:
        if text := view.texts.get(source.id):
            number = view.exhibits[source.id]
            places = tuple(sorted(cuts.get(number, ())))
            yield Exhibit(number=number, name=source.name, body=text.body, cuts=places, language=text.language)


def _cites(sections: Iterable[Section]) -> Iterator[Cite]:
    for section in sections:
        for block in section.blocks:
            yield from _block_cites(block)
        yield from _cites(section.parts)


def _block_cites(block: Block) -> Iterator[Cite]:
    match block:
        case Paragraph():
            yield from (cite for s in block.sentences for cite in s.cites)
        case Bullets():
            yield from (cite for s in block.items for cite in s.cites)
        case Grid():
            yield from (cite for row in block.rows for cell in row for s in cell for cite in s.cites)


def write(dossier: Dossier, out: Path, *, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write dossier.html, dossier.docx, dossier.pdf into a folder. Returns the paths; each file is replaced whole."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(f"there is no format {', '.join(unknown)}", next="formats: " + ", ".join(FORMATS))
    out.mkdir(parents=True, exist_ok=True)
    return [_written(dossier, out / f"dossier.{kind}", kind) for kind in formats]


def _written(dossier: Dossier, path: Path, kind: str) -> Path:
    fresh = path.with_name(f".fresh-{path.name}")
    match kind:
        case "html":
            fresh.write_text(html.html(dossier), encoding="utf-8")
        case "docx":
            word.docx(dossier, fresh)
        case "pdf":
            pdf.pdf(dossier, fresh)
    # A reader never finds half a file.
    fresh.replace(path)
    return path
