"""What `probanda law list | show | search | import` return: records, for a terminal or for JSON. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterable

from probanda.law import catalogue
from probanda.law.official import Matches, import_
from probanda.law.records import Crime, Mode
from probanda.model import Record


class Entry(Record, frozen=True, kw_only=True):
    """One line of the list of provisions."""

    ref: str
    title: str
    kind: str
    """The class of a crime, or "mode of liability"."""
    statute_ref: str
    elements_ref: str = ""
    conflict: str = ""
    elements: int = 0
    in_force: str = ""
    amendment: str = ""


def listed(kind: str | None = None) -> list[Entry]:
    """All provisions, or those of one kind: genocide, crimes against humanity, war crimes, aggression, mode of liability."""
    entries = _entries((*catalogue.crimes(), *catalogue.modes()))
    return [entry for entry in entries if kind in (None, entry.kind)]


def show(ref: str) -> Crime | Mode:
    """One provision in full. Raises `LawError` when the catalogue does not hold it."""
    return catalogue.provision(ref)


def search(words: str) -> list[Entry]:
    """The provisions that hold all the words."""
    return _entries(catalogue.search(words))


def official(text: str) -> Matches:
    """An official text beside ours (see `law.official`)."""
    return import_(text)


def _entries(items: Iterable[Crime | Mode]) -> list[Entry]:
    return [_entry(item) for item in items]


def _entry(item: Crime | Mode) -> Entry:
    count = len(catalogue.elements_of(item))
    if isinstance(item, Mode):
        return Entry(ref=item.id, title=item.title, kind="mode of liability", statute_ref=item.statute_ref, elements=count)
    return Entry(
        ref=item.id,
        title=item.title,
        kind=item.category,
        statute_ref=item.statute_ref,
        elements_ref=item.elements_ref,
        conflict=item.conflict or "",
        elements=count,
        in_force=item.in_force.isoformat(),
        amendment=item.amendment.by if item.amendment else "",
    )
