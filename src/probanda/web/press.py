"""The process that writes dossiers for the workbench, so that no page waits for one. Started by `making`.

From its parent it has the folder of the case and the key of an encrypted one, for a copy the view that is to be written; then
orders. It says each step and sends each file; what it needs on a disk lies in a folder that its parent clears away, however it
ends. The view is kept for the next dossier of the same case. It ends with its parent, or after a while without an order.
"""

from __future__ import annotations

import os
import pickle
import select
import sys
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from pathlib import Path

import msgspec

from probanda import view as computing
from probanda.derived import View
from probanda.errors import CaseError, ProbandaError
from probanda.store import passphrase
from probanda.store.case import Case, open_
from probanda.store.secrets import Key
from probanda.store.viewed import Stamp
from probanda.view import Memory
from probanda.web.orders import EXPORTS, Asked, End, File, Order, Start, Step, Told, put, taken
from probanda.web.viewing import same, stamp
from probanda.write import consent, exports
from probanda.write import dossier as writing
from probanda.write.redact import redact

IDLE = 600.0
"""Seconds without an order after which the process ends and gives its memory back."""


class Shown:
    """The case as it is to be written: computed when something changed, else as before."""

    def __init__(self, case: Case, start: Start) -> None:
        self._case, self._code, self._memory = case, start.code, Memory()
        self._given = start.view
        self._last: tuple[Stamp, View] | None = None

    def view(self) -> View:
        """All of it, with every name."""
        if self._given is not None:
            return self._given
        mark = stamp(self._case, made_by=self._code)
        if self._last is None or not same(self._last[0], mark):
            self._last = (mark, computing.compute(self._case, memory=self._memory))
        return self._last[1]

    def ordered(self, order: Order) -> tuple[View, dict[str, str]]:
        """What this order may show, and what the log says of it."""
        view, more = self.view(), {"form": "short"} if order.short else {}
        if order.recipient:
            released = consent.released(view, self._case.held("names.csv"), see=self._without)
            view = released.view
            more |= {"for": order.recipient, "pseudonyms": "; ".join(released.pseudonyms)}
            more |= {"kept_back": ", ".join(released.kept_back)}
        if order.protect:
            view, more["protect"] = redact(view, order.protect), f"a table of {len(order.protect)}"
        return view, more

    def _without(self, sources: Collection[str]) -> View:
        return computing.compute(self._case, without=sources)


def main() -> None:
    """Take orders until there are none."""
    # Without a buffer, whose content `select` would not see.
    orders = os.fdopen(0, "rb", buffering=0)
    # Whatever a library prints must not be taken for an answer.
    answers, sys.stdout = os.fdopen(os.dup(1), "wb"), sys.stderr
    os.nice(5)
    start: Start = pickle.loads(taken(orders) or b"")
    if start.key:
        passphrase.keep_off_disk()
    shown = Shown(_opened(start), start)
    while select.select([orders], [], [], IDLE)[0] and (message := taken(orders)):
        for told in _answered(shown, msgspec.msgpack.decode(message, type=Asked)):
            put(answers, told)


def _opened(start: Start) -> Case:
    def known(_: Path) -> Key:
        if start.key is None:
            raise CaseError("the case was encrypted meanwhile", next="open the workbench anew")
        return start.key

    return open_(Path(start.folder), unlock=known)


def _answered(shown: Shown, asked: Asked) -> Iterator[Told]:
    # Libraries that write files beside ours write them where they are cleared away, too.
    tempfile.tempdir = asked.folder
    try:
        yield from _written(shown, asked.order, Path(asked.folder))
        yield End()
    except ProbandaError as error:
        yield End(failed=str(error))
    except Exception as error:
        # Whatever breaks is told to whoever waits; nobody watches this process.
        yield End(failed=f"{type(error).__name__}: {error}")


def _written(shown: Shown, order: Order, folder: Path) -> Iterator[Told]:
    view, more = shown.ordered(order)
    yield Step()
    document = writing.compose(view, only=order.sections, short=order.short, language=order.language)
    yield Step()
    for name in order.formats:
        if name in EXPORTS:
            made = _exported(view, name, folder)
        else:
            (path,) = writing.write(document, folder, formats=(name,))
            made = path.name, path.read_bytes()
        yield File(name=made[0], content=made[1], more=more)
        yield Step()


def _exported(view: View, name: str, folder: Path) -> tuple[str, bytes]:
    """An export as one file: the workbook of the charts, else all its files in a ZIP."""
    paths = exports.export(view, format=name, out=folder / name)
    if name == "chart":
        return paths[0].name, paths[0].read_bytes()
    return f"{name}.zip", zipped((path.name, path.read_bytes()) for path in paths)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files in one ZIP."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


if __name__ == "__main__":
    main()
