"""law list, show, search, import: the catalogue of crimes and modes of liability."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from probanda import read
from probanda.cli.terminal import as_json, say, table
from probanda.law import catalogue, official
from probanda.law.records import Crime, Element, Mode
from probanda.model import Source
from probanda.preserve.vault import digest_of

app = App(help="The law as data: crimes, modes of liability, their elements.")
Json = Annotated[bool, Parameter(negative="")]


@app.command(name="list")
def list_(*, json: Json = False) -> int:
    """List every crime and mode of liability."""
    everything: tuple[Crime | Mode, ...] = (*catalogue.crimes(), *catalogue.modes())
    if json:
        as_json(everything)
    else:
        table(
            f"{len(everything)} provisions",
            ("reference", "statute", "title"),
            [(p.id, p.statute_ref, p.title) for p in everything],
        )
    return 0


@app.command
def show(reference: str, *, json: Json = False) -> int:
    """Show one provision with its elements, as 8-2-e-x, "8(2)(e)(x)" or 25-3-b."""
    found = catalogue.provision(reference)
    if json:
        as_json(found)
        return 0
    say(f"{found.title}  ({found.statute_ref})")
    for element in catalogue.elements_of(found):
        say(_element(element))
    for words in found.not_required:
        say(f"  not required: {words}")
    return 0


def _element(element: Element) -> str:
    source = f"case law: {element.decision}" if element.decision else element.reference
    return f"  {element.number}. [{element.kind}] {element.statement}\n     {element.mental}; {source}"


@app.command
def search(*words: str, json: Json = False) -> int:
    """Find provisions that hold all the words."""
    found: tuple[Crime | Mode, ...] = catalogue.search(" ".join(words))
    if json:
        as_json(found)
    else:
        table(f"{len(found)} provisions", ("reference", "statute", "title"), [(p.id, p.statute_ref, p.title) for p in found])
    return 0


@app.command(name="import")
def import_(file: Path, *, json: Json = False) -> int:
    """Match a copy of the Statute or of the Elements of Crimes (text, HTML, PDF) with the catalogue; says what it could not match."""
    source = Source(
        id=digest_of(file),
        name=file.name,
        media_type=read.media_type(file),
        size=file.stat().st_size,
        received_at=datetime.now(UTC),
    )
    matches = official.import_(read.read(file, source).body)
    if json:
        as_json(matches)
        return 0
    for line in official.summary(matches):
        say(line)
    return 0
