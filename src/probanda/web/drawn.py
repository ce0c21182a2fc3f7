"""Pages of PDFs as pictures, drawn in the confined worker: for whoever may see them as they are, and for others without names."""

from __future__ import annotations

from functools import lru_cache

from probanda.errors import ReadError, Unreadable
from probanda.model import Record, Source
from probanda.preserve import vault
from probanda.read import DEFAULT
from probanda.read.sandbox import render_confined
from probanda.store.case import Case

PDF = "application/pdf"
_KEPT = 24
"""Pictures kept in memory: some megabytes."""


class Picture(Record, frozen=True, kw_only=True):
    """A picture of a page (PNG), or why there is none."""

    png: bytes = b""
    lacking: str = ""


class Draughtsman:
    """Draws pages of the sources of a case; with `hide`, without the lines that hold one of these spellings."""

    def __init__(self, case: Case, *, hide: tuple[str, ...] | None = None) -> None:
        self._case, self._hide = case, hide
        self._sources: dict[str, Source] = {}
        self._kept = lru_cache(maxsize=_KEPT)(self._picture)

    def page(self, source: Source, page: int) -> Picture:
        """A page (from 1) of a source."""
        self._sources[source.id] = source
        return self._kept(source.id, page)

    def _picture(self, source: str, page: int) -> Picture:
        try:
            return Picture(png=self._drawn(self._sources[source], page))
        except ReadError as error:
            return Picture(lacking=error.what)

    def _drawn(self, source: Source, page: int) -> bytes:
        try:
            with vault.open_(self._case.vault, source.id, self._case.key) as file:
                return render_confined(file.fileno(), source, page=page, limits=DEFAULT, hide=self._hide)
        except OSError:
            raise Unreadable("the file is not in the vault") from None
