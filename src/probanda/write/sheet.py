"""A checkpoint on paper: its lines, the same in a QR code (ISO/IEC 18004), and room for whoever receives it to sign.

What is printed can be typed or scanned back, byte for byte, and held against the case: `probanda verify CASE --held FILE`.
"""

from __future__ import annotations

import io
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from probanda.errors import ExportError, UsageError
from probanda.preserve import notes
from probanda.preserve.notes import Note
from probanda.write.pictures import typeset

FORMATS = ("svg", "pdf", "txt")


def terminal(note: Note) -> str:
    """The QR code in characters, to be shown on a terminal."""
    drawn = io.StringIO()
    _code(note).terminal(out=drawn, compact=True)
    return drawn.getvalue()


def write(note: Note, path: Path) -> Path:
    """Write the sheet in the format of the file's name: svg (the code alone), pdf (a page), txt (lines and code).

    Raises UsageError for another format and ExportError when it cannot be written.
    """
    kind = path.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise UsageError(
            f"a checkpoint is not printed as {kind or 'this'}", next=f"name a file that ends with {', '.join(FORMATS)}"
        )
    try:
        if kind == "svg":
            _code(note).save(str(path), kind="svg", scale=4, border=4)
        elif kind == "txt":
            path.write_text(f"{note}\n{terminal(note)}", encoding="utf-8")
        else:
            _page(note, path)
    except (OSError, RuntimeError) as error:
        raise ExportError(f"cannot be written: {error}", where=str(path), next="check the disk") from error
    return path


def _code(note: Note) -> Any:
    import segno

    # Level M: a fold or a stain over 15 % of it does no harm.
    return segno.make(str(note), error="m", mode="byte", encoding="utf-8", micro=False)


def _page(note: Note, path: Path) -> None:
    point = notes.checkpoint(note)
    told = {"lines": str(note).rstrip("\n").split("\n"), "events": point.size, "log": point.origin}
    with tempfile.TemporaryDirectory() as folder:
        _code(note).save(str(Path(folder, "code.svg")), kind="svg", scale=4, border=4)
        Path(folder, "sheet.json").write_bytes(msgspec.json.encode(told))
        page = Path(folder, "sheet.typ")
        page.write_text((files("probanda") / "data/dossier/checkpoint.typ").read_text("utf-8"), encoding="utf-8")
        typeset(page, output=str(path))
