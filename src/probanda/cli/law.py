"""law list, show, search, import: the catalogue of crimes and modes of liability."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from probanda import read, settings
from probanda.cli.terminal import as_json, say, table
from probanda.errors import UsageError
from probanda.law import catalogue, official
from probanda.law.records import Crime, Element, Mode
from probanda.model import Source
from probanda.preserve.vault import digest_of

app = App(name="law", help="The law as data: crimes, modes of liability, their elements.")
Json = Annotated[bool, Parameter(negative="")]


@app.command(name="list")
def list_(*, json: Json = False) -> int:
    """List every crime and mode of liability.

    Args:
        json: print as JSON
    """
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
    """Show one provision with its elements, as 8-2-e-x, "8(2)(e)(x)" or 25-3-b; with the official words, once imported.

    Args:
        reference: of the provision
        json: print as JSON
    """
    found = catalogue.provision(reference)
    theirs = _official(found.id)
    if json:
        as_json({"provision": found, "official": theirs})
        return 0
    say(f"{found.title}  ({found.statute_ref})")
    for element in catalogue.elements_of(found):
        say(_element(element))
    for words in found.not_required:
        say(f"  not required: {words}")
    for match in theirs:
        say(f"  official ({match.ref}):")
        for number, words in enumerate(match.official, 1):
            say(f"    {number}. {words}")
    return 0


def _element(element: Element) -> str:
    source = f"case law: {element.decision}" if element.decision else element.reference
    return f"  {element.number}. [{element.kind}] {element.statement}\n     {element.mental}; {source}"


def _official(provision: str) -> list[official.Match]:
    kept = sorted((settings.home() / "law").glob("*.json"))
    imported = [msgspec.json.decode(path.read_bytes(), type=official.Matches) for path in kept]
    return [match for matches in imported for match in matches.matched if match.ref == provision]


@app.command
def search(*words: str, json: Json = False) -> int:
    """Find provisions that hold all the words.

    Args:
        words: in any order
        json: print as JSON
    """
    found: tuple[Crime | Mode, ...] = catalogue.search(" ".join(words))
    if json:
        as_json(found)
    else:
        table(f"{len(found)} provisions", ("reference", "statute", "title"), [(p.id, p.statute_ref, p.title) for p in found])
    return 0


@app.command(name="import")
def import_(file: Path, *, json: Json = False) -> int:
    """Match a copy of the Statute or of the Elements of Crimes (text, HTML, PDF, JSON) with the catalogue, and keep its words.

    From then on `probanda law show` prints the official words beside ours. Says which provisions could not be matched.

    Args:
        file: the copy
        json: print as JSON
    """
    matches = official.import_(_words(file))
    kept = settings.home() / "law" / f"{matches.work.lower().replace(' ', '-')}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(msgspec.json.encode(matches))
    if json:
        as_json(matches)
        return 0
    say(f"{matches.work}: {len(matches.matched)} provisions matched ({matches.share:.0%} of those in the file); kept in {kept}")
    for missing in matches.unmatched:
        say(f"  not matched: {missing.what}: {missing.why}")
    return 0


def _words(file: Path) -> str:
    if not file.is_file():
        raise UsageError("no such file", where=str(file), next="give a copy of the Statute or of the Elements of Crimes")
    kind = "text/plain" if file.suffix == ".json" else read.media_type(file)
    size = file.stat().st_size
    source = Source(id=digest_of(file), name=file.name, media_type=kind, size=size, received_at=datetime.now(UTC))
    return read.read(file, source).body
