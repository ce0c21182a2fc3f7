"""Make the binary sources of the fictional case (PDF, DOCX) from the texts in `make/`. Run it after a change there.

    python examples/make_sources.py

The files are the same, byte for byte, on every run with the same version of typst.
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
MADE = HERE / "make"
CASE = HERE / "kestral"
MARK = "FICTIONAL: invented for the Probanda example. No person, place, unit or event in it is real."

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"document": "document.main", "footnotes": "footnotes", "styles": "styles", "header1": "header"}
_WHO = 'w:author="N. Ferrow" w:date="2023-05-14T18:00:00Z"'
_MARKUP = re.compile(r"\[\[(?P<note>.*?)\]\]|\{-(?P<cut>.*?)-\}|\{\+(?P<new>.*?)\+\}")


def main() -> None:
    """Write every binary source."""
    import typst

    for source in sorted(MADE.glob("*.typ")):
        typst.compile(str(source), output=str(CASE / f"{source.stem}.pdf"), timestamp=1_684_000_000)
    for source in sorted(MADE.glob("*.txt")):
        _write_docx(CASE / f"{source.stem}.docx", source.read_text(encoding="utf-8"))
    sys.stdout.write("written\n")


def _write_docx(path: Path, text: str) -> None:
    notes: list[str] = []
    title, *blocks = text.strip().split("\n\n")
    head, *opening = title.split("\n")
    paragraphs = [_paragraph(block, notes) for block in [*opening, *blocks]]
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}, core="docProps/core.xml"),
        "docProps/core.xml": _core(head.removeprefix("! ")),
        "word/_rels/document.xml.rels": _relations(
            {"footnotes": "footnotes.xml", "styles": "styles.xml", "header": "header1.xml"}
        ),
        "word/document.xml": _document(paragraphs),
        "word/footnotes.xml": f"<w:footnotes {_W}>{''.join(_note(n, t) for n, t in enumerate(notes, 1))}</w:footnotes>",
        "word/styles.xml": f"<w:styles {_W}>{_style('Normal', 'Normal')}{_style('Heading1', 'heading 1')}</w:styles>",
        "word/header1.xml": f"<w:hdr {_W}><w:p>{_run(MARK)}</w:p></w:hdr>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            # A fixed time: the same text makes the same bytes.
            entry = zipfile.ZipInfo(name, date_time=(2023, 5, 15, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{part}')


def _paragraph(block: str, notes: list[str]) -> str:
    heading = block.startswith("# ")
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if heading else ""
    lines = block.removeprefix("# ").split("\n")
    return f"<w:p>{style}{'<w:r><w:br/></w:r>'.join(_runs(line, notes) for line in lines)}</w:p>"


def _runs(line: str, notes: list[str]) -> str:
    done, runs = 0, []
    for found in _MARKUP.finditer(line):
        runs.append(_run(line[done : found.start()]))
        runs.append(_marked(found, notes))
        done = found.end()
    return "".join([*runs, _run(line[done:])])


def _marked(found: re.Match[str], notes: list[str]) -> str:
    if found["note"]:
        notes.append(found["note"])
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(notes)}"/></w:r>'
    if found["cut"]:
        return f'<w:del w:id="91" {_WHO}><w:r><w:delText xml:space="preserve">{escape(found["cut"])}</w:delText></w:r></w:del>'
    return f'<w:ins w:id="92" {_WHO}>{_run(found["new"])}</w:ins>'


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""


def _note(number: int, words: str) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{_run(" " + words)}</w:p></w:footnote>'


def _document(paragraphs: list[str]) -> str:
    page = '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    return f'<w:document {_W} xmlns:r="{_R}"><w:body>{"".join(paragraphs)}{page}</w:body></w:document>'


def _style(key: str, name: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'


def _types() -> str:
    parts = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in _PARTS.items())
    core = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{plain}{parts}{core}</Types>'


def _relations(targets: dict[str, str], *, core: str = "") -> str:
    each = [f'<Relationship Id="rId{kind}" Type="{_R}/{kind}" Target="{target}"/>' for kind, target in targets.items()]
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        each.append(f'<Relationship Id="rIdcore" Type="{kind}" Target="{core}"/>')
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def _core(title: str) -> str:
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    made = '<dcterms:created xsi:type="dcterms:W3CDTF">2023-05-14T17:00:00Z</dcterms:created>'
    named = f"<dc:title>{escape(title)}</dc:title><dc:creator>Nadia Ferrow</dc:creator>"
    return f"<cp:coreProperties {spaces}>{named}{made}</cp:coreProperties>"


if __name__ == "__main__":
    main()
