"""Full-text search over the frozen texts, by passage. The only module that knows the database's dialect.

Passages are the texts' segments, folded for matching only (case, accents, Arabic letter variants); what is shown is the frozen
text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, delete, insert
from sqlalchemy import text as sql

from probanda.model import Record, Segment, Text
from probanda.store import tables
from probanda.store.case import Case

_WORD = re.compile(r"\w+")
_ARABIC = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي", "ـ")
_FTS = "CREATE VIRTUAL TABLE IF NOT EXISTS passage_fts USING fts5(body, content='passage', content_rowid='id')"
_OF_KIND = """ AND EXISTS (SELECT 1 FROM finding g WHERE g.source = p.source AND g.kind = :kind
                             AND g.start >= p.start AND g.start < p."end")"""
_OF_SOURCE = " AND p.source = :source"
# The best are chosen before the passages are looked up; where passages are narrowed that has to come first.
_BEST = """SELECT p.source, p.start, p."end" FROM (SELECT rowid, rank FROM passage_fts WHERE passage_fts MATCH :query
           ORDER BY rank LIMIT :limit) f JOIN passage p ON p.id = f.rowid ORDER BY f.rank"""
_FIND = {
    "sqlite": """SELECT p.source, p.start, p."end" FROM passage_fts f JOIN passage p ON p.id = f.rowid
                 WHERE passage_fts MATCH :query{narrowed} ORDER BY rank LIMIT :limit""",
    "postgresql": """SELECT p.source, p.start, p."end" FROM passage p
                     WHERE to_tsvector('simple', p.body) @@ to_tsquery('simple', :query){narrowed}
                     ORDER BY ts_rank(to_tsvector('simple', p.body), to_tsquery('simple', :query)) DESC LIMIT :limit""",
}
_INDEX = "CREATE INDEX IF NOT EXISTS passage_words ON passage USING gin (to_tsvector('simple', body))"


class Hit(Record, frozen=True, kw_only=True):
    """A passage that holds the words: positions in the frozen text of `source`."""

    source: str
    start: int
    end: int
    quote: str


def fold(words: str) -> str:
    """The form in which words are compared: lower case, no accents, harakat or tatweel, one form of each Arabic letter."""
    plain = unicodedata.normalize("NFKD", words.translate(_ARABIC))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_ARABIC).lower()


def prepare(connection: Connection) -> None:
    """Make what the dialect needs for searching."""
    connection.execute(sql(_FTS if connection.dialect.name == "sqlite" else _INDEX))


def index(connection: Connection, source: str, text: Text | None) -> None:
    """Replace the passages of one source; None removes them."""
    prepare(connection)
    _forget(connection, source)
    segments = (text.segments or (Segment(start=0, end=len(text.body)),)) if text else ()
    rows = [
        {"source": source, "start": s.start, "end": s.end, "body": fold(text.body[s.start : s.end])} for s in segments if text
    ]
    if not rows:
        return
    connection.execute(insert(tables.passage), rows)
    if connection.dialect.name == "sqlite":
        fresh = "INSERT INTO passage_fts(rowid, body) SELECT id, body FROM passage WHERE source = :source"
        connection.execute(sql(fresh), {"source": source})


def _forget(connection: Connection, source: str) -> None:
    if connection.dialect.name == "sqlite":
        stale = "INSERT INTO passage_fts(passage_fts, rowid, body) SELECT 'delete', id, body FROM passage WHERE source = :source"
        connection.execute(sql(stale), {"source": source})
    connection.execute(delete(tables.passage).where(tables.passage.c.source == source))


def find(
    case: Case,
    words: str,
    *,
    limit: int = 50,
    kind: str = "",
    source: str = "",
    variants: Callable[[str], Iterable[str]] = lambda _: (),
) -> list[Hit]:
    """Passages that hold all the words (words that begin with them also count), the best first.

    `kind` keeps those in which a finding of that kind begins, `source` those of one source; `variants` gives for a word
    others that may stand in its place.
    """
    tokens = _WORD.findall(fold(words))
    if not tokens:
        return []
    given = {"query": "", "limit": limit, **({"kind": kind} if kind else {}), **({"source": source} if source else {})}
    narrowed = (_OF_KIND if kind else "") + (_OF_SOURCE if source else "")
    with case.engine.begin() as connection:
        prepare(connection)
        dialect = connection.dialect.name
        choices = [[token, *dict.fromkeys(w for v in variants(token) for w in _WORD.findall(fold(v)))] for token in tokens]
        given["query"] = (_sqlite if dialect == "sqlite" else _postgresql)(choices)
        statement = _BEST if dialect == "sqlite" and not narrowed else _FIND[dialect].format(narrowed=narrowed)
        rows = connection.execute(sql(statement), given).all()
    bodies = _bodies(case, {row.source for row in rows})
    return [Hit(source=r.source, start=r.start, end=r.end, quote=bodies[r.source][r.start : r.end]) for r in rows]


def _sqlite(choices: Iterable[Sequence[str]]) -> str:
    # Only the word that was asked for may be the beginning of another.
    return " AND ".join("(" + " OR ".join((f'"{first}"*', *(f'"{word}"' for word in rest))) + ")" for first, *rest in choices)


def _postgresql(choices: Iterable[Sequence[str]]) -> str:
    return " & ".join("(" + " | ".join((f"{first}:*", *rest)) + ")" for first, *rest in choices)


def _bodies(case: Case, sources: set[str]) -> dict[str, str]:
    found = {source: case.text(source) for source in sources}
    return {source: text.body for source, text in found.items() if text}
