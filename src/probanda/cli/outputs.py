"""dossier, export: what leaves a case, and only by the user's hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cyclopts import App

from probanda import pipeline
from probanda.cli.terminal import say
from probanda.preserve import custody
from probanda.store.case import Case, open_
from probanda.write import dossier as writing
from probanda.write import exports


def register(app: App) -> None:
    """Add these commands to the application."""
    for command in (dossier, export):
        app.command(command)


def dossier(
    case: Path, *, out: Path | None = None, format: tuple[str, ...] = writing.FORMATS, section: tuple[str, ...] = ()
) -> int:
    """Write the dossier.

    Parameters
    ----------
    case: the folder of the case
    out: where to; the folder `dossier` in the case by default
    format: html, docx, pdf; all by default, repeat the option for several
    section: only these sections, repeat the option for several
    """
    opened = open_(case)
    for path in write_dossier(opened, out or opened.folder / "dossier", formats=format, sections=section):
        say(str(path))
    return 0


def write_dossier(case: Case, out: Path, *, formats: Sequence[str], sections: Sequence[str] = ()) -> list[Path]:
    """Compute the case, write the dossier, and enter it in the custody log."""
    written = writing.write(writing.compose(pipeline.see(case), only=sections), out, formats=formats)
    _log(case, "dossier", written)
    return written


def export(case: Path, *, format: str, out: Path) -> int:
    """Export a case for other tools.

    Parameters
    ----------
    case: the folder of the case
    format: records (one JSON file per source), csv, jsonl, chart (XLSX), ftm (FollowTheMoney)
    out: the folder to write to
    """
    opened = open_(case)
    written = exports.export(pipeline.see(opened), opened.extractions(), format=format, out=out)
    _log(opened, "exported", written)
    say(f"{len(written)} files in {out}")
    return 0


def _log(case: Case, action: str, written: Sequence[Path]) -> None:
    with case.writing() as connection:
        custody.log(
            connection, [custody.Act(action, detail={"file": path.name, "bytes": str(path.stat().st_size)}) for path in written]
        )
