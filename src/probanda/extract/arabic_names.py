"""Whether an Arabic word is a personal name, by the table of arabic-name-romanizer (Wikidata and others): evidence.

The table holds many words that are names only rarely, so that callers ask for a minimum count and a trigger beside it.
"""

from __future__ import annotations

import sqlite3
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _table() -> sqlite3.Connection:
    path = files("arabic_name_romanizer").joinpath("resources", "names.sqlite3")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=20_000)
def counts(word: str) -> tuple[int, int]:
    """How often a folded word is a given name and how often a family name, in the table."""
    key = word.replace("ى", "ي").replace("ة", "ه")
    rows = dict(_table().execute("SELECT role, sum(count) FROM units WHERE arabic_key IN (?, ?) GROUP BY role", (word, key)))
    return rows.get("given", 0), rows.get("surname", 0) + rows.get("unknown", 0)


def is_given(word: str, *, least: int = 5) -> bool:
    """True for a word that is a given name at least so often, and for the compounds of servant and praise (Abd..., ...uddin)."""
    return (word.startswith("عبدال") and len(word) > 7) or counts(word)[0] >= least


def is_family(word: str) -> bool:
    """True for a word that the table has as a name of any kind."""
    return sum(counts(word)) > 0
