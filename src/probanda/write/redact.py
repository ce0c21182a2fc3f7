"""Protected persons under pseudonyms in whatever leaves the case. The case itself keeps every name.

A redacted view is built anew: each frozen text is written again with the pseudonym in the place of the name, and every citation
is counted in the new text. Nothing is painted over, so there is nothing underneath. The table of names stays with its keeper, in
no output.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from probanda.derived import View
from probanda.errors import UsageError
from probanda.model import Record


class Protected(Record, frozen=True, kw_only=True):
    """A person who must not be named: the name, the pseudonym to stand for it, further spellings."""

    name: str
    pseudonym: str
    spellings: tuple[str, ...] = ()


def load(path: Path) -> list[Protected]:
    """The table of protected persons: CSV with columns name, pseudonym, aliases (separated by semicolons)."""
    try:
        return table(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the table of protected persons cannot be read: {error}", where=str(path)) from None


def table(words: str) -> list[Protected]:
    """The table as it was written. Raises UsageError for one that protects nobody: a slip in its first line must name no one."""
    rows = list(csv.DictReader(io.StringIO(words.removeprefix("\ufeff"), newline="")))
    if not rows or not {"name", "pseudonym"} <= rows[0].keys():
        raise UsageError(
            "the table of protected persons cannot be read: no person stands in it below a line that names its columns",
            next="begin it with name,pseudonym,aliases",
        )
    persons = [_protected(row) for row in rows if (row.get("name") or "").strip()]
    if not persons:
        raise UsageError("the table of protected persons names nobody")
    return persons


def _protected(row: Mapping[str, str | None]) -> Protected:
    spellings = tuple(s.strip() for s in (row.get("aliases") or "").split(";") if s.strip())
    return Protected(
        name=(row["name"] or "").strip(), pseudonym=(row["pseudonym"] or "").strip() or "a protected person", spellings=spellings
    )


def redact(view: View, persons: Sequence[Protected]) -> View:
    """The view with every spelling of the persons replaced, in texts, findings, file names, titles and all other words."""
    if not persons:
        return view
    names = _Names(view, persons)
    built = msgspec.to_builtins(view)
    texts = {text["id"]: _Rewritten(text["body"], names) for text in built["texts"].values()}
    return msgspec.convert(_redacted(built, names, texts=texts), View)


def spellings(view: View, persons: Sequence[Protected]) -> list[str]:
    """Every spelling that may name one of the persons, parts of names included."""
    return sorted({spelling for person in persons for spelling in _spellings(view, person)})


class _Names:
    """One pattern over all spellings, longest first; words of a name may be parted by any white space."""

    def __init__(self, view: View, persons: Sequence[Protected]) -> None:
        self._pseudonym: dict[str, str] = {}
        for person in persons:
            for spelling in _spellings(view, person):
                self._pseudonym.setdefault(_key(spelling), person.pseudonym)
        ordered = sorted(self._pseudonym, key=len, reverse=True)
        whole = "|".join(r"\s+".join(map(re.escape, spelling.split())) for spelling in ordered)
        self.pattern = re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE)

    def replaced(self, found: re.Match[str]) -> str:
        return self._pseudonym.get(_key(found.group()), "a protected person")

    def clean(self, words: str) -> str:
        """The words with the names replaced; also where underscores join the parts, as in names of files."""
        parted = re.sub(r"[_+]", " ", words)
        return self.pattern.sub(self.replaced, parted if self.pattern.search(parted) else words)


def _key(spelling: str) -> str:
    return " ".join(spelling.split()).casefold()


def _spellings(view: View, person: Protected) -> Iterable[str]:
    """What the table says, what the entity is called anywhere, and each part of the name by itself."""
    known = {_key(s): s for s in (person.name, *person.spellings)}
    for entity in view.entities.values():
        if {_key(n) for n in (entity.name, *entity.aliases)} & set(known):
            mine = set(entity.mentions)
            for spelling in (entity.name, *entity.aliases, *(m.span.quote for m in view.mentions if m.id in mine)):
                known.setdefault(_key(spelling), spelling)
    yield from known.values()
    yield from {
        part for spelling in known.values() for part in re.split(r"[\s-]+", spelling) if len(part) > 2 and part[0].isupper()
    }
    yield from {part for spelling in known.values() for part in spelling.split() if len(part) > 2 and not part.isascii()}


class _Rewritten:
    """A text with the names replaced, and where each old position lies in it."""

    def __init__(self, body: str, names: _Names) -> None:
        pieces: list[str] = []
        self._old, self._new = [0], [0]
        self._inside: list[bool] = [False]
        last = length = 0
        for found in names.pattern.finditer(body):
            word = names.replaced(found)
            kept = body[last : found.start()]
            length += len(kept)
            self._mark(found.start(), length, inside=True)
            length += len(word)
            self._mark(found.end(), length, inside=False)
            pieces += [kept, word]
            last = found.end()
        self.body = "".join([*pieces, body[last:]])

    def _mark(self, old: int, new: int, *, inside: bool) -> None:
        self._old.append(old)
        self._new.append(new)
        self._inside.append(inside)

    def at(self, position: int, *, end: bool) -> int:
        """The new position; one inside a name goes to its beginning, or to its end for the end of a span."""
        place = bisect_right(self._old, position) - 1
        if not self._inside[place] or position == self._old[place]:
            return self._new[place] + position - self._old[place]
        return self._new[place + 1] if end else self._new[place]


def _redacted(value: Any, names: _Names, *, texts: Mapping[str, _Rewritten], within: _Rewritten | None = None) -> Any:
    match value:
        case str():
            return names.clean(value)
        case {"text": str(text), "start": int(start), "end": int(end), "quote": str()} if text in texts:
            first, last = texts[text].at(start, end=False), texts[text].at(end, end=True)
            return {**value, "start": first, "end": last, "quote": texts[text].body[first:last]}
        case {"body": str(), "id": str(text)} if text in texts:
            rest = {k: _redacted(v, names, texts=texts, within=texts[text]) for k, v in value.items() if k not in ("body", "id")}
            return {**rest, "id": text, "body": texts[text].body}
        case {"start": int(start), "end": int(end)} if within:
            return {**value, "start": within.at(start, end=False), "end": within.at(end, end=True)}
        case dict():
            return {_field(key, names): _redacted(item, names, texts=texts, within=within) for key, item in value.items()}
        case list() | tuple():
            return [_redacted(item, names, texts=texts, within=within) for item in value]
    return value


def _field(key: str, names: _Names) -> str:
    # A person may be called like a field of our records ("source"); fields keep their names.
    return key if key.isidentifier() and key.islower() else names.clean(key)
