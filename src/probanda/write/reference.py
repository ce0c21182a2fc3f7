"""The look of the DOCX: Pandoc's own styles with lines around the cells of tables, on A4 (ISO 216)."""

from __future__ import annotations

import re
import subprocess
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

_LINES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="C5CCD4"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1247" w:right="1134" w:bottom="1247" w:left="1134" w:header="600" w:footer="600" w:gutter="0"/>'
)
"""A4 with margins of 20 and 22 mm, in twentieths of a point."""


def reference(folder: Path, *, direction: str) -> Path:
    """A document in `folder` whose styles Pandoc takes over. `direction` also orders the columns of tables."""
    path = folder / "reference.docx"
    with zipfile.ZipFile(BytesIO(_own())) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "word/styles.xml":
                content = _styled(content.decode(), direction).encode()
            elif name == "word/document.xml":
                content = content.decode().replace("</w:sectPr>", f"{_PAGE}</w:sectPr>").encode()
            made.writestr(name, content)
    return path


@cache
def _own() -> bytes:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _styled(styles: str, direction: str) -> str:
    """The style of tables with lines; where it is written from the right, with the first column on the right."""
    turned = "<w:bidiVisual/>" if direction == "rtl" else ""
    return re.sub(
        r'(w:styleId="Table">.*?<w:tblPr>)(.*?<w:tblInd [^>]*/>)',
        rf"\1{turned}\2<w:tblBorders>{_LINES}</w:tblBorders>",
        styles,
        count=1,
        flags=re.DOTALL,
    )
