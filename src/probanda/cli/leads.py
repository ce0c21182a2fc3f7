"""leads: what a trained model would read again, beside what the rules found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from probanda.cli.terminal import as_json, progress, say
from probanda.errors import UsageError
from probanda.extract.leads import Lead, find
from probanda.model import Source
from probanda.store.case import Case, open_

ABOUT = (
    "Guesses of a model that learned from news of violence in Latin America (MUC-4): where to read again, and nothing more. "
    "They are no findings and stand in no chart or dossier. What a passage does show, add with `probanda decide` or in the page."
)
_KINDS = {"attack": "an attack", "bombing": "a bombing", "kidnapping": "a kidnapping", "arson": "arson", "robbery": "a robbery"}


def leads(
    case: Path, *, source: str | None = None, limit: int = 100, json: Annotated[bool, Parameter(negative="")] = False
) -> int:
    """Show passages to read again: a model takes violence to be told there, and no finding says so. English only.

    Args:
        case: the folder of the case
        source: only the source of this file name
        limit: how many leads at most
        json: print as JSON
    """
    opened = open_(case)
    found = list(_limited(_found(opened, source), limit))
    if json:
        as_json([{"source": one.name, "lead": lead} for one, lead in found])
        return 0
    say(ABOUT if found else "The model sees nothing that the findings leave out.")
    for one, lead in found:
        went_by = ", ".join(f"“{' '.join(span.quote.split())}”" for span in lead.words)
        say(f"\n{one.name}, at {lead.span.start}: perhaps {_KINDS.get(lead.kind, lead.kind)}, going by {went_by}")
        say(f"  “{' '.join(lead.span.quote.split())}”")
    return 0


def _limited(found: Iterator[tuple[Source, Lead]], limit: int) -> Iterator[tuple[Source, Lead]]:
    return (pair for pair, _ in zip(found, range(limit), strict=False))


def _found(case: Case, wanted: str | None) -> Iterator[tuple[Source, Lead]]:
    sources = [source for source in case.sources() if wanted in (None, source.name)]
    if not sources:
        raise UsageError(
            f"no source is called {wanted!r}" if wanted else "the case has no sources",
            next="see `probanda show CASE sources`" if wanted else "`probanda add` or `probanda build` takes them in",
        )
    with progress() as watch:
        for done, source in enumerate(sources):
            watch("leads", done, len(sources))
            text, extraction = case.text(source.id), case.extraction(source.id)
            if text and extraction:
                yield from ((source, lead) for lead in find(text, extraction.findings))
        watch("leads", len(sources), len(sources))
