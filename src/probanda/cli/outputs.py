"""dossier, export: what leaves a case, and only by the user's hand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from cyclopts import Parameter

from probanda import pipeline
from probanda.cli import secrecy
from probanda.cli.terminal import say
from probanda.derived import View
from probanda.preserve import custody
from probanda.store import tables
from probanda.store.case import Case, open_
from probanda.work import fingerprint
from probanda.write import consent, exports, redact
from probanda.write import dossier as writing

Recipient = Annotated[str | None, Parameter(name="--for")]


def dossier(
    case: Path,
    *,
    out: Path | None = None,
    format: tuple[str, ...] = writing.FORMATS,
    section: tuple[str, ...] = (),
    short: Annotated[bool, Parameter(negative="")] = False,
    protect: Path | None = None,
    recipient: Recipient = None,
    language: str = "en",
) -> int:
    """Write the dossier.

    Args:
        case: the folder of the case
        out: where to; the folder `dossier` in the case by default, while for an encrypted case it must be given
        format: html, docx, pdf; all by default, repeat the option for several
        section: only these sections, repeat the option for several
        short: the form for filing, a third as long: summary, charts with findings cited, contradictions, gaps, list of exhibits
        protect: table of protected persons (CSV: name,pseudonym,aliases); none of the names is in what is written
        recipient: who will have it; protected persons and their sources are in it only as far as they agreed (`probanda consent`)
        language: en, fr or ar, of our own sentences; sources keep their words, and the law and the reasons of charts are English
    """
    opened = open_(case)
    name = _folder(short=short, redacted=bool(protect or recipient), language=language)
    where = out or opened.folder / name
    secrecy.leaving(opened, where)
    view, more = _seen(opened, protect, recipient)
    for path in _written(opened, view, where, formats=format, sections=section, short=short, language=language, more=more):
        say(str(path))
    return 0


def _folder(*, short: bool, redacted: bool, language: str) -> str:
    """Only the whole English dossier lies where `build` puts it."""
    return f"dossier{'-short' if short else ''}{'-redacted' if redacted else ''}{'' if language == 'en' else '-' + language}"


def write_dossier(case: Case, view: View, out: Path, *, formats: Sequence[str]) -> list[Path]:
    """Write the dossier of a case as computed, and enter it in the custody log."""
    return _written(case, view, out, formats=formats)


def _written(
    case: Case,
    view: View,
    out: Path,
    *,
    formats: Sequence[str],
    sections: Sequence[str] = (),
    short: bool = False,
    language: str = "en",
    more: Mapping[str, str] = MappingProxyType({}),
) -> list[Path]:
    written = writing.write(writing.compose(view, only=sections, short=short, language=language), out, formats=formats)
    # Without its state a dossier is never taken for the case's whole and current one.
    whole = not (short or sections or language != "en")
    form = {"state": _state(case)} if whole else {"form": "short"} if short else {}
    form |= {} if language == "en" else {"language": language}
    _log(case, "dossier-redacted" if more else "dossier", written, **form, **more)
    return written


def _seen(case: Case, protect: Path | None, recipient: str | None) -> tuple[View, dict[str, str]]:
    """What is to be written, and what the log says of it beside the files."""
    view, more = pipeline.see(case), {}
    if recipient:
        released = consent.released(view, case.held("names.csv"), see=lambda without: pipeline.see(case, without=without))
        view = released.view
        more = {"for": recipient, "pseudonyms": "; ".join(released.pseudonyms), "kept_back": ", ".join(released.kept_back)}
    if protect:
        view, more["protect"] = redact.redact(view, redact.load(protect)), protect.name
    return view, more


def current_dossier(case: Case) -> list[Path]:
    """The case's dossier if nothing that it is made from has changed since it was written; else nothing."""
    paths = [case.folder / "dossier" / f"dossier.{kind}" for kind in writing.FORMATS]
    last = next((entry for entry in reversed(case.custody()) if entry.action == "dossier"), None)
    fresh = last is not None and last.detail.get("state") == _state(case)
    return paths if fresh and all(path.is_file() for path in paths) else []


def _state(case: Case) -> str:
    made_from = (
        fingerprint(""),
        sorted((case.keys(tables.extraction) | case.keys(tables.failure)).items()),
        [decision.id for decision in case.decisions()],
        [str(failure) for failure in case.failures()],
    )
    return hashlib.sha256(repr(made_from).encode()).hexdigest()


def export(case: Path, *, format: str, out: Path, protect: Path | None = None, recipient: Recipient = None) -> int:
    """Export a case for other tools.

    Args:
        case: the folder of the case
        format: records (one JSON file per source), csv, jsonl, chart (XLSX), ftm (FollowTheMoney)
        out: the folder to write to
        protect: table of protected persons (CSV: name,pseudonym,aliases); none of the names is in what is written
        recipient: who will have it; protected persons and their sources are in it only as far as they agreed (`probanda consent`)
    """
    opened = open_(case)
    secrecy.leaving(opened, out)
    view, more = _seen(opened, protect, recipient)
    written = exports.export(view, format=format, out=out)
    _log(opened, "exported", written, **more)
    say(f"{len(written)} files in {out}")
    return 0


def _log(case: Case, action: str, written: Sequence[Path], **more: str) -> None:
    acts = [custody.Act(action, detail={"file": path.name, "bytes": str(path.stat().st_size), **more}) for path in written]
    with case.writing() as connection:
        custody.log(connection, acts)
