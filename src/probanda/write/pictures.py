"""Drawings as pictures, for formats that cannot hold SVG."""

from __future__ import annotations

import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any


def typeset(page: Path, **options: Any) -> Any:
    """Compile a Typst page with the fonts that come with Probanda (Typst's own hold no Arabic)."""
    import typst

    with as_file(files("probanda") / "data/dossier/fonts") as fonts:
        return typst.compile(str(page), font_paths=[str(fonts)], **options)


_PAGE = '#set page(width: auto, height: auto, margin: 4pt)\n#image("drawing.svg")\n'


def png(svg: str, *, ppi: int = 200) -> bytes:
    """The drawing rendered at `ppi` pixels per inch."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "drawing.svg").write_text(svg, encoding="utf-8")
        page = Path(folder, "page.typ")
        page.write_text(_PAGE, encoding="utf-8")
        return bytes(typeset(page, format="png", ppi=ppi))
