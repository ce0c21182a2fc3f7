"""checkpoint, seal, open: fixing the state of a case so that others can check it, and bringing a sealed case back."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from probanda.cli import secrecy
from probanda.cli.terminal import say
from probanda.preserve import checkpoints
from probanda.preserve import seal as sealing
from probanda.store.case import open_ as open_case


def register(app: App) -> None:
    """Add these commands to the application."""
    app.command(checkpoint)
    app.command(seal)
    app.command(open_, name="open")


def checkpoint(case: Path, *, reason: str = "") -> int:
    """Sign the state of the case. Print the three lines, mail them, give them to somebody: they prove what was there then."""
    path = checkpoints.commit(open_case(case), reason=reason)
    say(path.read_text(encoding="utf-8"))
    say(f"Kept in {path}. It proves that the case is unchanged since somebody else received these lines, and no more.")
    return 0


def seal(case: Path, *, out: Path) -> int:
    """Pack the whole case with its log, dossier and a verifier that needs nothing of ours.

    Parameters
    ----------
    case: the folder of the case
    out: the file to write, as case.zip; an existing one is not overwritten
    """
    opened = open_case(case)
    secrecy.leaving(opened, out)
    written = sorted((opened.folder / "dossier").glob("dossier.*")) if (opened.folder / "dossier").is_dir() else []
    say(f"{sealing.seal(opened, out, dossier=written)} sealed.")
    say(f"Whoever receives it takes verify.py out of it and runs: python3 verify.py {out.name}")
    return 0


def open_(file: Path, *, into: Path) -> int:
    """Check a sealed case and bring it back into a new folder, byte for byte."""
    opened = sealing.open_(file, into)
    say(f"{len(opened.sources())} sources restored in {opened.folder}. Next: probanda build {opened.folder}")
    return 0
