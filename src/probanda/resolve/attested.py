"""Spellings attested for one name: which Latin forms write which Arabic name, how often, and how common a name is.

From arabic-name-romanizer (UNICEF, MIT licence; its index is derived from Wikidata and public transcription corpora).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from probanda.resolve.normal import fold

Forms = tuple[tuple[str, float], ...]


class Attested(NamedTuple):
    """`arabic`: folded Latin form to its Arabic names with their shares; `latin`: Arabic name to its commonest Latin forms;
    `bearers`: Arabic name to the number of attestations."""

    arabic: dict[str, Forms]
    latin: dict[str, tuple[str, ...]]
    bearers: dict[str, int]


def _rows() -> list[tuple[str, str, int]]:
    spec = find_spec("arabic_name_romanizer")
    if spec is None or not spec.origin:
        return []
    index = Path(spec.origin).parent / "resources" / "names.sqlite3"
    with sqlite3.connect(f"file:{index}?mode=ro", uri=True) as database:
        return database.execute("SELECT arabic_key, latin, sum(count) FROM units GROUP BY 1, 2").fetchall()


@cache
def attested() -> Attested:
    """The dictionary, loaded on first use (about 0.3 s)."""
    by_latin: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_arabic: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, form, n in _rows():
        name, spelling = bare(fold(key)), fold(form).replace(" ", "")
        by_latin[spelling][name] += n
        by_arabic[name][spelling] += n
    return Attested(
        {form: _shares(names) for form, names in by_latin.items()},
        {name: tuple(sorted(forms, key=lambda f: -forms[f])[:3]) for name, forms in by_arabic.items()},
        {name: sum(forms.values()) for name, forms in by_arabic.items()},
    )


def _shares(names: dict[str, int]) -> Forms:
    total = sum(names.values())
    return tuple((name, n / total) for name, n in sorted(names.items(), key=lambda item: -item[1])[:3] if n >= total * 0.08)


def bare(name: str) -> str:
    """A folded Arabic name without spaces and without its article.

    >>> bare("الورفلي"), bare("عبد الله")
    ('ورفلي', 'عبدالله')
    """
    name = name.replace(" ", "")
    return name[2:] if name.startswith("ال") and len(name) > 4 else name


def repair(word: str) -> str:
    """A folded Arabic word with lam and alef put right where text extraction exchanged them (علاء read as عالء).

    Done only where the word as read is attested nowhere and the word put right is attested.
    """
    known = attested().bearers
    if "ال" not in word[1:] or bare(word) in known:
        return word
    right = word[0] + word[1:].replace("ال", "لا")
    return right if bare(right) in known else word
