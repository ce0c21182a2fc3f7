"""The table of contents of a DOCX: there when the file is opened, each line leading to its heading."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from probanda.write.contents import entries
from probanda.write.document import Dossier, Section, paragraph, said
from probanda.write.word import docx

PARTS = (Section(title="Orders & <words>", anchor="orders", blocks=(paragraph(said("x")),)),)
SECTIONS = (Section(title="Summary", anchor="summary", parts=PARTS), Section(title="Method", anchor="method"))


def test_each_line_leads_to_a_heading(tmp_path: Path) -> None:
    docx(Dossier(title="t", subtitle="s", sections=SECTIONS), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as made:
        assert made.testzip() is None
        document = made.read("word/document.xml").decode()
    lines = re.findall(r'w:val="(TOC\d)"/>.*?w:anchor="([^"]+)".*?<w:t [^>]*>([^<]+)<', document)
    assert lines == [
        ("TOC1", "summary", "1. Summary"),
        ("TOC2", "orders", "Orders &amp; &lt;words&gt;"),
        ("TOC1", "method", "2. Method"),
    ]
    assert {anchor for _, anchor, _ in lines} <= set(re.findall(r'bookmarkStart [^>]*w:name="([^"]+)"', document))
    assert document.count('w:fldCharType="begin"') == document.count('w:fldCharType="end"') == 1


def test_where_parts_are_many_the_sections_stand_alone() -> None:
    many = tuple(Section(title=f"Incident {n}", anchor=f"incident-{n}") for n in range(200))
    lines = entries([Section(title="Incidents", anchor="incidents", parts=many)])
    assert [line.words for line in lines] == ["1. Incidents"]
