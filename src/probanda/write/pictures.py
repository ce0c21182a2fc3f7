"""Drawings as pictures, for formats that cannot hold SVG."""

from __future__ import annotations

import tempfile
from pathlib import Path

_PAGE = '#set page(width: auto, height: auto, margin: 4pt)\n#image("drawing.svg")\n'


def png(svg: str, *, ppi: int = 200) -> bytes:
    """The drawing rendered at `ppi` pixels per inch."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "drawing.svg").write_text(svg, encoding="utf-8")
        page = Path(folder, "page.typ")
        page.write_text(_PAGE, encoding="utf-8")
        return bytes(typst.compile(str(page), format="png", ppi=ppi))
