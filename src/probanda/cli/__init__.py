"""The command line: thin over the library. Each command opens a case, calls one function, and prints what it returns."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from probanda import __version__
from probanda.cli import casework, custody, decide, doctor, entities, inspect, law, outputs, secrecy, serve
from probanda.cli.terminal import errors
from probanda.errors import ProbandaError

app = App(
    name="probanda",
    version=__version__,
    help="From a folder of sources to a cited case file. Runs offline; nothing is ever sent anywhere.",
)
for part in (casework, inspect, decide, outputs, custody, secrecy, serve, doctor):
    part.register(app)
app.command(entities.app, name="entities")
app.command(law.app, name="law")


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns its exit status: 0 done, 1 error, 2 wrong use, 3 done in part, 4 integrity broken."""
    try:
        result = app(argv if argv is not None else sys.argv[1:], exit_on_error=True, result_action="return_value")
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
        # A fault of ours. The user is told what to do; whoever mends it sets the variable and sees where.
        if os.environ.get("PROBANDA_DEBUG"):
            raise
        errors.print(
            f"[bold red]probanda:[/] a fault in Probanda itself: {_plain(f'{type(error).__name__}: {error}')}", soft_wrap=True
        )
        errors.print("Nothing that was stored is lost. Set PROBANDA_DEBUG=1 to see where it happened, and report it.")
        return 70
    return result if isinstance(result, int) else 0


def _plain(text: str) -> str:
    # Square brackets in names of files are not markup.
    return text.replace("[", "\\[")
