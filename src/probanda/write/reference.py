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


CELL = "Table Cell"
"""The style of paragraphs in tables."""
_SIZES = {"Title": 40, "Subtitle": 22, "Heading1": 30, "Heading2": 25, "Heading3": 22}
_NOTE = '<w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
_SMALLER = (
    (r'(<w:docDefaults>.*?<w:sz w:val=")24(" />\s*<w:szCs w:val=")24', r"\g<1>20\g<2>20"),
    (r'(w:styleId="BodyText".*?<w:spacing w:after=")180(" w:before=")180', r"\g<1>80\g<2>80"),
    (r'(w:styleId="Heading1".*?<w:spacing w:after=")80(" w:before=")360', r"\g<1>60\g<2>260"),
    (
        r'(w:styleId="FootnoteText".*?<w:qFormat />)',
        rf"\g<1>{_NOTE}",
    ),
    *(
        (rf'(w:styleId="{name}"(?:(?!</w:style>).)*?<w:sz w:val=")\d+(" />\s*<w:szCs w:val=")\d+', rf"\g<1>{size}\g<2>{size}")
        for name, size in _SIZES.items()
    ),
)
"""Pandoc's own sizes are those of a letter: 12 points, and as much space around each paragraph of a table as in running text."""


def _id(name: str) -> str:
    # Word knows its own styles of contents by TOC1, TOC2.
    return name.replace(" ", "").replace("toc", "TOC")


def _own_style(name: str, properties: str) -> str:
    head = f'<w:style w:type="paragraph" w:styleId="{_id(name)}"><w:name w:val="{name}"/>'
    return f'{head}<w:basedOn w:val="Normal"/><w:qFormat/>{properties}</w:style>'


_OWN = (
    _own_style(
        CELL, '<w:pPr><w:spacing w:before="20" w:after="40"/></w:pPr><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    )
    + _own_style("toc 1", '<w:pPr><w:spacing w:before="60" w:after="0"/></w:pPr>')
    + _own_style("toc 2", '<w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:start="360"/></w:pPr>')
)


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
    """Styles as a file needs them: smaller letters, less space, and those of cells and of the contents."""
    for pattern, made in _SMALLER:
        styles = re.sub(pattern, made, styles, count=1, flags=re.DOTALL)
    return _lined(styles, direction).replace("</w:styles>", f"{_OWN}</w:styles>")


def _lined(styles: str, direction: str) -> str:
    """The style of tables with lines; where it is written from the right, with the first column on the right."""
    turned = "<w:bidiVisual/>" if direction == "rtl" else ""
    return re.sub(
        r'(w:styleId="Table">.*?<w:tblPr>)(.*?<w:tblInd [^>]*/>)',
        rf"\1{turned}\2<w:tblBorders>{_LINES}</w:tblBorders>",
        styles,
        count=1,
        flags=re.DOTALL,
    )
