"""doctor: is everything here that Probanda needs? Says what is lacking and what to do."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from probanda import __version__, read
from probanda.cli.terminal import say
from probanda.errors import UsageError
from probanda.extract.language import model, model_name
from probanda.model import Source
from probanda.store import encrypted, secrets


def doctor() -> int:
    """Check the installation: language model, confined worker, writers. Exit status 1 if anything is lacking."""
    say(f"Probanda {__version__}, Python {sys.version.split()[0]}, {platform.system()} {platform.release()}")
    checks: dict[str, Callable[[], str]] = {"language model": _model, "confined worker": _worker, "DOCX": _pandoc, "PDF": _typst}
    checks |= {"encryption": _encryption, "signatures by others (openssl)": _openssl}
    lacking = [name for name, check in checks.items() if _told(name, check)]
    return 1 if lacking else 0


def _told(name: str, check: Callable[[], str]) -> bool:
    try:
        say(f"  {name}: {check()}")
    except Exception as error:
        # Whatever is wrong with a part is what the user came to learn.
        say(f"  {name}: NOT WORKING: {error}. Run `make setup` again; if it stays, report it.")
        return True
    return False


def _model() -> str:
    name = model_name()
    model(name)
    return f"{name} {version(name) if not Path(name).exists() else ''}".strip()


def _worker() -> str:
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(b"The ferry left the harbour in the morning.")
        file.flush()
        kind, now = "text/plain", datetime.now(UTC)
        text = read.read(Path(file.name), Source(id="0" * 64, name="probe.txt", media_type=kind, size=42, received_at=now))
    degraded = [note for note in text.notes if note.startswith("degraded")]
    return "; ".join(degraded) or "files are read without network, other files, or other programs"


def _encryption() -> str:
    """Tried, not only found: a library that cannot be loaded on this machine is installed all the same."""
    try:
        dbapi2, key = encrypted.library(), secrets.Key.new()
    except UsageError as error:
        return f"not installed; only encrypted cases and packages need it ({error.next})"
    if key.unlock(key.lock(b"probe")) != b"probe":
        raise UsageError("age does not give back what it was given")
    with closing(dbapi2.connect(":memory:")) as connection:
        (sqlcipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    return f"SQLCipher {sqlcipher}, pyrage {version('pyrage')}"


def _openssl() -> str:
    program = shutil.which("openssl")
    if not program:
        return "not installed; only time-stamps and the stand-alone verifier need it"
    return subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout.strip()


def _pandoc() -> str:
    import pypandoc

    return f"Pandoc {pypandoc.get_pandoc_version()}"


def _typst() -> str:
    import typst

    return f"Typst {version(typst.__name__)}"
