"""`sources.csv`: what people know of the sources, beside the files. It takes precedence over what a document says of itself.

Columns: file, title, publisher, published (EDTF: `2017-08-19`, `2017-08~`), url, language, author, received_from. Others are
kept under their names. Nothing in it stops a build: what cannot be used is left out, and a warning says so.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from probanda import edtf
from probanda.errors import ReadError
from probanda.model import Record
from probanda.read.decode import decode
from probanda.read.draft import line_feeds

NAME = "sources.csv"
_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "published": "published",
    "url": "origin_url",
    "language": "language",
    "author": "author",
    "received_from": "received_from",
}
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_SIZE = 50_000_000


class Catalogue(Record, frozen=True, kw_only=True):
    """By file name, the fields of its Source that are known; and what is wrong with the list, in words."""

    sources: Mapping[str, Mapping[str, Any]] = {}
    warnings: tuple[str, ...] = ()


def load(folder: Path, names: Iterable[str]) -> Catalogue:
    """The catalogue of a folder whose files have these names (relative, with slashes). Empty when there is no sources.csv."""
    path = folder / NAME
    if not path.is_file():
        return Catalogue()
    try:
        if path.stat().st_size > _SIZE:
            return Catalogue(warnings=(f"{NAME} is larger than {_SIZE:,} bytes; nothing of it is used",))
        return parse(path.read_bytes(), names)
    except (OSError, ReadError) as error:
        return Catalogue(warnings=(f"{NAME} cannot be read: {error}",))


def parse(data: bytes, names: Iterable[str]) -> Catalogue:
    """The catalogue in a CSV file (comma, semicolon or tab). Raises Unreadable when it is no text."""
    text = line_feeds(decode(data).text)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if "file" not in columns:
        return Catalogue(warnings=(f"{NAME} has no column named file; nothing of it is used",))
    reader.fieldnames = columns
    known = {unicodedata.normalize("NFC", name): name for name in names}
    sources: dict[str, dict[str, Any]] = {}
    warnings: list[str] = []
    try:
        for row in reader:
            _take(_clean(row), known, sources=sources, warnings=warnings, line=reader.line_num)
    except csv.Error as error:
        warnings.append(f"{NAME} line {reader.line_num}: {error}; what follows is not used")
    return Catalogue(sources=sources, warnings=tuple(warnings))


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _clean(row: Mapping[str | None, Any]) -> dict[str, str]:
    """The filled cells of a row. Cells beyond the last column have no name and are dropped."""
    return {key: value.strip() for key, value in row.items() if key and isinstance(value, str) and value.strip()}


def _take(
    row: dict[str, str], known: Mapping[str, str], *, sources: dict[str, dict[str, Any]], warnings: list[str], line: int
) -> None:
    given = row.pop("file", "")
    if not given:
        if row:
            warnings.append(f"{NAME} line {line}: no file is named")
        return
    name = known.get(unicodedata.normalize("NFC", given.replace("\\", "/").removeprefix("./")))
    if name is None:
        warnings.append(f"{NAME} line {line}: there is no file {given}")
    elif name in sources:
        warnings.append(f"{NAME} line {line}: {given} is named a second time; the first line counts")
    else:
        warnings.extend(f"{NAME} line {line}: {problem}" for problem in _problems(row))
        sources[name] = _fields(row)


def _problems(row: dict[str, str]) -> Iterator[str]:
    """What is wrong with a row; the wrong cell is moved to a further column, so that it is not lost."""
    if "published" in row:
        try:
            edtf.parse(row["published"])
        except ValueError as error:
            given = row["published as given"] = row.pop("published")
            yield f"the date {given!r} is not used: {error}"
    if "language" in row:
        row["language"] = row["language"].lower().partition("-")[0]
        if not _LANGUAGE.match(row["language"]):
            row["language as given"] = row.pop("language")
            yield "the language is not used: give its two-letter code, such as en or ar"


def _fields(row: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {_FIELDS[key]: value for key, value in row.items() if key in _FIELDS}
    extra = {key: value for key, value in row.items() if key not in _FIELDS}
    return fields | ({"extra": extra} if extra else {})
