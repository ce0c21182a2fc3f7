"""Printing: tables for people, JSON for machines, a progress bar on long work (on standard error, and only on a terminal)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from probanda import run
from probanda.model import Failure
from probanda.visible import lines

console = Console(soft_wrap=False)
errors = Console(stderr=True)


def as_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; words of sources are printed as they are, never as markup."""
    drawn = Table(*columns, title=title, title_justify="left", show_lines=False)
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else lines(str(cell))) for cell in row))
    console.print(drawn)


def say(words: str) -> None:
    """A line for people."""
    console.print(Text(lines(words)), soft_wrap=True)


def told(failure: Failure) -> str:
    """What failed and why, with the name of the source in it once."""
    named = failure.name or failure.source
    return failure.message if named in failure.message else f"{named}: {failure.message}"


@contextmanager
def progress() -> Iterator[run.Progress]:
    """A watcher that draws one bar per stage."""
    columns = (TextColumn("{task.description:>18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)

        yield watch
