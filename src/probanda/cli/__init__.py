"""The command line: thin over the library. Each command opens a case, calls one function, and prints what it returns."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from probanda import __version__
from probanda.cli.terminal import errors
from probanda.errors import ProbandaError
from probanda.visible import lines

COMMANDS = {
    "casework": ("init", "add", "build", "verify"),
    "inspect": ("show", "search", "chart"),
    "leads": ("leads",),
    "decide": ("decide", "undo", "decisions"),
    "outputs": ("dossier", "export"),
    "custody": ("checkpoint", "seal", "open_", "cosign", "disclose", "stamp"),
    "secrecy": ("encrypt", "rekey", "consent"),
    "serve": ("serve", "team"),
    "users": ("app",),
    "doctor": ("doctor",),
    "entities": ("app",),
    "law": ("app",),
}
"""Module: its commands, or an application with commands of its own. A module is imported when one of its commands is called."""

app = App(
    name="probanda",
    version=__version__,
    suppress_keyboard_interrupt=False,
    help="From a folder of sources to a cited case file. Runs offline; only `stamp` uses the network, when you say so.",
)
for module, commands in COMMANDS.items():
    for command in commands:
        app.command(f"probanda.cli.{module}:{command}", name=module if command == "app" else command.rstrip("_"))


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns its exit status: 0 done, 1 error, 2 wrong use, 3 done in part, 4 integrity broken."""
    words = sys.argv[1:] if argv is None else argv
    try:
        if words[:1] in ([], ["--help"], ["-h"]):
            _load()
        result = app(words, exit_on_error=True, result_action="return_value")
    except ProbandaError as error:
        errors.print(f"[bold red]probanda:[/] {_plain(str(error))}", soft_wrap=True)
        return error.exit_status
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; there is nobody to tell.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        errors.print("[bold red]probanda:[/] interrupted; what was finished is kept, run the same command to go on")
        return 130
    except Exception as error:
        if known := _known(error):
            errors.print(f"[bold red]probanda:[/] {_plain(str(known))}", soft_wrap=True)
            return known.exit_status
        # A fault of ours. The user is told what to do; whoever mends it sets the variable and sees where.
        if os.environ.get("PROBANDA_DEBUG"):
            raise
        errors.print(
            f"[bold red]probanda:[/] a fault in Probanda itself: {_plain(f'{type(error).__name__}: {error}')}", soft_wrap=True
        )
        errors.print("Nothing that was stored is lost. Set PROBANDA_DEBUG=1 to see where it happened, and report it.")
        return 70
    return result if isinstance(result, int) else 0


def _known(error: Exception) -> ProbandaError | None:
    if os.environ.get("PROBANDA_DEBUG"):
        return None
    from probanda.store import damage

    return damage.told(error)


def _load() -> None:
    # A list of commands says what each does only of those whose module has been imported.
    for name in app:
        app[name]


def _plain(text: str) -> str:
    # Square brackets in names of files are not markup.
    return lines(text).replace("[", "\\[")
