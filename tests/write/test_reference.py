"""The styles of the DOCX: tables have lines, pages are A4, and from the right the first column stands on the right."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from probanda.write.reference import reference

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(("direction", "turned"), [("ltr", False), ("rtl", True)])
def test_tables_have_lines_and_run_with_the_language(tmp_path: Path, direction: str, turned: bool) -> None:
    with zipfile.ZipFile(reference(tmp_path, direction=direction)) as made:
        styles, document = (ElementTree.fromstring(made.read(f"word/{name}.xml")) for name in ("styles", "document"))
    table = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Table")
    properties = table.find(f"{W}tblPr")
    assert properties is not None
    borders = properties.find(f"{W}tblBorders")
    assert borders is not None
    assert {edge.tag.removeprefix(W) for edge in borders} == {"top", "left", "bottom", "right", "insideH", "insideV"}
    assert (properties.find(f"{W}bidiVisual") is not None) == turned
    sizes = [page.get(f"{W}w") for page in document.iter(f"{W}pgSz")]
    assert sizes == ["11906"]
