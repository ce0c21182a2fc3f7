"""What a member sees who may not see everything: a copy of the case, made anew without what is kept from him.

No page has to hide anything, so none can forget to: real names of protected persons, sources outside a disclosure set and the
original files are not in the copy at all. Its ids are keyed hashes of the real ones, for those are hashes of content: with them a
guess at a name could be confirmed.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import shutil
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from probanda.derived import View
from probanda.model import Extraction, Record, Source
from probanda.store import case as store
from probanda.store import search
from probanda.store.case import Case, Derived
from probanda.view import compute
from probanda.web import viewing
from probanda.web.bench import Bench
from probanda.web.drawn import Draughtsman, Picture
from probanda.web.shelf import Shelf
from probanda.write import consent
from probanda.write.redact import Protected, redact, spellings

_LEFT_OUT = ("use", "withdraw", "consent")
"""Decisions that a copy does not need: what was added stands in it, what was taken back does not."""


class Visible(Record, frozen=True, kw_only=True):
    """What somebody may see: the view, and for pictures of pages the spellings that must not stand in them."""

    view: View
    hide: tuple[str, ...] | None = None
    """None where nobody is kept back."""


class Copy(Bench):
    """A workbench on a copy, whose view is known. Pages are drawn from the originals, by the numbers of the exhibits."""

    def __init__(self, case: Case, view: View, *, patience: float, pages: Originals | None = None) -> None:
        super().__init__(case, patience=patience)
        self.given = self._view = view
        self._originals = pages

    def picture(self, exhibit: str, page: int) -> Picture:
        """A page without what this reader may not see."""
        if self._originals is None or exhibit not in self.shelf().by_number:
            return Picture(lacking="there is no picture of it")
        return self._originals.page(exhibit, page)

    def shelf(self) -> Shelf:
        """The sources, with the numbers that they have in the case."""
        shelf = super().shelf()
        if shelf.exhibits != self._view.exhibits:
            shelf.number(self._view.exhibits)
        return shelf

    def _compute(self) -> None:
        viewing.keep(self.case, self._view, viewing.stamp(self.case))


class Originals:
    """The pages of a case's PDFs as those may see them who must not see some persons."""

    def __init__(self, case: Case, hide: tuple[str, ...] | None) -> None:
        self._by_number = {f"E{number}": source for number, source in enumerate(case.sources(), 1)}
        self._draughtsman = Draughtsman(case, hide=hide)

    def page(self, exhibit: str, page: int) -> Picture:
        """A page of an exhibit."""
        return self._draughtsman.page(self._by_number[exhibit], page)


def visible(case: Case, *, only: Collection[str] | None) -> Visible:
    """The case as somebody may see it who must not know the protected persons; with `only`, of these sources alone.

    Sources that a protected person gave are in a disclosure set only where he agreed that they are shared.
    """
    persons = consent.listed(case.held("names.csv"))
    if only is None:
        whole = compute(case)
        hidden = consent.withheld(persons, whole.decisions, use="name")
        return Visible(view=redact(whole, hidden), hide=_hide(whole, hidden))
    outside = {source.id for source in case.sources()} - set(only)
    whole = compute(case, without=outside)
    back = consent.sources_of(whole, consent.withheld(persons, whole.decisions, use="share"))
    without = compute(case, without=outside | set(back)) if back else whole
    hidden = consent.withheld(persons, whole.decisions, use="name")
    return Visible(view=consent.release(whole, without, persons).view, hide=_hide(whole, hidden))


def _hide(whole: View, persons: Sequence[Protected]) -> tuple[str, ...] | None:
    return tuple(spellings(whole, persons)) if persons else None


def made(view: View, folder: Path, *, patience: float, pages: Originals | None = None) -> Copy:
    """A workbench on a copy that is written to `folder`; pictures of its pages come from `pages`."""
    seen = renamed(view, os.urandom(32))
    case = store.create(folder, name=seen.name)
    mentions, findings = (
        _by_text(seen.mentions, lambda m: m.span.text),
        _by_text(seen.findings.values(), lambda f: f.spans[0].text),
    )
    with case.writing() as connection:
        for source in _in_order(seen):
            store.put_source(connection, source)
        for text in seen.texts.values():
            found = Extraction(text=text.id, producer="copy", mentions=mentions[text.id], findings=findings[text.id])
            store.put_derived(connection, Derived(source=text.source, key="copy", text=text, extraction=found))
            search.index(connection, text.source, text)
        for failure in seen.failures:
            store.put_failure(connection, failure)
    for decision in seen.decisions:
        if decision.verdict not in _LEFT_OUT:
            case.decide(decision)
    return Copy(case, seen, patience=patience, pages=pages)


def _by_text(things: Any, text_of: Any) -> defaultdict[str, tuple[Any, ...]]:
    held: defaultdict[str, tuple[Any, ...]] = defaultdict(tuple)
    for thing in things:
        held[text_of(thing)] += (thing,)
    return held


def _in_order(view: View) -> list[Source]:
    return sorted(view.sources, key=lambda source: int(view.exhibits[source.id].lstrip("E")))


def renamed(view: View, key: bytes) -> View:
    """The view with other ids, the same wherever an id stands: also within what decisions are about."""
    built = msgspec.to_builtins(view)
    known = {*_ids(view)}
    alias = {one: _alias(one, key) for one in known if one}
    return msgspec.convert(_replaced(built, alias), View)


def _ids(view: View) -> list[str]:
    sources = [*view.exhibits, *(text.id for text in view.texts.values())]
    said = [*view.findings, *(m.id for m in view.mentions), *view.entities, *(d.id for d in view.decisions)]
    return [*sources, *said, *(g.id for g in view.incidents), *(o.id for o in view.origins), *(d.id for d in view.disagreements)]


def _alias(id: str, key: bytes) -> str:
    kept, dash, _ = id.rpartition("-")
    made = hmac.new(key, id.encode(), hashlib.sha256).hexdigest()
    return made if not dash else f"{kept[:8]}-{made[:24]}"


def _replaced(value: Any, alias: Mapping[str, str]) -> Any:
    match value:
        case str():
            return alias.get(value) or ("/".join(alias.get(part, part) for part in value.split("/")) if "/" in value else value)
        case dict():
            return {_replaced(name, alias): _replaced(item, alias) for name, item in value.items()}
        case list() | tuple():
            return [_replaced(item, alias) for item in value]
    return value


def placed(case: Case, *, only: Collection[str] | None, patience: float) -> Copy:
    """A copy of what is `visible` in a folder that goes when the copy does: in memory for an encrypted case, if there is such."""
    memory, seen = Path("/dev/shm"), visible(case, only=only)
    folder = Path(tempfile.mkdtemp(prefix="probanda-copy-", dir=memory if case.key and memory.is_dir() else None))
    copy = made(seen.view, folder / "case", patience=patience, pages=Originals(case, seen.hide))
    weakref.finalize(copy, shutil.rmtree, folder, ignore_errors=True)
    return copy
