"""init, add, build, verify: making a case and keeping it up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from probanda import ingest, pipeline, settings
from probanda.cli import outputs, secrecy
from probanda.cli.terminal import as_json, errors, progress, say, told
from probanda.errors import UsageError
from probanda.preserve import checkpoints, notes
from probanda.run import Progress
from probanda.store.case import Case, create, open_
from probanda.visible import lines
from probanda.write.dossier import FORMATS

_NOT = {"preserve": "not preserved", "read": "not read", "extract": "not extracted from"}
PARTIAL = 3
"""Exit status of a build that went on past sources it could not read."""


def init(
    case: Path,
    *,
    name: str | None = None,
    database: str | None = None,
    encrypt: Annotated[bool, Parameter(negative="")] = False,
    recovery: tuple[str, ...] = (),
) -> int:
    """Make a new, empty case in a folder.

    Args:
        case: the folder; made when absent
        name: what the case is called in the dossier; the folder's name by default
        database: address of a PostgreSQL database (postgresql+psycopg://...); a SQLite file in the folder by default
        encrypt: nothing in the folder can be read without a pass phrase, which is asked for
        recovery: age public key of somebody who can open the case when the pass phrase is lost; repeat the option for several
    """
    if encrypt:
        secrecy.init(case, name=name, database=database, recovery=recovery)
    elif recovery:
        raise UsageError("a recovery key is for an encrypted case", next="add --encrypt")
    else:
        create(case, name=name, url=database)
    say(f"Case made in {case}. Next: probanda build FOLDER --case {case}")
    return 0


def add(case: Path, *paths: Path) -> int:
    """Preserve files or folders in a case without reading them yet. Each adding is entered in the custody log.

    Args:
        case: the folder of the case
        paths: files and folders
    """
    opened = open_(case)
    with progress() as watch:
        for path in paths:
            _warn(ingest.receive(path, opened, again=True, watch=watch))
    say(f"{len(opened.sources())} sources in the case. Next: probanda build {case}")
    return _listed(opened)


def _warn(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        errors.print(lines(f"warning: {warning}"), markup=False, soft_wrap=True)


def _listed(case: Case) -> int:
    failures = case.failures()
    for failure in failures:
        errors.print(lines(f"{_NOT[failure.stage]}: {told(failure)}"), markup=False, soft_wrap=True)
    return PARTIAL if failures else 0


def build(
    folder: Path,
    *,
    case: Path | None = None,
    engine: str | None = None,
    dossier: bool = True,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Preserve, read, extract, chart and write the dossier: everything, for what is new.

    Args:
        folder: a folder of sources (with sources.csv and names.csv beside them if there are any), or a case to bring up to date
        case: the folder of the case; by default `NAME-case` here, NAME being the folder of sources
        engine: serial, processes, processes:N, dask, or dask:ADDRESS
        dossier: write the dossier as well
        json: print the report as JSON
    """
    chosen = settings.load()
    chosen = replace(chosen, engine=engine) if engine else chosen
    with progress() as watch:
        opened, report = _built(folder, case, chosen=chosen, watch=watch)
        written = _dossier(opened) if dossier else []
    if json:
        as_json({"case": str(opened.folder), "report": report, "dossier": [str(path) for path in written]})
        return 0 if report.complete else PARTIAL
    status = _listed(opened)
    _warn(report.warnings)
    say(_outcome(report, opened))
    for path in written:
        say(f"dossier: {path}")
    if written:
        say(f"Next: open the dossier, or read and decide in the browser with `probanda serve {opened.folder}`")
    if opened.key and dossier:
        say(f"The case is encrypted, so no dossier was written. To have one: probanda dossier {opened.folder} --out FOLDER")
    return status


def _outcome(report: ingest.Report, case: Case) -> str:
    unread = len({failure.source for failure in report.failures})
    counted = f"{report.sources} source{'s' * (report.sources != 1)}, {report.renewed} new or read again"
    if unread:
        return f"{counted}; NOT COMPLETE: {unread} not read, listed above and in the dossier. Case: {case.folder}"
    return f"{counted}; complete. Case: {case.folder}"


def _dossier(case: Case) -> list[Path]:
    """The dossier in all formats, and a signed checkpoint over the case as it then stands. Neither is made anew without need.

    The view that the dossier is made from is stored, for the pages of the workbench.
    """
    from probanda.web import viewing

    known = None if viewing.current(case) else viewing.renewed(case)
    if current := outputs.current_dossier(case):
        return current
    view = known.desk.view if known else pipeline.see(case)
    written = [] if case.key else outputs.write_dossier(case, view, case.folder / "dossier", formats=FORMATS)
    checkpoints.commit(case, reason="built")
    return written


def _built(folder: Path, case: Path | None, *, chosen: settings.Settings, watch: Progress) -> tuple[Case, ingest.Report]:
    if (folder / "case.toml").exists():
        opened = open_(folder)
        return opened, ingest.refresh(opened, settings=chosen, watch=watch)
    if not folder.exists():
        raise UsageError("no such folder", where=str(folder), next="give a folder of sources, or a case")
    opened = create(case or Path(f"{folder.resolve().name}-case"))
    return opened, pipeline.build(folder, opened, settings=chosen, watch=watch)


def verify(
    case: Path, *, key: tuple[str, ...] = (), held: tuple[Path, ...] = (), json: Annotated[bool, Parameter(negative="")] = False
) -> int:
    """Check that every source, log entry and quotation is as it was when it was recorded. Exit status 4 if anything is not.

    Args:
        case: the folder of the case
        key: a verifier key that you had from its owner by another way; repeat the option for several
        held: a checkpoint that somebody else has held; repeat the option for several
        json: print the report as JSON
    """
    from probanda.preserve.verify import verify as check

    keys = [notes.parse_key(text) for text in key]
    report = check(open_(case), keys=keys, held_elsewhere=[checkpoints.read(path) for path in held])
    if json:
        as_json(report)
    else:
        for line in report.lines:
            say(line)
    return 0 if report.sound else 4
