"""Where a pass phrase comes from: the terminal, or a file that a script names. Never the command line, which others can list.

PROBANDA_PASSPHRASE_FILE       a file (or /dev/fd/3) whose first line is the pass phrase
PROBANDA_NEW_PASSPHRASE_FILE   the same for the new one, where one is chosen
"""

from __future__ import annotations

import getpass
import os
import resource
import sys
import tempfile
from pathlib import Path

from probanda.errors import UsageError

ASKED, CHOSEN = "PROBANDA_PASSPHRASE_FILE", "PROBANDA_NEW_PASSPHRASE_FILE"


def ask() -> str:
    """The pass phrase of a case. Raises UsageError when there is nobody to ask."""
    return _given(ASKED) or _typed("Pass phrase of the case: ", ASKED)


def choose() -> str:
    """A new pass phrase, typed twice. Raises UsageError when the two differ."""
    return _given(CHOSEN) or _given(ASKED) or _chosen()


def change() -> str:
    """A new pass phrase in the place of an old one, which must not be taken for it."""
    return _given(CHOSEN) or _chosen()


def keep_off_disk() -> None:
    """From now on this process leaves no core dump, and its temporary files lie in memory. Raises UsageError where none can."""
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        raise UsageError("there is no file system in memory (/dev/shm) for what must not be written to a disk")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.tempdir = str(memory)


def _chosen() -> str:
    first = _typed("New pass phrase: ", CHOSEN)
    if first != _typed("The same again: ", CHOSEN):
        raise UsageError("the two pass phrases differ", next="try again")
    return first


def _given(variable: str) -> str | None:
    path = os.environ.get(variable)
    if not path:
        return None
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{variable}: the file cannot be read: {error}") from None
    if not lines or not lines[0]:
        raise UsageError(f"{variable}: the first line of the file is empty", where=path)
    return lines[0]


def _typed(prompt: str, variable: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError("this case is encrypted, and there is no terminal to ask for its pass phrase", next=f"set {variable}")
    return getpass.getpass(prompt)
