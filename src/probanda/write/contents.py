"""The table of contents of a DOCX, filled in: Pandoc leaves the field empty until a word processor updates it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from probanda.errors import ExportError
from probanda.write.document import Section
from probanda.write.phrases import runs

_MOST = 80
"""Lines of a table of contents; with more, sections alone are listed and not their parts."""
_FIELD = re.compile(
    r'<w:p>\s*<w:r>\s*<w:fldChar w:fldCharType="begin"[^>]*/>\s*(<w:instrText[^>]*>TOC .*?</w:instrText>).*?</w:p>', re.DOTALL
)
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>{}</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, the bookmark that it leads to, and its level, 1 for a section."""

    words: str
    anchor: str
    level: int


def entries(sections: Sequence[Section]) -> list[Line]:
    """A line for each section and each of its parts."""
    lines = []
    for number, section in enumerate(sections, 1):
        lines.append(Line(f"{number}. {section.title}", section.anchor, 1))
        lines += [Line(part.title, part.anchor, 2) for part in section.parts]
    return lines if len(lines) <= _MOST else [line for line in lines if line.level == 1]


def fill(path: Path, lines: Sequence[Line], *, direction: str = "ltr") -> None:
    """Write the lines into the field, each leading to its heading. Page numbers come with the first update of the field.

    Raises ExportError where the document has no such field.
    """
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for item in given.infolist():
            content = given.read(item)
            made.writestr(
                item,
                _filled(content.decode(), _shown(lines, direction), path).encode()
                if item.filename == "word/document.xml"
                else content,
            )


def _filled(document: str, lines: Sequence[str], path: Path) -> str:
    if not lines:
        return document
    if not (field := _FIELD.search(document)):
        raise ExportError("the table of contents has no field", where=str(path), next="report this; HTML is unaffected")
    begin = _BEGIN.format(field[1])
    shown = "".join(
        line.replace("<w:hyperlink", f"{begin}<w:hyperlink", 1) if number == 0 else line for number, line in enumerate(lines)
    )
    return f"{document[: field.start()]}{shown}{_END}{document[field.end() :]}"


def _shown(lines: Sequence[Line], direction: str) -> list[str]:
    """The paragraphs, from the right in an Arabic file."""
    bidi, rtl = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if direction == "rtl" else ("", "")
    return [_paragraph(line, bidi=bidi, turned=rtl if runs(line.words) == "rtl" else "") for line in lines]


def _paragraph(line: Line, *, bidi: str, turned: str) -> str:
    words = f'<w:r>{turned}<w:t xml:space="preserve">{escape(line.words)}</w:t></w:r>'
    link = f'<w:hyperlink w:anchor="{escape(line.anchor)}" w:history="1">{words}</w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="TOC{line.level}"/>{bidi}</w:pPr>{link}</w:p>'
