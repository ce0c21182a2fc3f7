"""The official wording beside ours, from the copy of the Statute or of the Elements of Crimes that a user has.

The text is matched and returned, never kept by Probanda. Editions differ in layout (bullets, numbers, footnote marks glued to
headings, headings over two lines) and in misprints; what cannot be matched is reported, with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Literal

from probanda.errors import LawError
from probanda.law import catalogue
from probanda.law.printed import Provision, provisions
from probanda.law.records import Crime, Mode
from probanda.law.refs import normalise
from probanda.law.statute import articles, passage
from probanda.model import Record


class Match(Record, frozen=True, kw_only=True):
    """A provision with its official wording: elements in order, or the passage of the Statute."""

    ref: str
    heading: str
    official: tuple[str, ...]
    ours: tuple[str, ...]
    complete: bool
    """Whether the number of official elements is ours; always true for a passage of the Statute."""
    note: str = ""
    """What the reader must know: that the file prints another reference."""


class Unmatched(Record, frozen=True, kw_only=True):
    """A provision of the catalogue, or a heading of the file, that found no partner, and why."""

    what: str
    why: str


class Matches(Record, frozen=True, kw_only=True):
    """What an import found. `share` is the share of the provisions at hand in the file that were matched, 0 to 1."""

    work: Literal["Elements of Crimes", "Rome Statute"]
    matched: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    share: float


def import_(text: str) -> Matches:
    """The provisions of an official text beside ours; `text` is plain text, or JSON with articles.

    Raises `LawError` where the text is neither the Statute nor the Elements of Crimes.
    """
    plain = _flattened(text) if text.lstrip().startswith(("[", "{")) else text
    found = provisions(plain)
    if len(found) >= 3:
        return _elements(found)
    if len(articles(plain)) >= 3:
        return _statute(plain)
    raise LawError(
        "neither the Rome Statute nor the Elements of Crimes can be recognised in this text",
        where="law import",
        next="give the whole text, with its headings (“Article 8 (2) (e) (x)”, “Article 25”)",
    )


def summary(found: Matches) -> list[str]:
    """An import in words, a line each: how much was matched, what was printed otherwise, what was not matched and why."""
    lines = [f"{found.work}: {len(found.matched)} provisions, {found.share:.1%} matched in full."]
    lines += [f"{match.ref} ({match.heading}): {match.note}" for match in found.matched if match.note]
    return lines + [f"not matched: {item.what}: {item.why}" for item in found.unmatched]


def _elements(found: Sequence[Provision]) -> Matches:
    matched: list[Match] = []
    unmatched: list[Unmatched] = []
    taken: set[str] = set()
    for provision in found:
        ours = _partner(provision, taken)
        if ours is None:
            unmatched.append(
                Unmatched(what=f"{provision.ref} {provision.heading}".strip(), why="no such provision in the catalogue")
            )
            continue
        taken.add(ours.id)
        matched.append(_match(ours, provision))
    unmatched += [Unmatched(what=f"{m.ref}: {m.heading}", why=_difference(m)) for m in matched if not m.complete]
    good = sum(1 for match in matched if match.complete)
    lacking = [
        Unmatched(what=crime.elements_ref, why="not in this text" + (f"; {crime.amendment.by}" if crime.amendment else ""))
        for crime in catalogue.crimes()
        if crime.id not in taken
    ]
    return Matches(
        work="Elements of Crimes",
        matched=tuple(matched),
        unmatched=(*unmatched, *lacking),
        share=good / len(found) if found else 0.0,
    )


def _match(ours: Crime, provision: Provision) -> Match:
    return Match(
        ref=ours.id,
        heading=provision.heading,
        official=provision.elements,
        ours=tuple(element.statement for element in ours.elements),
        complete=len(provision.elements) == len(ours.elements),
        note="" if normalise(provision.ref) == ours.id else f"the file prints it as {provision.ref}; matched by its title",
    )


def _difference(match: Match) -> str:
    return f"{len(match.official)} elements in the file, {len(match.ours)} in the catalogue: read both"


def _partner(provision: Provision, taken: set[str]) -> Crime | None:
    """The crime of ours: by reference where the title agrees; by title within the paragraph where the reference is a misprint."""
    key = normalise(provision.ref)
    same = next((crime for crime in catalogue.crimes() if crime.id == key), None)
    if same and (_alike(same.title, provision.heading) or not provision.heading):
        return same
    paragraph = key.rsplit("-", 1)[0]
    near = [
        c for c in catalogue.crimes() if c.id.startswith(paragraph) and c.id not in taken and _alike(c.title, provision.heading)
    ]
    best = max(near, key=lambda crime: _common(crime.title, provision.heading), default=None)
    return best or same


# Words of headings that tell no crime from another; compared by their first five letters.
_OF_ALL = {"crime", "again", "human", "other", "with", "emplo", "using"}


def _alike(one: str, other: str) -> bool:
    return _common(one, other) > 0


def _common(one: str, other: str) -> int:
    left, right = ({word[:5] for word in re.findall(r"[a-z]{4,}", text.lower())} - _OF_ALL for text in (one, other))
    return len(left & right)


def _statute(text: str) -> Matches:
    found = articles(text)
    matched, unmatched = [], []
    items: tuple[Crime | Mode, ...] = (*catalogue.crimes(), *catalogue.modes())
    for item in items:
        official = passage(found, item.statute_ref)
        if official is None:
            unmatched.append(Unmatched(what=item.statute_ref, why="not in this text"))
            continue
        ours = tuple(element.statement for element in item.elements)
        matched.append(Match(ref=item.id, heading=item.statute_ref, official=(official,), ours=ours, complete=True))
    return Matches(work="Rome Statute", matched=tuple(matched), unmatched=tuple(unmatched), share=len(matched) / len(items))


def _flattened(text: str) -> str:
    """JSON with articles as a text with a heading for each; as the public transcriptions of the Statute have it."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise LawError(f"the file looks like JSON and is not: {error}", where="law import") from error
    rows = content if isinstance(content, list) else [content]
    found = [row.get("article", row) for row in rows if isinstance(row, dict)]
    return "\n".join(
        f"Article {a['number']}\n{a.get('name', '')}\n{a.get('text', '')}" for a in found if "number" in a and "text" in a
    )
